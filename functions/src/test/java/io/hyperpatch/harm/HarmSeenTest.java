package io.hyperpatch.harm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.proof.Evidence;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.GroupProof.Verdict;
import io.hyperpatch.proof.Stand;
import io.hyperpatch.proof.StepProof;
import io.hyperpatch.rollout.Finding;
import io.hyperpatch.rollout.Outlook;
import io.hyperpatch.rollout.RunPlan;
import io.hyperpatch.rollout.RunPlans;
import io.hyperpatch.rollout.Sight;
import io.hyperpatch.rollout.Step;
import io.hyperpatch.store.InMemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HarmSeenTest {
    private static final Instant NOW = IntentFixture.CALLED_AT.plusSeconds(3_600);
    private static final String OLD = IntentFixture.OLD;
    private static final String PIN = IntentFixture.PIN;

    private final InMemoryStore store = new InMemoryStore();
    private final Harms harms = new Harms(store);
    private final HarmSeen seen = new HarmSeen(store, run -> Map.of());

    private static Cluster gpu(String status, Consumer<ObjectNode> more) {
        return new ClusterFixture()
                .group("gpu", group -> {
                    group.put("SoftwareUpdateStatus", status).put("DesiredImageId", PIN);
                    more.accept(group);
                })
                .cluster();
    }

    private static Consumer<ObjectNode> alarms(String alarm) {
        return group -> group.putObject("ActiveSoftwareUpdateConfig")
                .putArray("AutoRollbackConfiguration")
                .addObject()
                .put("AlarmName", alarm);
    }

    private static Sight sight(Intent intent, Cluster cluster) {
        return new Sight(List.of(intent), cluster, Optional.empty(), List.of(), NOW);
    }

    private void look(Intent intent, Cluster cluster) {
        seen.inLook(new Finding.InFlight("under way", intent), sight(intent, cluster));
    }

    private List<Harm> known() {
        return harms.of(IntentFixture.ARN);
    }

    @Test
    void isTheFirstSightOfARollbackByTheService() {
        Intent intent = IntentFixture.number(1).sightedAt(NOW).intent();

        look(intent, gpu("InProgress", alarms(intent.wire())));
        assertThat(known()).isEmpty();

        look(intent, gpu("RollbackInProgress", alarms(intent.wire())));
        assertThat(known())
                .containsExactly(Harm.of(
                        "gpu", PIN, Optional.of(PIN), Harm.Kind.HARMED, Harm.By.SERVICE, IntentFixture.RUN, NOW));
    }

    @Test
    void isSeenAlsoWhereTheConfigurationIsHiddenOnceItWasOurs() {
        look(IntentFixture.number(1).sightedAt(NOW).intent(), gpu("RollbackInProgress", group -> {}));

        assertThat(known()).hasSize(1);
    }

    @Test
    void isNotWhatBecomesOfAnothersUpdate() {
        Intent ours = IntentFixture.number(1).sightedAt(NOW).intent();
        look(ours, gpu("RollbackInProgress", alarms("theirs")));

        Intent overtaken =
                IntentFixture.number(1).sightedAt(NOW).overtakenAt(NOW).intent();
        look(overtaken, gpu("RollbackInProgress", group -> {}));

        assertThat(known()).isEmpty();
    }

    @Test
    void isNotTheEndOfAnEarlierRollbackOfAGroupWhoseTurnHasNotCome() {
        Cluster before = gpu("RollbackComplete", group -> {});
        Intent intent = IntentFixture.number(1).before(before).sightedAt(NOW).intent();

        look(intent, before);

        assertThat(known()).isEmpty();
    }

    @Test
    void keepsWhatStoodForTheNewestImageWhenItWasAdmitted() {
        HarmSeen named = new HarmSeen(store, run -> Map.of("gpu", "default:2026-11-21T02:00:00Z"));
        Intent intent = IntentFixture.number(1).pin(Pin.DEFAULT).sightedAt(NOW).intent();

        named.inLook(new Finding.InFlight("under way", intent), sight(intent, gpu("RollbackInProgress", group -> {})));

        assertThat(known()).extracting(Harm::identity).containsExactly("default:2026-11-21T02:00:00Z");
        assertThat(known()).extracting(Harm::shown).containsExactly(Optional.of(PIN));
    }

    @Test
    void isNoneInAStepBack() {
        Step back = new Step(1, Step.Direction.BACK, Step.Phase.REST, Pin.of(OLD), List.of("gpu"), Optional.empty());
        new RunPlans(store).keep(IntentFixture.RUN, new RunPlan(List.of(back), Outlook.NONE));
        Intent intent = IntentFixture.number(1).pin(OLD).sightedAt(NOW).intent();

        look(intent, gpu("RollbackInProgress", group -> {}));
        prove(intent, proof(Verdict.MIXED, Set.of(Stand.NOT_RUNNING), "Failed"));

        assertThat(known()).isEmpty();
    }

    private void prove(Intent intent, GroupProof... groups) {
        seen.inProof(intent, StepProof.of(List.of(groups)), new ClusterFixture().cluster(), NOW);
    }

    private static GroupProof proof(String name, Verdict verdict, Set<Stand> stands, String status) {
        return new GroupProof(
                name,
                verdict,
                "why",
                Evidence.IMAGE_ID,
                Optional.of(OLD),
                Pin.of(PIN),
                Optional.of(OLD),
                Optional.of(status),
                64,
                0,
                stands,
                !status.equals("Succeeded"),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static GroupProof proof(Verdict verdict, Set<Stand> stands, String status) {
        return proof("gpu", verdict, stands, status);
    }

    private static Intent ended() {
        return IntentFixture.number(1).sightedAt(NOW).endedAt(NOW).intent();
    }

    @Test
    void isAGroupThatIsProvedToBeBack() {
        prove(ended(), proof(Verdict.ROLLED_BACK, Set.of(Stand.AS_BEFORE), "RollbackComplete"));

        assertThat(known()).extracting(Harm::by).containsExactly(Harm.By.SERVICE);
    }

    @Test
    void isNodesThatFailedOnTheImage() {
        prove(ended(), proof(Verdict.MIXED, Set.of(Stand.ON_PIN, Stand.NOT_RUNNING), "Succeeded"));

        assertThat(known()).extracting(Harm::by).containsExactly(Harm.By.NODES);
    }

    @Test
    void isOfTheGroupsThatItWasDoneToAlone() {
        prove(
                ended(),
                proof("canary", Verdict.VERIFIED, Set.of(Stand.ON_PIN), "Succeeded"),
                proof("gpu", Verdict.ROLLED_BACK, Set.of(Stand.AS_BEFORE), "RollbackComplete"));

        assertThat(known()).extracting(Harm::group).containsExactly("gpu");
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"VERIFIED", "UPDATED", "VERIFIED_WITH_SKIPS", "ALREADY_CURRENT", "UNPROVEN", "UNKNOWN"})
    void isNoneInAnyOtherEnd(Verdict verdict) {
        prove(ended(), proof(verdict, Set.of(), "Succeeded"));

        assertThat(known()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IN_FLIGHT", "NOT_YET"})
    void waitsForTheProof(Verdict open) {
        prove(
                ended(),
                proof("canary", open, Set.of(), "InProgress"),
                proof("gpu", Verdict.MIXED, Set.of(Stand.NOT_RUNNING), "Failed"));

        assertThat(known()).isEmpty();
    }

    @Test
    void isHeldWhereAPersonTookItBackByHand() {
        Intent overtaken =
                IntentFixture.number(1).sightedAt(NOW).overtakenAt(NOW).intent();
        prove(overtaken, proof(Verdict.ROLLED_BACK, Set.of(Stand.AS_BEFORE), "Succeeded"));

        assertThat(known()).extracting(Harm::kind).containsExactly(Harm.Kind.HELD);
    }

    @Test
    void isNotThatOthersHaveMovedNodesElsewhere() {
        Intent overtaken =
                IntentFixture.number(1).sightedAt(NOW).overtakenAt(NOW).intent();
        prove(overtaken, proof(Verdict.MIXED, Set.of(Stand.ELSEWHERE), "Succeeded"));

        assertThat(known()).isEmpty();
    }

    @Test
    void isNotThatNodesAreElsewhereAfterAnUpdateThatEndedWell() {
        prove(ended(), proof(Verdict.MIXED, Set.of(Stand.ELSEWHERE), "Succeeded"));

        assertThat(known()).isEmpty();
    }

    @Test
    void isHeldByAPersonWhoHadTheRunEnd() {
        Step step = new Step(1, Step.Phase.REST, Pin.of(PIN), List.of("gpu"));
        new RunPlans(store).keep(IntentFixture.RUN, new RunPlan(List.of(step), Outlook.NONE));

        new HarmSeen(store, run -> Map.of("gpu", PIN, "system", PIN))
                .inAbort(IntentFixture.RUN, IntentFixture.ARN, NOW);

        assertThat(known()).singleElement().satisfies(held -> {
            assertThat(held.group()).isEqualTo("gpu");
            assertThat(held.kind()).isEqualTo(Harm.Kind.HELD);
            assertThat(held.by()).isEqualTo(Harm.By.PERSON);
        });
    }
}
