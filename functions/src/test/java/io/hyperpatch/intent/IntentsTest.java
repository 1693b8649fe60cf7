package io.hyperpatch.intent;

import static io.hyperpatch.intent.IntentFixture.ARN;
import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.generation.Generation;
import io.hyperpatch.generation.Generations;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.platform.Ownership;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.InMemoryStore;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.ItemVersion;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Write;
import io.hyperpatch.store.WrittenByNewerVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntentsTest {
    private static final Instant LATER = CALLED_AT.plusSeconds(60);

    private final InMemoryStore store = new InMemoryStore();
    private final Intents intents = new Intents(store);
    private final Leases leases = new Leases(store);
    private final Intent planned =
            IntentFixture.number(1).planned().armed().nodes(250).intent();
    private Lease lease;

    @BeforeEach
    void aRunThatHoldsTheLease() {
        lease = leases.take(ARN, "me", RUN, CALLED_AT);
        new Runs(store)
                .begin(Run.planned(
                        RUN, ARN, "train-a", "gpu-fleet", Map.of("gpu", planned.pin()), "parent", CALLED_AT));
    }

    private static List<NodeBefore> nodes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new NodeBefore(
                        "i-%017d".formatted(i),
                        "gpu",
                        Node.RUNNING,
                        Optional.of(CALLED_AT.minusSeconds(i)),
                        Optional.empty()))
                .toList();
    }

    private List<Item> everything() {
        List<Item> items = new ArrayList<>(store.list(Intents.partition(RUN), "intent/"));
        items.addAll(store.list(Intents.partition(RUN), "nodes/"));
        items.addAll(store.list(Runs.partition(ARN), "run/"));
        items.addAll(store.list("leases", "arn:"));
        return items;
    }

    private Intent stored() {
        return intents.reread(planned);
    }

    @Test
    void keepsAnIntentAndItsNodesInPages() {
        assertThat(intents.plan(planned, nodes(250))).isTrue();

        assertThat(intents.of(RUN)).containsExactly(planned);
        assertThat(intents.of(RUN, 1)).containsExactly(planned);
        assertThat(intents.of(RUN, 2)).isEmpty();
        assertThat(store.list(Intents.partition(RUN), "nodes/")).hasSize(3);
        assertThat(intents.nodesBefore(stored())).isEqualTo(nodes(250));
    }

    /** Each of the four items of the transaction may be a newer version's. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void isNotCalledWhereAnItemIsForNewerVersionsOnly(int part) {
        intents.plan(planned, nodes(250));
        KillSwitch.turnOn(store, "a doubt", "me", CALLED_AT);
        KillSwitch.turnOff(store, "me", CALLED_AT);
        Key intent = store.list(Intents.partition(RUN), "intent/").getFirst().key();
        Key newer = List.of(intent, Leases.key(ARN), KillSwitch.KEY, Runs.key(ARN, RUN))
                .get(part);
        store.write(new Write.Update(newer, List.of(Change.set(ItemVersion.WRITABLE_FROM, 2)), Condition.exists()));

        assertThatThrownBy(() -> intents.call(planned, planned.token(), List.of(), LATER))
                .isInstanceOf(WrittenByNewerVersion.class)
                .hasMessageContaining(newer.toString());
        assertThat(stored().state()).isEqualTo(Intent.State.PLANNED);
        assertThat(new Runs(store).find(ARN, RUN).orElseThrow().called()).isFalse();
    }

    @Test
    void tellsByTheWireTheOwnershipOfAnIntentThatAnOlderVersionStored() {
        Intent unmarked = IntentFixture.number(2).onSlurm().planned().intent();
        intents.plan(planned, nodes(250));
        intents.plan(unmarked, List.of());
        store.list(Intents.partition(RUN), "intent/")
                .forEach(item -> store.write(
                        new Write.Update(item.key(), List.of(Change.remove("ownership")), Condition.exists())));

        assertThat(intents.of(RUN)).extracting(Intent::ownership).containsExactly(Ownership.WIRE, Ownership.IMAGE);
    }

    @Test
    void isNotPlannedTwiceNorAreItsNodesWrittenOver() {
        intents.plan(planned, nodes(250));
        Intent belated = IntentFixture.number(1).planned().nodes(100).intent();
        Intent later = new Intent(
                belated.id(),
                belated.state(),
                belated.cluster(),
                belated.token(),
                belated.pin(),
                belated.groups(),
                belated.deployment(),
                belated.before(),
                belated.nodePages(),
                belated.plannedAt().plusSeconds(5),
                belated.expected(),
                belated.deadline(),
                belated.calledAt(),
                belated.answer(),
                belated.sightedAt(),
                belated.endedAt(),
                belated.progress(),
                belated.progressAt(),
                belated.stalledAt(),
                belated.resolution(),
                belated.othersAt(),
                belated.versionReadings(),
                null,
                belated.armedAt(),
                belated.armedState(),
                belated.adoption());

        assertThat(intents.plan(later, nodes(250).subList(100, 200))).isFalse();

        assertThat(stored()).isEqualTo(planned);
        assertThat(intents.nodesBefore(stored())).isEqualTo(nodes(250));
    }

    @Test
    void isNotPlannedWithoutTheLease() {
        leases.park(ARN, lease, LATER);

        assertThat(intents.plan(planned, nodes(250))).isFalse();
        assertThat(intents.of(RUN)).isEmpty();
    }

    @Test
    void givesTheRightToCallOnce() {
        intents.plan(planned, nodes(250));

        assertThat(intents.call(planned, planned.token(), List.of(), LATER)).isInstanceOf(CallRight.Won.class);
        assertThat(stored().state()).isEqualTo(Intent.State.CALLED);
        assertThat(stored().calledAt()).contains(LATER);
        assertThat(new Runs(store).find(ARN, RUN).orElseThrow().called()).isTrue();
        assertThat(intents.open(RUN)).contains(stored());

        List<Item> before = everything();
        assertThat(intents.call(planned, planned.token(), List.of(), LATER.plusSeconds(1)))
                .isInstanceOf(CallRight.AlreadyCalled.class);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void doesNotCallOnceAnotherImageIsWanted() {
        intents.plan(planned, nodes(250));
        Generations generations = new Generations(store);
        Generation first = Generation.first(Map.of("gpu", Pin.of("ami-0aaaaaaaaaaaaaaaa")), CALLED_AT);
        generations.advance(ARN, Optional.empty(), first);
        generations.advance(
                ARN, Optional.of(first), first.wanting(Map.of("gpu", Pin.of("ami-0bbbbbbbbbbbbbbbb")), LATER));
        List<Item> before = everything();

        assertThat(intents.call(planned, planned.token(), List.of(Generations.isStill(ARN, 1)), LATER))
                .isInstanceOf(CallRight.Superseded.class);
        assertThat(everything()).isEqualTo(before);
        assertThat(intents.call(planned, planned.token(), List.of(Generations.isStill(ARN, 2)), LATER))
                .isInstanceOf(CallRight.Won.class);
    }

    @Test
    void doesNotCallBeforeItsWireIsArmed() {
        Intent unarmed = IntentFixture.number(1).planned().nodes(250).intent();
        intents.plan(unarmed, nodes(250));
        List<Item> before = everything();

        assertThat(intents.call(unarmed, unarmed.token(), List.of(), LATER)).isInstanceOf(CallRight.Unarmed.class);
        assertThat(everything()).isEqualTo(before);

        assertThat(intents.arm(unarmed, "OK", LATER)).isTrue();
        assertThat(stored().armedAt()).contains(LATER);
        assertThat(intents.call(stored(), unarmed.token(), List.of(), LATER)).isInstanceOf(CallRight.Won.class);
        assertThat(intents.arm(stored(), "OK", LATER)).as("armed once called").isFalse();
    }

    @Test
    void isNotArmedByAnAlarmInAnotherState() {
        Intent unarmed = IntentFixture.number(1).planned().nodes(250).intent();
        intents.plan(unarmed, nodes(250));
        intents.arm(unarmed, "ALARM", LATER);

        assertThat(intents.call(stored(), unarmed.token(), List.of(), LATER)).isInstanceOf(CallRight.Unarmed.class);
    }

    @Test
    void callsWithoutAWireWhereThereIsNone() {
        Intent unmarked = IntentFixture.number(1).onSlurm().planned().nodes(250).intent();
        intents.plan(unmarked, nodes(250));

        assertThat(intents.call(unmarked, unmarked.token(), List.of(), LATER)).isInstanceOf(CallRight.Won.class);
    }

    @Test
    void doesNotCallByWhatTheClusterWasLongAgo() {
        intents.plan(planned, nodes(250));
        List<Item> before = everything();
        Instant last = planned.plannedAt().plus(Snapshot.LONGEST);

        assertThat(intents.call(planned, planned.token(), List.of(), last.plusMillis(1)))
                .isInstanceOf(CallRight.Stale.class);
        assertThat(everything()).isEqualTo(before);
        assertThat(intents.call(planned, planned.token(), List.of(), last)).isInstanceOf(CallRight.Won.class);
    }

    @Test
    void doesNotCallForAnExecutionWithAnotherToken() {
        intents.plan(planned, nodes(250));
        List<Item> before = everything();

        assertThat(intents.call(planned, planned.token() + 1, List.of(), LATER)).isInstanceOf(CallRight.Fenced.class);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void isPlannedAnewWithWhatTheClusterIsThenAndNotArmed() {
        intents.plan(planned, nodes(250));
        Intent fresh = IntentFixture.number(1)
                .planned()
                .plannedAt(LATER)
                .deadline(planned.deadline().plusSeconds(999))
                .nodes(120)
                .intent();

        assertThat(intents.renew(planned, fresh, nodes(120))).isTrue();

        assertThat(stored().plannedAt()).isEqualTo(LATER);
        assertThat(stored().armedAt()).isEmpty();
        assertThat(stored().deadline()).as("of the first plan").isEqualTo(planned.deadline());
        assertThat(intents.nodesBefore(stored())).isEqualTo(nodes(120));
        assertThat(intents.call(planned, planned.token(), List.of(), LATER))
                .as("by whoever read it before")
                .isInstanceOf(CallRight.Unarmed.class);
        assertThat(intents.arm(planned, "OK", LATER)).as("for the plan before").isFalse();
        intents.arm(stored(), "OK", LATER);
        assertThat(intents.call(planned, planned.token(), List.of(), LATER))
                .as("by whoever read it before")
                .isInstanceOf(CallRight.Stale.class);
        assertThat(intents.call(stored(), planned.token(), List.of(), LATER)).isInstanceOf(CallRight.Won.class);
        assertThat(intents.renew(stored(), fresh, nodes(120))).as("once called").isFalse();
    }

    @Test
    void isNotPlannedAnewWithoutTheLease() {
        intents.plan(planned, nodes(250));
        leases.park(ARN, lease, LATER);

        assertThat(intents.renew(
                        planned,
                        IntentFixture.number(1).planned().plannedAt(LATER).intent(),
                        List.of()))
                .isFalse();
        assertThat(stored()).isEqualTo(planned);
    }

    @Test
    void doesNotCallWhileTheKillSwitchIsOn() {
        intents.plan(planned, nodes(250));
        KillSwitch.turnOn(store, "a freeze", "dana", LATER);
        List<Item> before = everything();

        assertThat(intents.call(planned, planned.token(), List.of(), LATER))
                .isInstanceOfSatisfying(CallRight.Paused.class, paused -> assertThat(paused.reason())
                        .contains("freeze"));
        assertThat(everything()).isEqualTo(before);

        KillSwitch.turnOff(store, "dana", LATER);
        assertThat(intents.call(planned, planned.token(), List.of(), LATER)).isInstanceOf(CallRight.Won.class);
    }

    @Test
    void doesNotCallForARunThatPeopleAskedToEnd() {
        intents.plan(planned, nodes(250));
        store.write(new Write.Update(
                Runs.key(ARN, RUN), List.of(Change.set(Runs.ABORT, "dana: wrong image")), Condition.exists()));
        List<Item> before = everything();

        assertThat(intents.call(planned, planned.token(), List.of(), LATER))
                .isInstanceOfSatisfying(CallRight.Aborted.class, aborted -> assertThat(aborted.reason())
                        .contains("wrong image"));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void doesNotCallForARunThatIsNotRecorded() {
        intents.plan(planned, nodes(250));
        store.write(new Write.Delete(Runs.key(ARN, RUN), Condition.always()));

        assertThat(intents.call(planned, planned.token(), List.of(), LATER)).isInstanceOf(CallRight.Aborted.class);
        assertThat(stored().state()).isEqualTo(Intent.State.PLANNED);
        assertThat(new Runs(store).find(ARN, RUN)).isEmpty();
    }

    @Test
    void doesNotCallWithoutTheLease() {
        intents.plan(planned, nodes(250));
        leases.takeOver(ARN, lease, "heir", RUN, LATER);
        List<Item> before = everything();

        assertThat(intents.call(planned, planned.token(), List.of(), LATER)).isInstanceOf(CallRight.Fenced.class);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void isNeverCalledOnceWithdrawn() {
        intents.plan(planned, nodes(250));

        assertThat(intents.withdraw(planned, "the function was killed", LATER)).isTrue();

        assertThat(intents.call(planned, planned.token(), List.of(), LATER))
                .isInstanceOf(CallRight.AlreadyCalled.class);
        assertThat(stored().state()).isEqualTo(Intent.State.RESOLVED);
        assertThat(stored().resolution().orElseThrow().as()).isEqualTo(Resolution.As.NEVER_CALLED);
        assertThat(stored().calledAt()).isEmpty();
        assertThat(new Runs(store).find(ARN, RUN).orElseThrow().called()).isFalse();
    }

    @Test
    void isNotWithdrawnOnceCalled() {
        intents.plan(planned, nodes(250));
        intents.call(planned, planned.token(), List.of(), LATER);

        assertThat(intents.withdraw(planned, "too late", LATER)).isFalse();
        assertThat(stored().state()).isEqualTo(Intent.State.CALLED);
    }

    @Test
    void isResolvedOnceByTheFirstWord() {
        intents.plan(planned, nodes(250));
        intents.resolve(planned, Resolution.As.ENDED, "too early", LATER);
        assertThat(stored().state()).isEqualTo(Intent.State.PLANNED);

        intents.call(planned, planned.token(), List.of(), LATER);
        intents.answered(planned, new Answer(Answer.Kind.ACCEPTED, "arn"));
        intents.resolve(stored(), Resolution.As.ENDED, "proved", LATER);
        intents.resolve(stored(), Resolution.As.NOTHING_BEGAN, "another word", LATER.plusSeconds(9));

        assertThat(stored().resolution()).contains(new Resolution(Resolution.As.ENDED, "proved", LATER));
        assertThat(stored().answer().orElseThrow().kind()).isEqualTo(Answer.Kind.ACCEPTED);
        assertThat(intents.open(RUN)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Resolution.As.class,
            names = {"NOTHING_BEGAN", "REFUSED_BY_SERVICE"})
    void isOpenAgainWhenItsWireIsSeenAfterAWrongConclusion(Resolution.As wrong) {
        intents.plan(planned, nodes(250));
        intents.call(planned, planned.token(), List.of(), LATER);
        intents.resolve(stored(), wrong, "nothing was seen", LATER);

        intents.sighted(stored(), LATER.plusSeconds(60));

        assertThat(stored().isOpen()).isTrue();
        assertThat(stored().resolution()).isEmpty();
        assertThat(stored().sightedAt()).contains(LATER.plusSeconds(60));
        intents.sighted(stored(), LATER.plusSeconds(99));
        assertThat(stored().sightedAt()).contains(LATER.plusSeconds(60));
    }

    @Test
    void staysResolvedWhenItsWireIsStillShownAfterTheProvedEnd() {
        intents.plan(planned, nodes(250));
        intents.call(planned, planned.token(), List.of(), LATER);
        intents.resolve(stored(), Resolution.As.ENDED, "proved", LATER);

        intents.sighted(stored(), LATER);

        assertThat(stored().state()).isEqualTo(Intent.State.RESOLVED);
    }

    @Test
    void isReopenedWhenAConclusionIsInDoubt() {
        intents.plan(planned, nodes(250));
        intents.call(planned, planned.token(), List.of(), LATER);
        intents.resolve(stored(), Resolution.As.NOTHING_BEGAN, "nothing was seen", LATER);

        intents.reopen(stored());

        assertThat(intents.open(RUN)).contains(stored());
        assertThat(stored().resolution()).isEmpty();
    }

    @Test
    void remembersTheFirstEndUntilTheUpdateGoesOn() {
        intents.plan(planned, nodes(250));
        intents.call(planned, planned.token(), List.of(), LATER);
        intents.ended(planned, LATER);
        intents.ended(planned, LATER.plusSeconds(60));
        assertThat(stored().endedAt()).contains(LATER);

        intents.goesOn(planned);
        assertThat(stored().endedAt()).isEmpty();
        intents.ended(planned, LATER.plusSeconds(120));
        assertThat(stored().endedAt()).contains(LATER.plusSeconds(120));
    }

    @Test
    void listsIntentsInTheOrderInWhichTheyWerePlannedAlsoBeyondNine() {
        for (int number : new int[] {1, 2, 10, 11, 3}) {
            intents.plan(IntentFixture.number(number).planned().intent(), List.of());
        }

        assertThat(intents.of(RUN)).extracting(intent -> intent.id().number()).containsExactly(1, 2, 3, 10, 11);
    }

    @Test
    void namesAWireThatNoOtherIntentCanHave() {
        assertThat(planned.wire())
                .isEqualTo("hyperpatch-train-a-0123456789ab-1-s1-i1")
                .isNotEqualTo(IntentFixture.number(2).intent().wire());
    }
}
