package io.hyperpatch.rollout;

import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.PIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.intent.Adoption;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The cases in which the word of a person that an update is over leads to a proof. */
class AdoptedSightTest {
    private static final Intent UNSEEN =
            IntentFixture.number(1).adopted(Adoption.As.ENDED).intent();
    private static final Intent SEEN = IntentFixture.number(1)
            .sightedAt(CALLED_AT)
            .adopted(Adoption.As.ENDED)
            .intent();

    private final ClusterFixture cluster = new ClusterFixture();

    private Optional<Intent> adopted(Intent intent) {
        return new Sight(
                        List.of(intent),
                        cluster.cluster(),
                        Optional.empty(),
                        List.of(),
                        CALLED_AT.plus(Duration.ofDays(2)))
                .adopted();
    }

    @Test
    void leadsToAProofWhereTheUpdateWasSeenOrTheGroupsHaveChanged() {
        assertThat(adopted(SEEN)).contains(SEEN);
        cluster.group("gpu", group -> group.put("CurrentImageId", PIN)
                .put("DesiredImageId", PIN)
                .put("SoftwareUpdateStatus", "Succeeded"));
        assertThat(adopted(UNSEEN)).contains(UNSEEN);
    }

    @Test
    void countsForNothingWhereNothingWasSeenAndAllIsAsItWas() {
        assertThat(adopted(UNSEEN)).isEmpty();
    }

    @Test
    void waitsWhileAnUpdateOrTheWireIsShown() {
        cluster.group("canary", group -> group.put("SoftwareUpdateStatus", "InProgress"));
        assertThat(adopted(SEEN)).isEmpty();

        cluster.group("canary", group -> group.put("SoftwareUpdateStatus", "Succeeded"));
        assertThat(adopted(SEEN)).isPresent();
        cluster.group("gpu", group -> group.put("SoftwareUpdateStatus", "Succeeded")
                .putObject("ActiveSoftwareUpdateConfig")
                .putArray("AutoRollbackConfiguration")
                .addObject()
                .put("AlarmName", SEEN.wire()));
        assertThat(adopted(SEEN)).isEmpty();
    }

    @Test
    void isNotTheWordThatACallNeverBegan() {
        assertThat(adopted(IntentFixture.number(1).sightedAt(CALLED_AT).intent()))
                .isEmpty();
        assertThat(adopted(IntentFixture.number(1)
                        .sightedAt(CALLED_AT)
                        .adopted(Adoption.As.NEVER_BEGAN)
                        .intent()))
                .isEmpty();
    }
}
