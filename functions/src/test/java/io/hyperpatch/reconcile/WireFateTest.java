package io.hyperpatch.reconcile;

import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.intent.Installation;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.intent.Resolution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WireFateTest {
    private static final Instant LATE = CALLED_AT.plus(Duration.ofHours(25));
    private static final Installation OURS = Installation.ofTable("ours");
    private static final Installation THEIRS = Installation.ofTable("theirs");
    private static final Intent OPEN = IntentFixture.number(1).intent();
    private static final Intent SILENT =
            IntentFixture.number(1).resolved(Resolution.As.NOTHING_BEGAN).intent();

    private final ClusterFixture cluster = new ClusterFixture();
    private final List<ClusterArn> read = new ArrayList<>();

    private Optional<Cluster> read(ClusterArn arn) {
        read.add(arn);
        return Optional.of(cluster.cluster());
    }

    private WireFate fate(Intent stored) {
        return WireFate.of(stored.wire(), CALLED_AT, OURS, id -> Optional.of(stored), this::read, LATE);
    }

    private static WireFate ofUnknown(String alarm, Duration age) {
        return WireFate.of(alarm, LATE.minus(age), OURS, id -> Optional.empty(), arn -> Optional.empty(), LATE);
    }

    @Test
    void anAlarmWhoseNameOnlyBeginsAsThoseOfWiresDoIsKeptHoweverOldItIs() {
        assertThat(ofUnknown("hyperpatch-of-somebody-else", Duration.ofDays(900)))
                .isInstanceOf(WireFate.Kept.class);
    }

    @Test
    void aWireThatNobodyKnowsIsSpentAfterNinetyDays() {
        assertThat(ofUnknown(OPEN.wire(), Duration.ofDays(90))).isInstanceOf(WireFate.Kept.class);
        assertThat(ofUnknown(OPEN.wire(), Duration.ofDays(90).plusSeconds(1))).isInstanceOf(WireFate.Spent.class);
    }

    @Test
    void theWireOfAnUnresolvedIntentIsKeptAndItsClusterNotRead() {
        assertThat(fate(OPEN)).isInstanceOf(WireFate.Kept.class);
        assertThat(read).isEmpty();
    }

    @Test
    void theWireOfAResolvedIntentIsSpentWhereTheClusterIsGone() {
        WireFate fate = WireFate.of(
                SILENT.wire(),
                CALLED_AT,
                OURS,
                id -> Optional.of(SILENT),
                arn -> Optional.empty(),
                CALLED_AT.plusSeconds(1));

        assertThat(fate).isInstanceOf(WireFate.Spent.class);
    }

    @Test
    void theWireOfAResolvedIntentIsSpentWhereNoGroupCanNameIt() {
        assertThat(fate(SILENT)).isInstanceOf(WireFate.Spent.class);
        assertThat(read).containsExactly(SILENT.cluster());
    }

    @Test
    void aWireThatAGroupNamesThoughItsCallWasHeldToHaveBegunNothingContradictsThat() {
        name(SILENT);

        assertThat(fate(SILENT))
                .isEqualTo(new WireFate.Contradicts(SILENT, SILENT.id() + " has begun an update after all"));
    }

    @Test
    void aWireThatAGroupStillNamesAfterItsUpdateHasEndedIsKept() {
        Intent ended = IntentFixture.number(1).resolved(Resolution.As.ENDED).intent();
        name(ended);

        assertThat(fate(ended)).isInstanceOf(WireFate.Kept.class);
    }

    @Test
    void theWireOfAnotherInstallationIsKeptThoughAnIntentOfOursHasTheSameNameAndHoweverOldItIs() {
        String theirs = THEIRS.wire(SILENT.id()).toString();

        assertThat(WireFate.of(theirs, CALLED_AT, OURS, id -> Optional.of(SILENT), this::read, LATE))
                .isEqualTo(new WireFate.Kept("it carries the mark of another installation"));
        assertThat(ofUnknown(theirs, Duration.ofDays(900))).isInstanceOf(WireFate.Kept.class);
        assertThat(read).isEmpty();
    }

    @Test
    void aWireOfOursIsSpentByTodaysNameAndByThatOfTheVersionBefore() {
        Intent marked = IntentFixture.number(1)
                .installation(OURS)
                .resolved(Resolution.As.NOTHING_BEGAN)
                .intent();

        assertThat(marked.wire()).isEqualTo(OURS.wire(marked.id()).toString());
        assertThat(fate(marked)).isInstanceOf(WireFate.Spent.class);
        assertThat(SILENT.wire()).isEqualTo("hyperpatch-" + SILENT.id().run() + "-s1-i1");
        assertThat(fate(SILENT)).isInstanceOf(WireFate.Spent.class);
    }

    @Test
    void anUnmarkedWireThatTheStoredIntentDoesNotListMayBeAnothersAndIsKept() {
        Intent marked = IntentFixture.number(1)
                .installation(OURS)
                .resolved(Resolution.As.NOTHING_BEGAN)
                .intent();

        assertThat(WireFate.of(SILENT.wire(), CALLED_AT, OURS, id -> Optional.of(marked), this::read, LATE))
                .isInstanceOf(WireFate.Kept.class);
    }

    private void name(Intent intent) {
        cluster.group("gpu", group -> group.putObject("ActiveSoftwareUpdateConfig")
                .putArray("AutoRollbackConfiguration")
                .addObject()
                .put("AlarmName", intent.wire()));
    }
}
