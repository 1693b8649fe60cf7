package io.hyperpatch.rollout;

import static io.hyperpatch.intent.IntentFixture.ARN;
import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.Resolution;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AftermathTest {
    private static final Patience PATIENCE =
            new Patience(Duration.ofMinutes(2), Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1));
    private static final Instant NOW = CALLED_AT.plus(Duration.ofMinutes(30));
    private static final String WIRE = "hyperpatch-train-a-0123456789ab-1-s1-i1";

    private final InMemoryStore store = new InMemoryStore();
    private final Intents intents = new Intents(store);
    private final Aftermath aftermath = new Aftermath(intents, PATIENCE);
    private final ClusterFixture cluster = new ClusterFixture();

    @BeforeEach
    void aRunThatHoldsTheLease() {
        new Leases(store).take(ARN, "me", RUN, CALLED_AT);
    }

    /** Stored as it stands, whatever its state. */
    private Intent stored(IntentFixture fixture) {
        Intent intent = fixture.intent();
        assertThat(intents.plan(intent, List.of())).isTrue();
        return intent;
    }

    private Sight sight(Instant now) {
        return new Sight(intents.of(RUN, 1), cluster.cluster(), Optional.empty(), List.of(), now);
    }

    private boolean record(Finding finding, Instant now) {
        return aftermath.record(finding, sight(now));
    }

    private void underWay(int patched) {
        cluster.group("gpu", group -> {
            group.put("SoftwareUpdateStatus", "InProgress").put("TargetStateCount", patched);
            group.putObject("ActiveSoftwareUpdateConfig")
                    .putArray("AutoRollbackConfiguration")
                    .addObject()
                    .put("AlarmName", WIRE);
        });
    }

    @Test
    void remembersASightingAndTakesBackAWrongConclusion() {
        Intent wrong = stored(IntentFixture.number(1).resolved(Resolution.As.NOTHING_BEGAN));
        underWay(3);

        record(new Finding.InFlight("under way", wrong), NOW);

        Intent now = intents.reread(wrong);
        assertThat(now.sightedAt()).contains(NOW);
        assertThat(now.isOpen()).isTrue();
        assertThat(now.resolution()).isEmpty();
    }

    @Test
    void tellsThatNothingMovesUntilPeopleWereTold() {
        Intent intent = stored(IntentFixture.number(1));
        underWay(3);
        Instant moved = NOW;
        assertThat(record(new Finding.InFlight("under way", intent), moved)).isFalse();
        assertThat(intents.reread(intent).progress()).contains("gpu=3/InProgress");

        Duration limit = Duration.ofMinutes(4 * (30 + 10));
        assertThat(record(inFlight(intent), moved.plus(limit))).isFalse();
        assertThat(record(inFlight(intent), moved.plus(limit).plusMillis(1))).isTrue();
        assertThat(record(inFlight(intent), moved.plus(limit).plusSeconds(1)))
                .as("the answer of the look before may have been lost")
                .isTrue();

        intents.stalled(intents.reread(intent), moved.plus(limit).plusSeconds(2));
        assertThat(record(inFlight(intent), moved.plus(limit).plusSeconds(3))).isFalse();
    }

    @Test
    void tellsThatAnAcceptedCallShowsNothingForSoLong() {
        Intent accepted = stored(IntentFixture.number(1).answered(Answer.Kind.ACCEPTED));
        Intent lost = stored(IntentFixture.number(2));
        Instant due = CALLED_AT.plus(Duration.ofMinutes(4 * (30 + 10)));

        assertThat(record(new Finding.Waiting("no more than its beginning", accepted), due))
                .isFalse();
        assertThat(record(new Finding.Waiting("no more than its beginning", accepted), due.plusMillis(1)))
                .isTrue();
        assertThat(record(new Finding.Waiting("no answer came", lost), due.plusMillis(1)))
                .isFalse();
    }

    private Finding inFlight(Intent intent) {
        return new Finding.InFlight("under way", intents.reread(intent));
    }

    @Test
    void beginsTheStallAnewWithEachMove() {
        Intent intent = stored(IntentFixture.number(1));
        underWay(3);
        record(inFlight(intent), NOW);
        Instant later = NOW.plus(Duration.ofHours(2));
        underWay(4);
        record(inFlight(intent), later);

        assertThat(intents.reread(intent).progressAt()).contains(later);
        assertThat(record(inFlight(intent), later.plus(Duration.ofHours(2)))).isFalse();
    }

    @Test
    void forgetsAnEndAfterWhichTheUpdateGoesOn() {
        Intent intent = stored(IntentFixture.number(1).endedAt(CALLED_AT));
        underWay(3);

        record(inFlight(intent), NOW);

        assertThat(intents.reread(intent).endedAt()).isEmpty();
    }

    @Test
    void resolvesTheOtherCallsOfTheStepAtTheEnd() {
        Intent ended = stored(IntentFixture.number(1).sightedAt(CALLED_AT));
        Intent turnedDown = stored(IntentFixture.number(2).calledAt(NOW).answered(Answer.Kind.CONFLICT));
        Intent settled = stored(IntentFixture.number(3)
                .calledAt(NOW.minus(Duration.ofMinutes(8)))
                .answered(Answer.Kind.ACCEPTED));
        Intent silent = stored(IntentFixture.number(5).calledAt(NOW.minus(Duration.ofMinutes(63))));
        Intent lost = stored(IntentFixture.number(6).calledAt(NOW.minus(Duration.ofMinutes(62))));
        Intent fresh = stored(IntentFixture.number(4).calledAt(NOW));

        record(new Finding.Ended("over", ended), NOW);

        assertThat(intents.reread(ended).endedAt()).contains(NOW);
        assertThat(intents.reread(ended).isOpen()).isTrue();
        assertThat(as(turnedDown)).contains(Resolution.As.REFUSED_BY_SERVICE);
        assertThat(as(settled)).contains(Resolution.As.NOTHING_BEGAN);
        assertThat(as(silent)).contains(Resolution.As.NOTHING_BEGAN);
        assertThat(as(lost)).isEmpty();
        assertThat(as(fresh)).isEmpty();
    }

    @Test
    void resolvesWhatIsProvedAndLeavesOpenWhatIsNot() {
        Intent intent = stored(IntentFixture.number(1));

        record(new Finding.Waiting("too early", intent), NOW);
        record(new Finding.Unknown("nobody knows", intent), NOW);
        record(new Finding.Unchanged("nothing to do?", intent), NOW);
        assertThat(intents.reread(intent)).isEqualTo(intent);

        record(new Finding.NothingBegan("as it was", intent), NOW);
        assertThat(as(intent)).contains(Resolution.As.NOTHING_BEGAN);

        Intent second = stored(IntentFixture.number(2));
        record(new Finding.Refused("no", second), NOW);
        assertThat(as(second)).contains(Resolution.As.REFUSED_BY_SERVICE);
    }

    /** Whether a look that must wait on remembers that it saw an update under way. */
    private boolean remembers(IntentFixture fixture) {
        Intent intent = stored(fixture);
        record(new Finding.Waiting("too early", intent), NOW);
        return intents.reread(intent).progress().isPresent();
    }

    private void unmarkedUnderWay(String current, String desired) {
        cluster.group("gpu", group -> group.put("SoftwareUpdateStatus", "InProgress")
                .put("CurrentImageId", current)
                .put("DesiredImageId", desired));
    }

    @Test
    void remembersThatAnUnmarkedUpdateWasSeenUnderWayAfterAnAcceptedCall() {
        unmarkedUnderWay(IntentFixture.OLD, "ami-0ffffffffffffffff");

        assertThat(remembers(IntentFixture.number(1).pin(Pin.DEFAULT).answered(Answer.Kind.ACCEPTED)))
                .isTrue();
    }

    @Test
    void remembersAfterALostAnswerOnlyWhatMayLeadToThePinOrBack() {
        unmarkedUnderWay(IntentFixture.OLD, IntentFixture.PIN);
        assertThat(remembers(IntentFixture.number(1))).isTrue();

        unmarkedUnderWay(IntentFixture.PIN, IntentFixture.OLD);
        assertThat(remembers(IntentFixture.number(2))).isTrue();

        unmarkedUnderWay(IntentFixture.OLD, "ami-0ffffffffffffffff");
        assertThat(remembers(IntentFixture.number(3))).isFalse();
        assertThat(remembers(IntentFixture.number(4).pin(Pin.DEFAULT))).isTrue();
    }

    @Test
    void remembersNothingOfWhatCannotBeItsOwn() {
        unmarkedUnderWay(IntentFixture.OLD, IntentFixture.PIN);
        assertThat(remembers(IntentFixture.number(1).answered(Answer.Kind.CONFLICT)))
                .isFalse();

        cluster.group("gpu", group -> group.putObject("ActiveSoftwareUpdateConfig")
                .putArray("AutoRollbackConfiguration")
                .addObject()
                .put("AlarmName", "theirs"));
        assertThat(remembers(IntentFixture.number(2).answered(Answer.Kind.ACCEPTED)))
                .isFalse();
    }

    @Test
    void tellsThatAnUnmarkedUpdateDoesNotMove() {
        unmarkedUnderWay(IntentFixture.OLD, IntentFixture.PIN);
        Intent intent = stored(IntentFixture.number(1).answered(Answer.Kind.ACCEPTED));
        Finding waiting = new Finding.Waiting("unproven", intent);
        assertThat(record(waiting, NOW)).isFalse();

        waiting = new Finding.Waiting("unproven", intents.reread(intent));
        assertThat(record(waiting, NOW.plus(Duration.ofHours(3)))).isTrue();
    }

    private Optional<Resolution.As> as(Intent intent) {
        return intents.reread(intent).resolution().map(Resolution::as);
    }
}
