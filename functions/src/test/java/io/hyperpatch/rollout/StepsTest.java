package io.hyperpatch.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final Pin A = new Pin.Exact("ami-0000000000000000a");
    private static final Pin B = new Pin.Exact("ami-0000000000000000b");

    private final ClusterFixture fixture = new ClusterFixture();

    @Test
    void putsTheCanaryFirstAndTheRestInTheClustersOrder() {
        assertThat(plan(Map.of("gpu", A, "system", A, "canary", A), List.of("canary")))
                .containsExactly(
                        new Step(1, Step.Phase.CANARY, A, List.of("canary")),
                        new Step(2, Step.Phase.REST, A, List.of("system", "gpu")));
    }

    @Test
    void makesAStepForEachPinOfAPhase() {
        assertThat(plan(Map.of("gpu", A, "system", B, "canary", A), List.of()))
                .containsExactly(
                        new Step(1, Step.Phase.REST, B, List.of("system")),
                        new Step(2, Step.Phase.REST, A, List.of("canary", "gpu")));
    }

    @Test
    void keepsThePhasesApartThoughTheyShareAPin() {
        assertThat(plan(Map.of("gpu", A, "canary", A), List.of("gpu")))
                .containsExactly(
                        new Step(1, Step.Phase.CANARY, A, List.of("gpu")),
                        new Step(2, Step.Phase.REST, A, List.of("canary")));
    }

    @Test
    void patchesOnlyGroupsThatHaveAPin() {
        assertThat(plan(Map.of("gpu", A), List.of("login", "canary")))
                .containsExactly(new Step(1, Step.Phase.REST, A, List.of("gpu")));
    }

    @Test
    void leavesOutGroupsWithoutNodesAndGroupsThatTheClusterDoesNotHave() {
        fixture.group("canary", group -> group.put("CurrentCount", 0));

        assertThat(plan(Map.of("gpu", A, "canary", A, "ghost", A), List.of("canary")))
                .containsExactly(new Step(1, Step.Phase.REST, A, List.of("gpu")));
    }

    @Test
    void neverMakesAStepWithoutGroupsForThatWouldPatchThemAll() {
        assertThat(plan(Map.of("ghost", A), List.of())).isEmpty();
        assertThatThrownBy(() -> new Step(1, Step.Phase.REST, A, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void makesAStepOfEachGroupOnSlurmTheCanariesInThePolicysOrder() {
        fixture.slurm();

        assertThat(plan(Map.of("gpu", A, "system", A, "canary", B), List.of("gpu", "elsewhere", "canary")))
                .containsExactly(
                        new Step(1, Step.Phase.CANARY, A, List.of("gpu")),
                        new Step(2, Step.Phase.CANARY, B, List.of("canary")),
                        new Step(3, Step.Phase.REST, A, List.of("system")));
    }

    @Test
    void leavesOutOnSlurmWhatHasNoNodesOrNoPin() {
        fixture.slurm().group("canary", group -> group.put("CurrentCount", 0));

        assertThat(plan(Map.of("gpu", A, "canary", A), List.of("canary")))
                .containsExactly(new Step(1, Step.Phase.REST, A, List.of("gpu")));
    }

    @Test
    void goesThroughTheGroupsOfSlurmInTheOrderOfThePolicy() {
        fixture.slurm();
        RolloutRules rules = RolloutRulesFixture.with(Map.of("order", List.of("gpu", "canary", "system")));

        assertThat(Steps.plan(Map.of("gpu", A, "system", A, "canary", A), rules, fixture.cluster()))
                .extracting(Step::groups)
                .containsExactly(List.of("gpu"), List.of("canary"), List.of("system"));
    }

    @Test
    void isStoredAsEveryVersionHasStoredIt() {
        Step step = new Step(1, Step.Phase.CANARY, Pin.Newest.UNRESOLVED, List.of("gpu"));

        ObjectNode stored = Json.of(step);

        assertThat(stored.path("phase").asText()).isEqualTo("canary");
        assertThat(stored.path("pin").asText()).isEqualTo("default");
        assertThat(Json.stored(Step.class, stored)).isEqualTo(step);
    }

    private List<Step> plan(Map<String, Pin> pins, List<String> canary) {
        return Steps.plan(pins, RolloutRules.of(canary, DeploymentConfig.NONE), fixture.cluster());
    }
}
