package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.engine.HistoryEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HoldersTest {

    private static final String FENCED = "Fenced";

    private final Left left = Left.verified();

    @Test
    void noticesALeaseThatWasTakenFromARunAtWork() {
        fenced(0);

        assertThat(holders()).singleElement().asString().contains("c-2 lost its lease");
    }

    @Test
    void acceptsThatARedrivenRunIsFencedOff() {
        fenced(1);

        assertThat(holders()).isEmpty();
    }

    @Test
    void noticesAWatchThatWentOnLookingAfterItsLeaseHadGone() {
        watchSaid("Waiting");

        assertThat(looks()).singleElement().asString().contains("c-1-w1 looked on");
    }

    @Test
    void acceptsAWatchThatEndsAtItsFirstLookAfterItsLeaseHadGone() {
        watchSaid(FENCED);

        assertThat(looks()).isEmpty();
    }

    /** The token grew after two minutes; a look that began after three came to this verdict. */
    private void watchSaid(String verdict) {
        left.item(Left.ARN).put("token", 2).put("since", Left.at(2).toString());
        left.history.add(new HistoryEvent(1, 0, Left.at(3), "TaskScheduled", Map.of()));
        left.history.add(new HistoryEvent(
                2, 1, Left.at(4), "TaskSucceeded", Map.of("output", Map.of("Payload", Map.of("verdict", verdict)))));
        left.execution(
                "watch-update",
                "c-1-w1",
                ExecutionStatus.SUCCEEDED,
                "{\"token\": 1, \"cluster\": {\"arn\": \"%s\"}}".formatted(Left.ARN),
                "{}",
                null,
                0);
    }

    private List<String> looks() {
        return left.broken(Holders::noLookWithoutTheLease);
    }

    private void fenced(int redrives) {
        left.execution("patch-cluster", "c-2", ExecutionStatus.FAILED, "{}", "", "Hyperpatch.Fenced", redrives);
    }

    private List<String> holders() {
        return left.broken(Holders::noLeaseIsTakenFromTheLiving);
    }
}
