package io.hyperpatch.reconcile;

import static io.hyperpatch.intent.IntentFixture.ARN;
import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.intent.Adoption;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.Resolution;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdoptingTest {
    private static final Instant LATER = CALLED_AT.plus(Duration.ofDays(1));
    private static final Intent OPEN = IntentFixture.number(1).intent();

    private final ClusterFixture cluster = new ClusterFixture();
    private final InMemoryStore store = new InMemoryStore();
    private final Leases leases = new Leases(store);
    private final Intents intents = new Intents(store);

    private Adopting decide(Adoption.As as, Instant now, Intent... ofRun) {
        return Adopting.decide(as, List.of(ofRun), cluster.cluster(), now);
    }

    private static void isRefused(Adopting decided, String reason, String remedy) {
        assertThat(decided).isInstanceOfSatisfying(Adopting.Refused.class, refused -> {
            assertThat(refused.reason()).contains(reason);
            assertThat(refused.remedy()).contains(remedy);
        });
    }

    @ParameterizedTest
    @EnumSource
    void isPossibleADayAfterTheCallWhereNothingShows(Adoption.As as) {
        Intent resolved =
                IntentFixture.number(2).resolved(Resolution.As.NEVER_CALLED).intent();

        assertThat(decide(as, LATER, OPEN, resolved)).isEqualTo(new Adopting.Possible(List.of(OPEN)));
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedWithinADayOfTheLastOpenCall(Adoption.As as) {
        isRefused(decide(as, LATER.minusMillis(1), OPEN), "less than a day ago", LATER.toString());
        Intent second = IntentFixture.number(2)
                .calledAt(CALLED_AT.plus(Duration.ofHours(1)))
                .intent();
        isRefused(decide(as, LATER, OPEN, second), "less than a day ago", "2026-11-22T03:00:00Z");
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedWhileAnUpdateShowsWhoseEverItIs(Adoption.As as) {
        cluster.group("canary", group -> group.put("SoftwareUpdateStatus", "InProgress"));

        isRefused(decide(as, LATER, OPEN), "under way in group canary (InProgress)", "when it has ended");
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedWhileTheWireShowsAlsoAfterTheEnd(Adoption.As as) {
        cluster.group("gpu", group -> group.put("SoftwareUpdateStatus", "Succeeded")
                .putObject("ActiveSoftwareUpdateConfig")
                .putArray("AutoRollbackConfiguration")
                .addObject()
                .put("AlarmName", OPEN.wire()));

        isRefused(decide(as, LATER, OPEN), OPEN.wire(), "reconcile follows it");
    }

    @Test
    void neverBeganIsRefusedOfACallWhoseWireWasSeen() {
        Intent seen =
                IntentFixture.number(1).sightedAt(CALLED_AT.plusSeconds(60)).intent();

        isRefused(decide(Adoption.As.NEVER_BEGAN, LATER, seen), "an update began", "--as ended");
        assertThat(decide(Adoption.As.ENDED, LATER, seen)).isInstanceOf(Adopting.Possible.class);
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedWhereNoCallIsOpen(Adoption.As as) {
        isRefused(
                decide(
                        as,
                        LATER,
                        IntentFixture.number(1).resolved(Resolution.As.ENDED).intent()),
                "no start call of the run is unresolved",
                "reconcile does that");
    }

    private static Adoption word(Adoption.As as) {
        return new Adoption(as, "arn:dana", "the trail shows it", "cluster InService", LATER);
    }

    private Lease parkedWithAnOpenCall() {
        Lease held = leases.take(ARN, "me", RUN, CALLED_AT);
        Intent planned = IntentFixture.number(1).planned().token(held.token()).intent();
        intents.plan(planned, List.of());
        intents.arm(planned, Intent.ARMED, CALLED_AT);
        new Runs(store)
                .begin(Run.planned(
                        RUN, ARN, "train-a", "gpu-fleet", Map.of("gpu", planned.pin()), "parent", CALLED_AT));
        intents.call(intents.reread(planned), held.token(), List.of(), CALLED_AT);
        assertThat(intents.open(RUN)).isPresent();
        leases.park(ARN, held, CALLED_AT);
        return leases.find(ARN).orElseThrow();
    }

    @Test
    void neverBeganResolvesTheCallAndRaisesTheToken() {
        Lease parked = parkedWithAnOpenCall();

        assertThat(new Adoptions(store).record(ARN, parked, intents.of(RUN), word(Adoption.As.NEVER_BEGAN)))
                .isTrue();

        Intent adopted = intents.of(RUN).getFirst();
        assertThat(adopted.resolution().orElseThrow().as()).isEqualTo(Resolution.As.NOTHING_BEGAN);
        assertThat(adopted.resolution().orElseThrow().reason()).contains("arn:dana", "the trail shows it", "InService");
        assertThat(adopted.adoption()).contains(word(Adoption.As.NEVER_BEGAN));
        assertThat(SpentWire.concludedFromSilence(adopted))
                .as("its wire contradicts it, should it come to show")
                .isTrue();
        Lease now = leases.find(ARN).orElseThrow();
        assertThat(now.state()).isEqualTo(Lease.State.PARKED);
        assertThat(now.token()).isEqualTo(parked.token() + 1);
        assertThat(now.since()).isEqualTo(parked.since());
    }

    @Test
    void endedLeavesTheCallOpenForTheProofAndHasTheNextRoundComeHoweverOftenRoundsHaveFailed() {
        Lease parked = parkedWithAnOpenCall();
        FailedRounds rounds = new FailedRounds(store);
        rounds.told(RUN, rounds.failed(RUN, "a round", new FailedSeries.Failure("a kind", "words"), LATER), LATER);
        assertThat(rounds.resting(LATER)).containsExactly(RUN);

        assertThat(new Adoptions(store).record(ARN, parked, intents.of(RUN), word(Adoption.As.ENDED)))
                .isTrue();

        assertThat(intents.open(RUN)).hasValueSatisfying(open -> assertThat(open.isAdopted(Adoption.As.ENDED))
                .isTrue());
        assertThat(rounds.resting(LATER)).isEmpty();
    }

    @Test
    void nothingIsWrittenWhereReconcileHasTakenTheLeaseMeanwhile() {
        Lease parked = parkedWithAnOpenCall();
        List<Intent> open = intents.of(RUN);
        leases.takeOver(ARN, parked, "reconcile", RUN, LATER);

        assertThat(new Adoptions(store).record(ARN, parked, open, word(Adoption.As.NEVER_BEGAN)))
                .isFalse();
        assertThat(intents.of(RUN)).isEqualTo(open);
    }

    @Test
    void saysWhatTheClusterShowsOfTheGroups() {
        assertThat(Adoptions.shown(cluster.cluster(), List.of(OPEN)))
                .startsWith("cluster InService; ")
                .contains("gpu: InService, image " + IntentFixture.OLD, "of 64 nodes");
    }
}
