package io.hyperpatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.InMemoryStore;
import io.hyperpatch.store.ItemVersion;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Write;
import io.hyperpatch.store.WrittenByNewerVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunsTest {
    private static final ClusterArn ARN =
            ClusterArn.of("arn:aws:sagemaker:us-east-1:123456789012:cluster/abc123def456");
    private static final ClusterArn OTHER =
            ClusterArn.of("arn:aws:sagemaker:us-east-1:123456789012:cluster/abc123def457");
    private static final Map<String, Pin> PINS = Map.of("gpu", Pin.of("ami-0123456789abcdef0"));
    private static final Instant T = Instant.parse("2026-11-21T02:00:00Z");

    private final Store store = new InMemoryStore();
    private final Runs runs = new Runs(store);

    @Test
    void readsBackARunThatBegan() {
        Run run = run(1);
        runs.begin(run);

        assertThat(runs.find(ARN, run.name())).contains(run);
        assertThat(runs.find(OTHER, run.name())).isEmpty();
    }

    @Test
    void leavesARunAsItIsWhenItBeginsAgain() {
        runs.begin(run(1));
        runs.end(ARN, name(1), Outcome.REFUSED, "scaling", Optional.empty(), T);
        Run before = runs.find(ARN, name(1)).orElseThrow();

        runs.begin(run(1));

        assertThat(runs.find(ARN, name(1))).contains(before);
    }

    @Test
    void listsTheAttemptsAtTheSamePinsInOrderAlsoBeyondNine() {
        for (int attempt : new int[] {10, 2, 1, 11}) {
            runs.begin(run(attempt));
        }
        RunName otherPins = RunName.of("train-a", ARN, "p", 1, Map.of("gpu", Pin.of("ami-0123456789abcdef1")), 1);
        runs.begin(Run.planned(otherPins, ARN, "train-a", "p", PINS, "parent", T));

        assertThat(runs.attempts(ARN, name(1).fingerprint()))
                .extracting(run -> run.name().attempt())
                .containsExactly(1, 2, 10, 11);
        assertThat(runs.attempts(OTHER, name(1).fingerprint())).isEmpty();
    }

    @Test
    void isNotEndedWhereItIsForNewerVersionsOnly() {
        runs.begin(run(1));
        store.write(new Write.Update(
                Runs.key(ARN, name(1)), List.of(Change.set(ItemVersion.WRITABLE_FROM, 2)), Condition.exists()));

        assertThatThrownBy(() -> runs.end(ARN, name(1), Outcome.REFUSED, "scaling", Optional.empty(), T))
                .isInstanceOf(WrittenByNewerVersion.class);
        assertThat(runs.find(ARN, name(1))).contains(run(1));
    }

    @Test
    void recordsHowARunEnded() {
        runs.begin(run(1));
        Instant until = T.plus(Duration.ofDays(3));

        Run ended = runs.end(ARN, name(1), Outcome.DEFERRED, "too young", Optional.of(until), T);

        assertThat(ended.outcome()).contains(Outcome.DEFERRED);
        assertThat(ended.reason()).contains("too young");
        assertThat(ended.until()).contains(until);
        assertThat(ended.endedAt()).contains(T);
        assertThat(ended.notified()).isEmpty();
        assertThat(runs.find(ARN, name(1))).contains(ended);
    }

    @Test
    void letsTheFirstWordStand() {
        runs.begin(run(1));
        Run first = runs.end(ARN, name(1), Outcome.VERIFIED, "proved", Optional.empty(), T);

        Run second = runs.end(ARN, name(1), Outcome.UNKNOWN, "later", Optional.of(T), T.plusSeconds(9));

        assertThat(second).isEqualTo(first);
        assertThat(runs.find(ARN, name(1))).contains(first);
    }

    @Test
    void namesARunThatCannotEndBecauseItNeverBegan() {
        assertThatThrownBy(() -> runs.end(ARN, name(7), Outcome.REFUSED, "why", Optional.empty(), T))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name(7).toString());
        assertThat(runs.find(ARN, name(7))).isEmpty();
    }

    @Test
    void remembersThatPeopleWereTold() {
        runs.begin(run(1));
        runs.end(ARN, name(1), Outcome.VERIFIED, "proved", Optional.empty(), T);

        runs.notified(ARN, name(1), T.plusSeconds(5));

        assertThat(runs.find(ARN, name(1)).orElseThrow().notified()).contains(T.plusSeconds(5));
        assertThat(runs.find(ARN, name(1)).orElseThrow().outcome()).contains(Outcome.VERIFIED);
    }

    private static RunName name(int attempt) {
        return RunName.of("train-a", ARN, "gpu-fleet", 1, PINS, attempt);
    }

    private static Run run(int attempt) {
        return Run.planned(name(attempt), ARN, "train-a", "gpu-fleet", PINS, "arn:parent", T);
    }
}
