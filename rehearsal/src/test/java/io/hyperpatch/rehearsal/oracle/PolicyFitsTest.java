package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy that fits its cluster of two groups; a test changes one thing. */
class PolicyFitsTest {
    private final ObjectNode policy = (ObjectNode) Left.json("""
            {"clusters": {"names": ["c"]}, "rollout": {"canary": ["cpu"]}}""");
    private final ObjectNode cluster = (ObjectNode) Left.json("""
            {"ClusterName": "c", "Orchestrator": {"Eks": {}}, "InstanceGroups": [
               {"InstanceGroupName": "cpu", "Status": "InService", "CurrentCount": 1, "TargetCount": 1},
               {"InstanceGroupName": "gpu", "Status": "InService", "CurrentCount": 2, "TargetCount": 2}]}""");

    @Test
    void acceptsOneThatFits() {
        assertThat(first()).isEmpty();
        assertThat(names()).isEmpty();
    }

    @Test
    void noticesThatNoOneGoesFirst() {
        list("canary", "login");

        assertThat(first()).isPresent();
    }

    @Test
    void letsAClusterDoWithoutACanaryWhereThePolicySaysSo() {
        list("canary", "login");
        rollout().put("canaryOptional", true);

        assertThat(first()).isEmpty();
    }

    @Test
    void noticesThatNothingSaysWhatGoesFirstOnSlurm() {
        onSlurm();
        rollout().remove("canary");

        assertThat(first()).hasValue("on Slurm the policy does not say which group goes first");
    }

    @Test
    void noticesAnOrderOnEks() {
        list("order", "cpu,gpu");

        assertThat(names()).hasValue("the policy gives an order, and on EKS groups go at the same time");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "gpu; the policy's order does not name group cpu",
                "cpu,gpu,login; the policy names login, which is no group of the cluster"
            })
    void noticesAnOrderThatDoesNotFit(String order, String why) {
        onSlurm();
        list("order", order);

        assertThat(names()).hasValue(why);
    }

    @Test
    void asksForNoEmptyGroupInAnOrder() {
        onSlurm();
        list("order", "gpu");
        ((ObjectNode) cluster.at("/InstanceGroups/0")).put("CurrentCount", 0);

        assertThat(names()).isEmpty();
    }

    @Test
    void noticesAGroupLeftOutThatIsNotThereUnlessThePolicyIsAboutSeveralClusters() {
        list("leaveOut", "systen");
        assertThat(names()).hasValue("the policy names systen, which is no group of the cluster");

        ((ObjectNode) policy.path("clusters")).withArray("names").add("d");
        assertThat(names()).isEmpty();
    }

    private Optional<String> first() {
        return PolicyFits.goesFirst(new PolicyView(policy), cluster);
    }

    private Optional<String> names() {
        return PolicyFits.namesFit(new PolicyView(policy), cluster);
    }

    private ObjectNode rollout() {
        return (ObjectNode) policy.path("rollout");
    }

    private void list(String field, String names) {
        var list = rollout().putArray(field);
        for (String name : names.split(",")) {
            list.add(name);
        }
    }

    private void onSlurm() {
        cluster.putObject("Orchestrator").putObject("Slurm");
    }
}
