package io.hyperpatch.rehearsal.fault;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.Objects;

/**
 * What people, or the service, do to a workflow from outside.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html">StopExecution</a>
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html">RedriveExecution</a>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ExecutionFault.Stop.class, name = "stop"),
    @JsonSubTypes.Type(value = ExecutionFault.StopAndRedrive.class, name = "stopAndRedrive")
})
public sealed interface ExecutionFault {

    /** Which executions it strikes, and when. */
    Entries at();

    /** Its name in a scenario. */
    @JsonIgnore
    default String kind() {
        return switch (this) {
            case Stop f -> "stop";
            case StopAndRedrive f -> "stopAndRedrive";
        };
    }

    /** The execution is stopped: no Catch of its own sees it. */
    record Stop(Entries at) implements ExecutionFault {
        public Stop {
            Objects.requireNonNull(at, "at");
        }
    }

    /** It is stopped, and so much later goes on at the state where it ended. */
    record StopAndRedrive(Entries at, Duration redriveAfter) implements ExecutionFault {
        public StopAndRedrive {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(redriveAfter, "redriveAfter");
        }
    }
}
