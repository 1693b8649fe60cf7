package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.fault.Delivered;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An update that moves once, two minutes after its start, and then not for five hours; a watch is there until its end. */
class StallsTest {
    private static final String WATCHED = "{\"run\": \"c-1\", \"cluster\": {\"arn\": \"%s\"}}".formatted(Left.ARN);
    private static final int END = 300;

    private final Left left = Left.verified();

    @BeforeEach
    void nothingMovesForFiveHours() {
        left.updates.clear();
        left.updates.add(new Truth.Update(
                1,
                false,
                Left.PIN,
                List.of(Left.WIRE),
                Left.at(1),
                Optional.of(Left.at(END)),
                List.of(Left.ended("gpu", "Succeeded"))));
        left.moves.put("gpu", List.of(Left.at(2), Left.at(END)));
        left.execution("watch-update", "c-1-w1", WATCHED, Left.at(END + 1));
    }

    @Test
    void noticesAStallThatNobodyHearsOf() {
        assertThat(stalls()).singleElement().asString().contains("update 1 of c-1 did not move for long");
    }

    @Test
    void acceptsAStallThatPeopleHearOfInTime() {
        left.message("c-1/stalled", "Stalled", "nothing moves", 125);

        assertThat(stalls()).isEmpty();
    }

    @Test
    void noticesAStallThatPeopleHearOfTooLate() {
        left.message("c-1/stalled", "Stalled", "nothing moves", 200);

        assertThat(stalls()).hasSize(1);
    }

    @Test
    void allowsForTheWaitBetweenTwoBatches() {
        left.policy.putObject("rollout").put("wait", "PT1H");

        assertThat(stalls()).isEmpty();
    }

    @Test
    void leavesAnUpdateThatMovesAlone() {
        left.moves.put("gpu", List.of(Left.at(2), Left.at(100), Left.at(200), Left.at(END)));

        assertThat(stalls()).isEmpty();
    }

    @Test
    void asksNothingOfARunThatNobodyWatches() {
        left.executions.clear();
        left.execution("watch-update", "c-1-w1", WATCHED, Left.at(60));

        assertThat(stalls()).isEmpty();
    }

    @Test
    void excusesAFaultThatKeptTheRunFromLooking() {
        left.faults.add(new Delivered(at(90), "throttle", "LookAtUpdate", "sagemaker:DescribeCluster"));

        assertThat(stalls()).isEmpty();
    }

    private static Instant at(int minutes) {
        return Left.at(minutes);
    }

    private List<String> stalls() {
        return left.broken(Stalls::areToldInTime);
    }
}
