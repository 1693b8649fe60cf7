package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.fault.Delivered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutionsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant A_DAY_AFTER_THE_DEADLINE = Left.DEADLINE.plus(Duration.ofDays(1));

    private final Left left = Left.verified();

    @Test
    void acceptsARunThatEndsWithinADayOfItsDeadline() {
        runUntil(A_DAY_AFTER_THE_DEADLINE);

        assertThat(late()).isEmpty();
    }

    @Test
    void noticesARunThatGoesOnPastItsDeadline() {
        runUntil(A_DAY_AFTER_THE_DEADLINE.plus(HOUR));

        assertThat(late()).singleElement().asString().contains("patch-cluster c-1 ended at");
    }

    @Test
    void noticesAWatchThatGoesOnPastTheDeadlineOfItsRun() {
        left.execution(
                "watch-update", "c-1-w2", "{\"run\": \"c-1\", \"step\": 1}", A_DAY_AFTER_THE_DEADLINE.plus(HOUR));

        assertThat(late()).singleElement().asString().contains("watch-update c-1-w2");
    }

    @Test
    void excusesNoWatchByTheDeadlineOfAnotherStep() {
        left.execution("watch-update", "c-1-w2", "{\"run\": \"c-1\", \"step\": 2}", Left.DEADLINE);

        assertThat(late()).singleElement().asString().contains("watch-update c-1-w2");
    }

    @Test
    void excusesWhatAFaultDelayed() {
        runUntil(A_DAY_AFTER_THE_DEADLINE.plus(HOUR));
        left.faults.add(fault("throttle", Left.DEADLINE.plus(HOUR)));

        assertThat(late()).isEmpty();
    }

    @Test
    void excusesNothingByAFaultThatMayLastForGood() {
        runUntil(A_DAY_AFTER_THE_DEADLINE.plus(HOUR));
        left.faults.add(fault("dropMember", Left.DEADLINE.plus(HOUR)));
        left.faults.add(fault("deny", Left.DEADLINE.plus(HOUR)));

        assertThat(late()).hasSize(1);
    }

    @Test
    void noticesAFleetThatWaitsLongAfterItsLastRunHasEnded() {
        runUntil(Left.DEADLINE);
        left.execution("patch-fleet", "f1", "{}", A_DAY_AFTER_THE_DEADLINE.plus(HOUR));

        assertThat(late()).singleElement().asString().contains("patch-fleet f1");
    }

    @Test
    void cutsADeadlineThatIsTooFarAway() {
        Instant far = Left.START.plus(Duration.ofDays(60));
        left.intentItem().put("deadline", far.toString());
        runUntil(far);

        assertThat(late()).hasSize(1);
    }

    private void runUntil(Instant end) {
        left.executions.clear();
        left.execution("patch-cluster", Left.RUN, "{\"parent\": \"%s\"}".formatted(Left.FLEET), end);
    }

    private static Delivered fault(String kind, Instant at) {
        return new Delivered(at, kind, "LookAtUpdate", "sagemaker:DescribeCluster");
    }

    private List<String> late() {
        return left.broken(Executions::endInBoundedTime);
    }
}
