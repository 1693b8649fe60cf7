package io.hyperpatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.InMemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TurnsTest {
    private static final ClusterArn ARN =
            ClusterArn.of("arn:aws:sagemaker:us-east-1:123456789012:cluster/abc123def456");
    private static final ClusterArn OTHER =
            ClusterArn.of("arn:aws:sagemaker:us-east-1:123456789012:cluster/fff123def456");
    private static final RunName RUN = RunName.of("train-a-0123456789ab-1");
    private static final Instant T = Instant.parse("2026-11-21T02:00:00Z");
    private static final Turn LAST = new Turn(RUN, ARN, "train-a", Set.of("ami-1", "ami-2"), T);

    private static Fleet fleet(String... images) {
        return new Fleet(
                Fleet.State.OPEN,
                "holder",
                1,
                T,
                0,
                false,
                Set.of(images),
                Optional.of(LAST),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                List.of());
    }

    private static Optional<Turns.Stop> stop(Optional<Run> run, Fleet fleet) {
        return Turns.stop(fleet, OTHER, fleet.images(), turn -> run);
    }

    private static Run begun() {
        return Run.planned(RUN, ARN, "train-a", "gpu-fleet", Map.of(), "parent", T);
    }

    private static Run ended(Outcome outcome) {
        Runs runs = new Runs(new InMemoryStore());
        runs.begin(begun());
        return runs.end(ARN, RUN, outcome, "why", Optional.empty(), T);
    }

    @ParameterizedTest
    @EnumSource(names = {"ROLLED_BACK", "MIXED", "UNKNOWN", "ABORTED"})
    void nothingFollowsABadEnd(Outcome bad) {
        assertThat(stop(Optional.of(ended(bad)), fleet("ami-1")).orElseThrow().why())
                .isEqualTo("run " + RUN + " on train-a ended " + bad.word());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ROLLED_BACK", "MIXED", "UNKNOWN", "ABORTED"})
    void anyOtherEndKeepsNobodyWaiting(Outcome fine) {
        assertThat(stop(Optional.of(ended(fine)), fleet("ami-1"))).isEmpty();
    }

    @Test
    void anotherImageGoesOnAfterABadEnd() {
        assertThat(stop(Optional.of(ended(Outcome.MIXED)), fleet("ami-1", "ami-3")))
                .isEmpty();
    }

    @Test
    void nothingFollowsARunThatHasNotEndedWhateverTheImage() {
        assertThat(stop(Optional.of(begun()), fleet("ami-3")).orElseThrow().why())
                .contains("has not ended");
    }

    @Test
    void aRunThatWasNeverRecordedKeepsNobodyWaiting() {
        assertThat(stop(Optional.empty(), fleet("ami-1"))).isEmpty();
    }

    @Test
    void theClusterOfABadEndIsNotKeptByIt() {
        assertThat(Turns.stop(fleet("ami-1"), ARN, Set.of("ami-1"), turn -> Optional.of(ended(Outcome.MIXED))))
                .isEmpty();
    }

    private static Fleet after(Turn last, Turn... kept) {
        return new Fleet(
                Fleet.State.OPEN,
                "holder",
                1,
                T,
                0,
                false,
                Set.of("ami-1"),
                Optional.of(last),
                List.of(kept),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                List.of());
    }

    private static Turn turn(ClusterArn cluster, int attempt, String... images) {
        return new Turn(RunName.of("train-a-0123456789ab-" + attempt), cluster, "train-a", Set.of(images), T);
    }

    @Test
    void aBadEndOutlivesATurnInWhichNothingWasBegunAndOneWithAnotherImage() {
        Turn bad = turn(ARN, 1, "ami-1");
        Turn refused = turn(ARN, 2, "ami-1");
        Turn another = turn(ARN, 3, "ami-2");

        assertThat(Turns.kept(
                        after(refused, bad),
                        turn -> Optional.of(ended(turn.equals(bad) ? Outcome.ROLLED_BACK : Outcome.REFUSED))))
                .containsExactly(bad);
        assertThat(Turns.kept(
                        after(another, bad),
                        turn -> Optional.of(ended(turn.equals(bad) ? Outcome.ROLLED_BACK : Outcome.VERIFIED))))
                .containsExactly(bad);
    }

    @Test
    void aBadEndCountsNoMoreOnceItsClusterWasBroughtToTheImageWell() {
        Turn bad = turn(ARN, 1, "ami-1");
        Turn elsewhere = turn(OTHER, 2, "ami-1");
        Turn well = turn(ARN, 3, "ami-1", "ami-2");

        assertThat(Turns.kept(
                        after(well, bad),
                        turn -> Optional.of(ended(turn.equals(bad) ? Outcome.MIXED : Outcome.VERIFIED))))
                .isEmpty();
        assertThat(Turns.kept(
                        after(elsewhere, bad),
                        turn -> Optional.of(ended(turn.equals(bad) ? Outcome.MIXED : Outcome.VERIFIED))))
                .containsExactly(bad);
    }

    @Test
    void anotherImageOfAnotherClusterIsNoReasonToGoOnWithTheSame() {
        assertThat(Turns.stop(
                        fleet("ami-1", "ami-3"), OTHER, Set.of("ami-1"), turn -> Optional.of(ended(Outcome.MIXED))))
                .isPresent();
    }
}
