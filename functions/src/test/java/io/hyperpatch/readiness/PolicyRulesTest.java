package io.hyperpatch.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.BatchSize;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.policy.OnUnready;
import io.hyperpatch.rollout.CanaryTerms;
import io.hyperpatch.rollout.RolloutRules;
import io.hyperpatch.rollout.RolloutRulesFixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyRulesTest {
    private static final List<String> NONE = List.of();

    private final ClusterFixture fixture = new ClusterFixture();

    @Test
    void acceptsACanaryWithNodes() {
        assertThat(rules(canary(CanaryTerms.EVERY, "canary"))).isEmpty();
    }

    @Test
    void refusesACanaryThatIsNoGroupOfTheOnlyClusterAndNamesIt() {
        assertThat(findings(canary(CanaryTerms.EVERY, "canary", "canaryy")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("canary-there");
                    assertThat(finding.reason()).contains("'canaryy'");
                    assertThat(finding.remedy()).contains("system, canary, gpu");
                });
    }

    @Test
    void refusesACanaryWithoutNodes() {
        fixture.group("canary", group -> group.put("CurrentCount", 0).put("TargetCount", 0));

        assertThat(findings(canary(CanaryTerms.EVERY, "canary")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.reason()).contains("'canary'", "has no node");
                    assertThat(finding.remedy()).contains("rollout.canaryOptional: true");
                });
    }

    /** A group without nodes would be refused next. */
    @Test
    void proposesForACanaryOnlyGroupsWithNodes() {
        fixture.group("system", group -> group.put("CurrentCount", 0).put("TargetCount", 0));

        assertThat(findings(canary(CanaryTerms.ONE, "of-another-cluster")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy()).contains("one of its groups (canary, gpu)"));
        assertThat(findings(canary(CanaryTerms.EVERY, "canaryy")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy()).isEqualTo("name one of its groups: canary, gpu"));
    }

    @Test
    void asksForOneCanaryOnEachOfSeveralClusters() {
        assertThat(rules(canary(CanaryTerms.ONE, "canary", "of-another-cluster")))
                .isEmpty();
        assertThat(rules(canary(CanaryTerms.ONE, "of-another-cluster"))).containsExactly("canary-there");
    }

    @Test
    void doesWithoutACanaryWhereThePolicySaysSo() {
        assertThat(rules(canary(CanaryTerms.OPTIONAL, "of-another-cluster"))).isEmpty();
    }

    @Test
    void refusesACanaryThatIsLeftOutBecauseOfItsStatus() {
        fixture.group("canary", group -> group.put("Status", "Failed"));
        RolloutRules rules = RolloutRulesFixture.with(Map.of(
                "canary", List.of("canary"), "canaryTerms", CanaryTerms.EVERY, "onUnready", OnUnready.LEAVE_OUT));

        assertThat(rules(rules)).containsExactly("canary-there");
    }

    @Test
    void asksOnSlurmWhichOfSeveralGroupsGoesFirst() {
        fixture.slurm();

        assertThat(rules(canary(CanaryTerms.EVERY))).containsExactly("order-given");
        assertThat(rules(canary(CanaryTerms.EVERY, "gpu"))).isEmpty();
        assertThat(rules(order("gpu", "canary", "system"))).isEmpty();
    }

    @Test
    void asksNothingOfASlurmClusterWithOneGroup() {
        fixture.slurm();
        for (String group : List.of("canary", "system")) {
            fixture.group(group, json -> json.put("CurrentCount", 0).put("TargetCount", 0));
        }

        assertThat(rules(canary(CanaryTerms.EVERY))).isEmpty();
    }

    @Test
    void refusesAnOrderThatLacksAGroupOrNamesAStranger() {
        fixture.slurm();

        assertThat(findings(order("gpu", "canary", "sistem")))
                .extracting(PolicyRules.Finding::reason)
                .containsExactly(
                        "rollout.order does not name group system",
                        "rollout.order names 'sistem', which is no instance group of the cluster");
    }

    @Test
    void refusesAnOrderOnEks() {
        assertThat(rules(order("gpu", "canary", "system"))).containsExactly("takes-effect");
    }

    @Test
    void refusesBatchesOnSlurm() {
        fixture.slurm();
        DeploymentConfig batches = new DeploymentConfig(
                Optional.of(new BatchSize(BatchSize.INSTANCE_COUNT, 1)), Optional.empty(), Optional.empty(), NONE);

        assertThat(rules(RolloutRules.of(List.of("gpu"), batches))).containsExactly("slurm-terms");
    }

    @Test
    void refusesToLeaveOutAGroupThatIsNotThere() {
        assertThat(rules(leavingOut("gpux"))).containsExactly("left-out-there");
        assertThat(rules(leavingOut("nova"))).isEmpty();
    }

    private static RolloutRules canary(CanaryTerms terms, String... canary) {
        return RolloutRulesFixture.with(Map.of("canary", canary, "canaryTerms", terms));
    }

    private static RolloutRules order(String... order) {
        return RolloutRulesFixture.with(Map.of("canaryTerms", CanaryTerms.EVERY, "order", order));
    }

    private static RolloutRules leavingOut(String group) {
        return RolloutRulesFixture.with(Map.of("canaryTerms", CanaryTerms.EVERY, "leaveOut", List.of(group)));
    }

    private List<String> rules(RolloutRules rules) {
        return findings(rules).stream().map(PolicyRules.Finding::rule).toList();
    }

    private List<PolicyRules.Finding> findings(RolloutRules rules) {
        return PolicyRules.findings(rules, fixture.cluster());
    }
}
