package io.hyperpatch.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.intent.Installation;
import io.hyperpatch.rollout.CanaryTerms;
import io.hyperpatch.rollout.RolloutRules;
import io.hyperpatch.rollout.RolloutRulesFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BeginningTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final RolloutRules FIT = RolloutRules.of(List.of("canary"), DeploymentConfig.NONE);
    private static final RolloutRules UNFIT =
            RolloutRulesFixture.with(Map.of("canary", List.of("canaryy"), "canaryTerms", CanaryTerms.EVERY));

    private final ClusterFixture fixture = new ClusterFixture();

    private Beginning decide(RolloutRules rules) {
        return Beginning.decide(situation(rules));
    }

    private Situation situation(RolloutRules rules) {
        Cluster cluster = fixture.cluster();
        return new Situation(
                cluster,
                List.of(),
                Set.of("gpu", "canary"),
                rules,
                Remembered.NOTHING,
                Duration.ofHours(4),
                Installation.ofTable("ours"),
                NOW);
    }

    private void shortage() {
        fixture.with(cluster -> cluster.put("NodeProvisioningMode", "Continuous"));
        fixture.group("gpu", group -> {
            group.put("CurrentCount", 62).put("TargetCount", 64).put("MinCount", 60);
            group.putObject("ActiveOperations").put("Scaling", 1);
        });
    }

    private void outOfService() {
        fixture.with(cluster -> cluster.put("ClusterStatus", "Updating"));
    }

    @Test
    void isPossibleWhereTheClusterIsReadyAndThePolicyFits() {
        assertThat(decide(FIT)).isInstanceOfSatisfying(Beginning.Possible.class, possible -> {
            assertThat(possible.ready().groups()).containsExactly("canary", "gpu");
            assertThat(possible.reason()).isEqualTo(possible.ready().reason());
        });
    }

    @Test
    void looksAgainWhereOnlyAShortageStandsInTheWay() {
        shortage();

        assertThat(decide(FIT)).isInstanceOf(Beginning.LookAgain.class);
        assertThat(decide(FIT).reason()).contains("it has 62 nodes and shall have 64");
    }

    @Test
    void doesNotLookAgainWhereAnotherReadingCannotHelp() {
        shortage();
        assertThat(decide(UNFIT)).isInstanceOf(Beginning.Refused.class);

        outOfService();
        assertThat(decide(FIT)).isInstanceOf(Beginning.Refused.class);
    }

    @Test
    void refusesAReadyClusterForAPolicyThatDoesNotFitAndNamesTheRuleAndTheRemedy() {
        assertThat(decide(UNFIT))
                .isEqualTo(new Beginning.Refused(
                        "rollout.canary names 'canaryy', which is no instance group of the cluster [canary-there]; name"
                                + " one of its groups: system, canary, gpu."));
    }

    @Test
    void namesWhatIsWrongWithThePolicyBeforeWhatStandsInTheWay() {
        outOfService();
        String wrong = decide(UNFIT).reason();

        assertThat(wrong)
                .startsWith("rollout.canary names 'canaryy'")
                .endsWith(" canary, gpu. " + Readiness.decide(situation(UNFIT)).reason())
                .contains("its status is Updating");
    }
}
