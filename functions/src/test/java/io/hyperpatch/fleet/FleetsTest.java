package io.hyperpatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.json.Json;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.InMemoryStore;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FleetsTest {
    private static final ClusterArn ARN =
            ClusterArn.of("arn:aws:sagemaker:us-east-1:123456789012:cluster/abc123def456");
    private static final Instant T = Instant.parse("2026-11-21T02:00:00Z");
    private static final String POLICY = "gpu-fleet";

    private final Store store = new InMemoryStore();
    private final Fleets fleets = new Fleets(store);

    private static Fleets.Opening by(String holder) {
        return new Fleets.Opening(holder, Set.of("ami-1"), false);
    }

    private static Noted event(String name) {
        return new Noted(name, Json.object().put("id", name), T, Optional.empty());
    }

    private static Turn turn(Fleet fleet) {
        return new Turn(RunName.of("train-a-0123456789ab-1"), ARN, "train-a", fleet.images(), T);
    }

    private Fleet taken(String holder) {
        Optional<Fleet> found = fleets.find(POLICY);
        assertThat(fleets.open(POLICY, found, by(holder), T)).isTrue();
        return fleets.find(POLICY).orElseThrow();
    }

    @Test
    void isTakenByOneOfTwoThatFoundNone() {
        assertThat(fleets.open(POLICY, Optional.empty(), by("first"), T)).isTrue();
        assertThat(fleets.open(POLICY, Optional.empty(), by("second"), T)).isFalse();

        assertThat(fleets.find(POLICY).orElseThrow().isHeldBy("first")).isTrue();
    }

    @Test
    void cannotBeClosedOverAnEventThatWasNotedSinceItWasRead() {
        Fleet read = taken("first");

        assertThat(fleets.note(POLICY, read, event("second"))).isTrue();

        assertThat(fleets.close(POLICY, read)).isFalse();
        assertThat(fleets.close(POLICY, fleets.find(POLICY).orElseThrow())).isTrue();
    }

    @Test
    void takesNoNoteOnceItIsClosed() {
        Fleet read = taken("first");
        assertThat(fleets.close(POLICY, read)).isTrue();

        assertThat(fleets.note(POLICY, read, event("second"))).isFalse();
        assertThat(new NotedEvents(store).next(POLICY, new Noted.Round(1, 0))).isEmpty();
    }

    @Test
    void isNoMoreWrittenByWhoeverLostIt() {
        Fleet before = taken("first");
        Fleet after = taken("second");

        assertThat(after.token()).isGreaterThan(before.token());
        assertThat(fleets.begin(POLICY, before, turn(before), List.of())).isFalse();
        assertThat(fleets.stop(POLICY, before, new Turns.Stop(RunName.of("train-a-0123456789ab-1"), "why"), "train-b"))
                .isFalse();
        assertThat(fleets.close(POLICY, before)).isFalse();
        assertThat(fleets.find(POLICY)).contains(after);
    }

    @Test
    void keepsTheLastTurnForWhoeverTakesItNextAndForgetsWhatStoppedIt() {
        Fleet first = taken("first");
        assertThat(fleets.begin(POLICY, first, turn(first), List.of())).isTrue();
        assertThat(fleets.stop(
                        POLICY,
                        fleets.find(POLICY).orElseThrow(),
                        new Turns.Stop(RunName.of("train-a-0123456789ab-1"), "why"),
                        "train-b"))
                .isTrue();
        assertThat(fleets.find(POLICY).orElseThrow().named()).containsExactly("train-b");

        Fleet next = taken("second");

        assertThat(next.turn()).contains(turn(first));
        assertThat(next.stopped()).isEmpty();
        assertThat(next.named()).isEmpty();
    }

    @Test
    void isResumedOnlyAfterTheTurnThatWasRead() {
        Fleet first = taken("first");
        fleets.begin(POLICY, first, turn(first), List.of());
        Turn other = new Turn(RunName.of("train-a-0123456789ab-2"), ARN, "train-a", Set.of(), T);

        assertThat(fleets.resume(POLICY, other, new Fleets.Resumed("a person", "why", T, other.run())))
                .isFalse();
        assertThat(fleets.resume(
                        POLICY,
                        turn(first),
                        new Fleets.Resumed("a person", "why", T, turn(first).run())))
                .isTrue();
        assertThat(fleets.find(POLICY).orElseThrow().turn()).isEmpty();
    }
}
