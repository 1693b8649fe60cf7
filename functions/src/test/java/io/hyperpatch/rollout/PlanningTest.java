package io.hyperpatch.rollout;

import static io.hyperpatch.intent.IntentFixture.OLD;
import static io.hyperpatch.intent.IntentFixture.PIN;
import static io.hyperpatch.intent.IntentFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.Installation;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.intent.Resolution;
import io.hyperpatch.platform.Ownership;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanningTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

    private static Intent over(int number) {
        return IntentFixture.number(number)
                .answered(Answer.Kind.CONFLICT)
                .resolved(Resolution.As.NOTHING_BEGAN)
                .intent();
    }

    @Test
    void countsFromOne() {
        assertThat(Planning.after(List.of(), 7, NOW))
                .isInstanceOfSatisfying(
                        Planning.Next.class, next -> assertThat(next.number()).isEqualTo(1));
    }

    @Test
    void takesAnIntentThatIsPlannedAlready() {
        assertThat(Planning.after(
                        List.of(over(1), IntentFixture.number(2).planned().intent()), 1, NOW))
                .isInstanceOf(Planning.Reuse.class);
    }

    @Test
    void looksFirstWhatBecameOfACall() {
        assertThat(Planning.after(List.of(IntentFixture.number(1).intent()), 1, NOW))
                .isInstanceOf(Planning.Look.class);
        assertThat(Planning.after(List.of(IntentFixture.number(1).intent(), over(2)), 1, NOW))
                .isInstanceOf(Planning.Look.class);
    }

    @Test
    void goesOnAfterACallThatBeganNothingButNotAfterThree() {
        assertThat(Planning.after(List.of(over(1), over(2)), 1, NOW))
                .isInstanceOfSatisfying(
                        Planning.Next.class, next -> assertThat(next.number()).isEqualTo(3));
        assertThat(Planning.after(List.of(over(1), over(2), over(3)), 1, NOW))
                .isInstanceOfSatisfying(Planning.Enough.class, enough -> assertThat(enough.reason())
                        .contains("3 start calls", "CONFLICT in the service's words"));
    }

    /** Expected to take 4 hours, to end by DEADLINE. */
    @Test
    void plansAnIntentAnewOnceWhatItStoresIsOldOrItsTokenIsWhileAnUpdateStillEndsInTime() {
        Intent planned = IntentFixture.number(2).planned().intent();
        List<Intent> earlier = List.of(over(1), planned);
        Instant old = planned.plannedAt().plus(Duration.ofMinutes(15)).plusMillis(1);

        assertThat(Planning.after(earlier, 1, old.minusMillis(1))).isInstanceOf(Planning.Reuse.class);
        assertThat(Planning.after(earlier, 1, old))
                .isInstanceOfSatisfying(Planning.Renew.class, renew -> assertThat(renew.planned())
                        .isEqualTo(planned));
        assertThat(Planning.after(earlier, 2, NOW))
                .isInstanceOfSatisfying(Planning.Renew.class, renew -> assertThat(renew.reason())
                        .contains("token"));
        assertThat(Planning.after(earlier, 1, IntentFixture.DEADLINE.minus(Duration.ofHours(4))))
                .isInstanceOf(Planning.Renew.class);
        assertThat(Planning.after(earlier, 1, IntentFixture.DEADLINE.minus(Duration.ofHours(3))))
                .isInstanceOfSatisfying(Planning.Enough.class, enough -> assertThat(enough.reason())
                        .contains("deadline"));
    }

    @Test
    void countsNoPlanThatWasNeverCalledAmongTheCallsThatBeganNothingButEndsAfterTwentyOfThem() {
        List<Intent> never = IntStream.rangeClosed(1, 20)
                .mapToObj(number -> IntentFixture.number(number)
                        .resolved(Resolution.As.NEVER_CALLED)
                        .intent())
                .toList();

        assertThat(Planning.after(never.subList(0, 19), 1, NOW))
                .isInstanceOfSatisfying(
                        Planning.Next.class, next -> assertThat(next.number()).isEqualTo(20));
        assertThat(Planning.after(never, 1, NOW))
                .isInstanceOfSatisfying(Planning.Enough.class, enough -> assertThat(enough.reason())
                        .contains("20 plans"));
        assertThat(Planning.after(List.of(never.get(0), over(2), never.get(2), over(4)), 1, NOW))
                .isInstanceOfSatisfying(
                        Planning.Next.class, next -> assertThat(next.number()).isEqualTo(5));
    }

    @ParameterizedTest
    @CsvSource({"PT1H, PT1H, PT24H", "PT10H, PT2H, PT48H", "P14D, P7D, P30D"})
    void waitsSeveralTimesTheWorstForTheEndButADayAtLeastAndAMonthAtMost(
            Duration update, Duration rollback, Duration deadline) {
        Intent intent = plan(new Prediction(update, rollback), 250);

        assertThat(intent.deadline()).isEqualTo(NOW.plus(deadline));
        assertThat(intent.expected()).isEqualTo(update);
    }

    @Test
    void storesWhatEachGroupWasAndAddsTheWireToThePolicysAlarms() {
        Intent intent = plan(new Prediction(Duration.ofHours(1), Duration.ofHours(1)), 201);

        assertThat(intent.state()).isEqualTo(Intent.State.PLANNED);
        assertThat(intent.nodePages()).isEqualTo(3);
        assertThat(intent.deployment().alarms()).containsExactly("xid", intent.wire());
        assertThat(intent.before()).containsOnlyKeys("canary", "gpu");
        assertThat(intent.before().get("gpu").currentImageId()).contains(OLD);
        assertThat(intent.before().get("gpu").targetCount()).isEqualTo(64);
        assertThat(intent.token()).isEqualTo(7);
    }

    private static Intent plan(Prediction prediction, int nodes) {
        DeploymentConfig deployment =
                new DeploymentConfig(Optional.empty(), Optional.empty(), Optional.of(600), List.of("xid"));
        return Planning.intent(
                RUN,
                2,
                7,
                new Step(1, Step.Phase.REST, Pin.of(PIN), List.of("canary", "gpu")),
                RolloutRules.of(List.of(), deployment),
                new ClusterFixture().cluster(),
                nodes,
                "hyperpatch-0123abcd." + RUN + "-s1-i2",
                prediction,
                NOW);
    }

    @Test
    void namesTheWireForTheInstallationUnlessTheIntentStandsWithANameAlready() {
        Installation ours = Installation.ofTable("ours");
        Intent before = IntentFixture.number(2).planned().intent();

        assertThat(Planning.wire(Optional.empty(), ours, before.id()))
                .isEqualTo("hyperpatch-" + ours.mark() + "." + RUN + "-s1-i2");
        assertThat(Planning.wire(Optional.of(before), ours, before.id())).isEqualTo("hyperpatch-" + RUN + "-s1-i2");
    }

    @Test
    void asksForNothingOnSlurmNotEvenForAWire() {
        Intent intent = Planning.intent(
                RUN,
                1,
                7,
                new Step(1, Step.Phase.REST, Pin.of(PIN), List.of("gpu")),
                RolloutRules.of(List.of(), DeploymentConfig.NONE),
                new ClusterFixture().slurm().cluster(),
                64,
                "hyperpatch-0123abcd." + RUN + "-s1-i1",
                Prediction.NOTHING,
                NOW);

        assertThat(intent.deployment()).isEqualTo(DeploymentConfig.NONE);
        assertThat(intent.ownership()).isEqualTo(Ownership.IMAGE);
    }

    @Test
    void seesThatAnEarlierCallHasBegunAfterAll() {
        Intent lost =
                IntentFixture.number(1).resolved(Resolution.As.NOTHING_BEGAN).intent();
        Intent never =
                IntentFixture.number(2).resolved(Resolution.As.NEVER_CALLED).intent();
        List<Intent> earlier = List.of(lost, never);

        assertThat(Planning.shown(earlier, cluster("InProgress", PIN, lost.wire())))
                .contains(lost);
        assertThat(Planning.shown(earlier, cluster("InProgress", PIN, ""))).contains(lost);
        assertThat(Planning.shown(earlier, cluster("InProgress", PIN, "theirs")))
                .isEmpty();
        assertThat(Planning.shown(earlier, cluster("InProgress", "ami-0ffffffffffffffff", "")))
                .isEmpty();
        assertThat(Planning.shown(earlier, cluster("Succeeded", PIN, ""))).isEmpty();
        assertThat(Planning.shown(List.of(over(1)), cluster("InProgress", PIN, "")))
                .isEmpty();
    }

    private static Cluster cluster(String status, String desired, String alarm) {
        return new ClusterFixture()
                .group("gpu", group -> {
                    group.put("SoftwareUpdateStatus", status).put("DesiredImageId", desired);
                    if (!alarm.isEmpty()) {
                        group.putObject("ActiveSoftwareUpdateConfig")
                                .putArray("AutoRollbackConfiguration")
                                .addObject()
                                .put("AlarmName", alarm);
                    }
                })
                .cluster();
    }

    @Test
    void letsNoAlarmThroughThatIsMissingOrInAlarm() {
        assertThat(PolicyAlarms.unfit(List.of("a", "b"), Map.of("a", "OK", "b", "INSUFFICIENT_DATA")))
                .isEmpty();
        assertThat(PolicyAlarms.unfit(List.of("a", "b"), Map.of("a", "ALARM")).orElseThrow())
                .contains("'a' is in ALARM", "no alarm 'b'");
    }
}
