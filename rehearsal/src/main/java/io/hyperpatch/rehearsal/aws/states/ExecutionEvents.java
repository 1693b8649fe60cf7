package io.hyperpatch.rehearsal.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.events.EventBus;
import io.hyperpatch.rehearsal.engine.EngineListener;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells the bus what becomes of executions, best effort like the service itself: what gets lost is for the delivery faults.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-states.html">Step Functions events</a>
 */
public final class ExecutionEvents implements EngineListener {
    public static final String SOURCE = "aws.states";
    public static final String DETAIL_TYPE = "Step Functions Execution Status Change";

    /** Beyond this, the event comes without input and output. */
    private static final int MOST_CHARACTERS = 8 * 1024;

    private final EventBus bus;

    public ExecutionEvents(EventBus bus) {
        this.bus = Objects.requireNonNull(bus);
    }

    @Override
    public void executionStarted(ExecutionView execution) {
        tell(execution);
    }

    @Override
    public void executionEnded(ExecutionView execution) {
        tell(execution);
    }

    private void tell(ExecutionView execution) {
        ObjectNode detail = JsonNodeFactory.instance
                .objectNode()
                .put("executionArn", execution.arn())
                .put("stateMachineArn", execution.stateMachineArn())
                .put("name", execution.name())
                .put("status", execution.status().name())
                .put("startDate", execution.startDate().toEpochMilli());
        execution
                .stopDate()
                .ifPresentOrElse(date -> detail.put("stopDate", date.toEpochMilli()), () -> detail.putNull("stopDate"));
        data(detail, "input", Optional.of(execution.input()));
        data(detail, "output", execution.output());
        execution.error().ifPresent(error -> detail.put("error", error));
        execution.cause().ifPresent(cause -> detail.put("cause", cause));
        detail.put("redriveCount", execution.redriveCount());
        bus.emit(SOURCE, DETAIL_TYPE, List.of(execution.arn()), detail);
    }

    private static void data(ObjectNode detail, String name, Optional<JsonNode> value) {
        Optional<String> text = value.map(JsonNode::toString);
        boolean included = text.filter(all -> all.length() <= MOST_CHARACTERS).isPresent();
        detail.put(name, included ? text.get() : null);
        if (text.isPresent()) {
            detail.putObject(name + "Details").put("included", included);
        } else {
            detail.putNull(name + "Details");
        }
    }
}
