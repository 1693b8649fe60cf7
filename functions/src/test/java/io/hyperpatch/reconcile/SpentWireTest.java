package io.hyperpatch.reconcile;

import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.intent.Resolution;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SpentWireTest {
    private static final Instant SOON = CALLED_AT.plus(Duration.ofHours(2));
    private static final Instant LATE = CALLED_AT.plus(Duration.ofHours(25));

    private final ClusterFixture cluster = new ClusterFixture();

    private void named(Intent intent) {
        cluster.group("gpu", group -> group.putObject("ActiveSoftwareUpdateConfig")
                .putArray("AutoRollbackConfiguration")
                .addObject()
                .put("AlarmName", intent.wire()));
    }

    private boolean spent(Intent intent, Instant now) {
        return SpentWire.is(intent, cluster.cluster(), now);
    }

    @Test
    void thatOfAnOpenIntentIsNot() {
        assertThat(spent(IntentFixture.number(1).intent(), LATE)).isFalse();
    }

    @Test
    void thatOfAnUpdateWhoseEndIsProvedIs() {
        assertThat(spent(IntentFixture.number(1).resolved(Resolution.As.ENDED).intent(), SOON))
                .isTrue();
    }

    @Test
    void thatWhichAGroupStillNamesIsNot() {
        Intent ended = IntentFixture.number(1).resolved(Resolution.As.ENDED).intent();
        named(ended);

        assertThat(spent(ended, LATE)).isFalse();
        assertThat(SpentWire.contradicts(ended, cluster.cluster())).isFalse();
    }

    @Test
    void thatOfACallWithoutATraceIsOnlyADayLater() {
        Intent silent =
                IntentFixture.number(1).resolved(Resolution.As.NOTHING_BEGAN).intent();

        assertThat(spent(silent, SOON)).isFalse();
        assertThat(spent(silent, LATE)).isTrue();
    }

    @Test
    void thatOfACallWithoutATraceIsNotWhileAnUpdateThatMayBeItsOwnShowsNoConfiguration() {
        Intent silent =
                IntentFixture.number(1).resolved(Resolution.As.NOTHING_BEGAN).intent();
        cluster.group(silent.groups().getFirst(), group -> group.put("SoftwareUpdateStatus", "InProgress")
                .put("DesiredImageId", IntentFixture.PIN));

        assertThat(spent(silent, LATE)).isFalse();
    }

    @Test
    void thatOfACallWithoutATraceIsWhereTheUpdateUnderWayLeadsElsewhere() {
        Intent silent =
                IntentFixture.number(1).resolved(Resolution.As.NOTHING_BEGAN).intent();
        cluster.group(silent.groups().getFirst(), group -> group.put("SoftwareUpdateStatus", "InProgress")
                .put("DesiredImageId", "ami-0fedcba9876543210"));

        assertThat(spent(silent, LATE)).isTrue();
    }

    @Test
    void thatOfACallWhichTheServiceTurnedDownIs() {
        Intent turnedDown = IntentFixture.number(1)
                .answered(Answer.Kind.CONFLICT)
                .resolved(Resolution.As.NOTHING_BEGAN)
                .intent();

        assertThat(spent(turnedDown, SOON)).isTrue();
    }

    @Test
    void contradictsWhatSilenceSeemedToSay() {
        Intent silent =
                IntentFixture.number(1).resolved(Resolution.As.NOTHING_BEGAN).intent();
        assertThat(SpentWire.contradicts(silent, cluster.cluster())).isFalse();

        named(silent);

        assertThat(SpentWire.contradicts(silent, cluster.cluster())).isTrue();
    }
}
