package io.hyperpatch.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptTest {

    private static final ClusterArn ARN =
            ClusterArn.of("arn:aws:sagemaker:us-west-2:111122223333:cluster/aaaaaaaaaaaa");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final Trigger EVENT = new Trigger.ScheduleDue(TODAY);
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

    private static Run run(int attempt, Optional<Outcome> outcome, boolean called) {
        return run(attempt, outcome, called, Optional.empty());
    }

    private static Run run(int attempt, Optional<Outcome> outcome, boolean called, Optional<Instant> endedAt) {
        return new Run(
                new RunName("train-a", "0123456789ab", attempt),
                ARN,
                "train-a",
                "fleet",
                Map.of("gpu", Pin.of("ami-0abcdef1234567890")),
                "parent-" + attempt,
                NOW,
                outcome,
                Optional.empty(),
                Optional.empty(),
                endedAt,
                called,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Trigger asked(boolean release) {
        return new Trigger.OperatorAsked("start", List.of(), "a CVE", "dana", release, TODAY);
    }

    private static final Function<Run, ToBeDone.Left> NOTHING = run -> new ToBeDone.Left.Nothing("all is done");

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"VERIFIED", "VERIFIED_WITH_SKIPS", "UPDATED", "ALREADY_CURRENT", "INTERRUPTED"})
    void beginsAgainWhereTheClusterShowsMoreToBeDone(Outcome outcome) {
        assertStarts(
                Attempt.decide(
                        List.of(run(1, Optional.of(outcome), true)),
                        EVENT,
                        "me",
                        FleetPolicy.Mode.ACT,
                        Attempt.Harmful.NO,
                        run -> new ToBeDone.Left.Something("a group has come")),
                2);
    }

    @Test
    void asksTheClusterNothingWhileNobodyCanTellHowARunEnded() {
        assertThat(Attempt.decide(
                        List.of(run(1, Optional.of(Outcome.UNKNOWN), true)),
                        EVENT,
                        "me",
                        FleetPolicy.Mode.ACT,
                        Attempt.Harmful.NO,
                        run -> new ToBeDone.Left.Something("a group has come")))
                .isInstanceOf(Attempt.Duplicate.class);
    }

    private static Attempt decide(Trigger trigger, Run... earlier) {
        return decide(Attempt.Harmful.NO, trigger, earlier);
    }

    private static Attempt decide(Attempt.Harmful harmful, Trigger trigger, Run... earlier) {
        return Attempt.decide(List.of(earlier), trigger, "me", FleetPolicy.Mode.ACT, harmful, NOTHING);
    }

    private static Trigger due(int daysLater) {
        return new Trigger.ScheduleDue(TODAY.plusDays(daysLater));
    }

    private static void assertStarts(Attempt attempt, int number) {
        assertThat(attempt).isInstanceOfSatisfying(Attempt.Start.class, start -> assertThat(start.number())
                .isEqualTo(number));
    }

    @Test
    void beginsWithTheFirst() {
        assertStarts(decide(EVENT), 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"REFUSED", "DEFERRED", "OBSERVED"})
    void triesAgainAfterARunThatCalledNothing(Outcome outcome) {
        assertStarts(decide(EVENT, run(1, Optional.of(outcome), false), run(2, Optional.of(outcome), false)), 3);
    }

    @Test
    void isADuplicateWhileTheRunIsAtIt() {
        assertThat(decide(EVENT, run(1, Optional.empty(), false)))
                .isInstanceOfSatisfying(Attempt.Duplicate.class, duplicate -> assertThat(duplicate.run())
                        .hasToString("train-a-0123456789ab-1"));
        assertThat(decide(asked(true), run(1, Optional.empty(), true))).isInstanceOf(Attempt.Duplicate.class);
    }

    @Test
    void isNoDuplicateOfTheRunThatItBeganItself() {
        assertStarts(
                Attempt.decide(
                        List.of(run(1, Optional.empty(), false)),
                        EVENT,
                        "parent-1",
                        FleetPolicy.Mode.ACT,
                        Attempt.Harmful.NO,
                        NOTHING),
                1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"VERIFIED", "VERIFIED_WITH_SKIPS", "ROLLED_BACK", "ABORTED", "MIXED", "ALREADY_CURRENT", "UNKNOWN"
            })
    void isADuplicateForAnEventAfterAnyOtherEnd(Outcome outcome) {
        assertThat(decide(EVENT, run(1, Optional.of(outcome), true))).isInstanceOf(Attempt.Duplicate.class);
    }

    @Test
    void isADuplicateForAnEventAfterARefusalThatFollowedACall() {
        assertThat(decide(EVENT, run(1, Optional.of(Outcome.REFUSED), true))).isInstanceOf(Attempt.Duplicate.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"VERIFIED", "VERIFIED_WITH_SKIPS", "ALREADY_CURRENT", "UNKNOWN"})
    void goesHigherForAnOperator(Outcome outcome) {
        assertStarts(decide(asked(false), run(3, Optional.of(outcome), true)), 4);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"ROLLED_BACK", "ABORTED", "MIXED", "REFUSED"})
    void remindsPeopleOnceAWeekOfAnImageThatTheClockWantsAndMayNotHave(Outcome outcome) {
        Run ended = run(1, Optional.of(outcome), outcome != Outcome.REFUSED, Optional.of(NOW));

        for (int day = 0; day < 7; day++) {
            assertThat(decide(Attempt.Harmful.YES, due(day), ended)).isInstanceOf(Attempt.Duplicate.class);
        }
        assertStarts(decide(Attempt.Harmful.YES, due(7), ended), 2);
        assertThat(decide(Attempt.Harmful.YES, new Trigger.ImageReleased("ami-0abcdef1234567890", "available"), ended))
                .isInstanceOf(Attempt.Duplicate.class);
    }

    @Test
    void answersAnOperatorAtOnceThatAnImageDidHarm() {
        assertStarts(decide(Attempt.Harmful.YES, asked(false), run(1, Optional.of(Outcome.ROLLED_BACK), true)), 2);
    }

    @Test
    void triesAgainOnceAPersonHasLiftedTheHarm() {
        Run harmful = run(1, Optional.of(Outcome.ROLLED_BACK), true);

        assertThat(decide(Attempt.Harmful.NO, due(30), harmful)).isInstanceOf(Attempt.Duplicate.class);
        assertStarts(decide(Attempt.Harmful.LIFTED, due(1), harmful), 2);
        assertThat(decide(Attempt.Harmful.LIFTED, due(30), harmful, run(2, Optional.of(Outcome.VERIFIED), true)))
                .isInstanceOf(Attempt.Duplicate.class);
    }

    @Test
    void staysTheRunThatDidHarmAlthoughTheLastAttemptWasRefusedWithoutACall() {
        Run harmful = run(1, Optional.of(Outcome.ROLLED_BACK), true);
        Run refused = run(2, Optional.of(Outcome.REFUSED), false);

        assertThat(decide(Attempt.Harmful.YES, EVENT, harmful, refused))
                .isInstanceOfSatisfying(Attempt.Duplicate.class, duplicate -> assertThat(duplicate.run())
                        .isEqualTo(harmful.name()));
        assertStarts(decide(Attempt.Harmful.YES, asked(true), harmful, refused), 3);
    }
}
