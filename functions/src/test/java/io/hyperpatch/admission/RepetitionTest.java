package io.hyperpatch.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.json.Json;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The clock looks every day at six; what it meets again and again is not told every day. */
class RepetitionTest {
    private static final ClusterArn ARN =
            ClusterArn.of("arn:aws:sagemaker:us-west-2:111122223333:cluster/aaaaaaaaaaaa");
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 21);

    private static Run ended(int attempt, Outcome outcome, LocalDate day) {
        var end = Json.of(Run.planned(
                new RunName("train-a", "0123456789ab", attempt),
                ARN,
                "train-a",
                "fleet",
                Map.of("gpu", Pin.of("ami-0abcdef1234567890")),
                "parent-" + attempt,
                Instant.parse(day + "T06:00:02Z")));
        end.put("outcome", outcome.word()).put("endedAt", day + "T06:00:09Z");
        return Json.to(Run.class, end);
    }

    private static final Function<Run, ToBeDone.Left> NOTHING = run -> new ToBeDone.Left.Nothing("all is done");

    private static Attempt onThe(LocalDate day, List<Run> earlier) {
        return Attempt.decide(
                earlier, new Trigger.ScheduleDue(day), "me", FleetPolicy.Mode.OBSERVE, Attempt.Harmful.NO, NOTHING);
    }

    /** Each day that the look begins a run, with the same end each time. */
    private static List<Integer> daysOfAttempts(Outcome outcome, int days) {
        List<Run> runs = new ArrayList<>();
        List<Integer> begun = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            LocalDate today = FIRST.plusDays(day);
            if (onThe(today, runs) instanceof Attempt.Start start) {
                runs.add(ended(start.number(), outcome, today));
                begun.add(day);
            }
        }
        return begun;
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"REFUSED", "OBSERVED"})
    void triesAgainMoreAndMoreSeldomAndOnceAWeekAtLeast(Outcome outcome) {
        assertThat(daysOfAttempts(outcome, 40)).containsExactly(0, 1, 3, 7, 14, 21, 28, 35);
    }

    @Test
    void saysWhenItTriesAgain() {
        Attempt attempt = onThe(
                FIRST.plusDays(2),
                List.of(ended(1, Outcome.REFUSED, FIRST), ended(2, Outcome.REFUSED, FIRST.plusDays(1))));

        assertThat(attempt).isInstanceOf(Attempt.Duplicate.class);
        assertThat(attempt.reason()).endsWith("by the clock alone it is tried again from 2026-11-24 on");
    }

    @Test
    void isNotLateForADeferredImageEvenIfItWasRefusedBefore() {
        List<Run> earlier = List.of(
                ended(1, Outcome.REFUSED, FIRST),
                ended(2, Outcome.REFUSED, FIRST.plusDays(1)),
                ended(3, Outcome.DEFERRED, FIRST.plusDays(3)));

        assertThat(onThe(FIRST.plusDays(3), earlier)).isInstanceOf(Attempt.Start.class);
    }

    @Test
    void carriesAPlanOutAsSoonAsThePolicyNoLongerOnlyObserves() {
        List<Run> earlier = List.of(
                ended(1, Outcome.OBSERVED, FIRST),
                ended(2, Outcome.OBSERVED, FIRST.plusDays(1)),
                ended(3, Outcome.OBSERVED, FIRST.plusDays(3)));
        Trigger due = new Trigger.ScheduleDue(FIRST.plusDays(4));

        assertThat(Attempt.decide(earlier, due, "me", FleetPolicy.Mode.OBSERVE, Attempt.Harmful.NO, NOTHING))
                .isInstanceOf(Attempt.Duplicate.class);
        assertThat(Attempt.decide(earlier, due, "me", FleetPolicy.Mode.ACT, Attempt.Harmful.NO, NOTHING))
                .isInstanceOf(Attempt.Start.class);
    }

    @Test
    void keepsNobodyWaitingWhoAsksAndNoEvent() {
        List<Run> earlier = List.of(ended(1, Outcome.REFUSED, FIRST), ended(2, Outcome.REFUSED, FIRST));
        Trigger asked = new Trigger.OperatorAsked("start", List.of(), "it is mended", "dana", false, FIRST);
        Trigger announced = new Trigger.ImageReleased("ami-0abcdef1234567890", "available");

        assertThat(Attempt.decide(earlier, asked, "me", FleetPolicy.Mode.ACT, Attempt.Harmful.NO, NOTHING))
                .isInstanceOf(Attempt.Start.class);
        assertThat(Attempt.decide(earlier, announced, "me", FleetPolicy.Mode.ACT, Attempt.Harmful.NO, NOTHING))
                .isInstanceOf(Attempt.Start.class);
        assertThat(onThe(FIRST, earlier)).isInstanceOf(Attempt.Duplicate.class);
    }

    @Test
    void doesNotKeepARunWaitingWhoseLeaseIsFreeAgain() {
        Run refused = ended(1, Outcome.REFUSED, FIRST);
        assertThat(onThe(FIRST, List.of(refused))).isInstanceOf(Attempt.Duplicate.class);

        Run freed = Json.to(Run.class, Json.of(refused).put("freed", FIRST + "T07:00:00Z"));
        assertThat(onThe(FIRST, List.of(freed))).isInstanceOf(Attempt.Start.class);
    }
}
