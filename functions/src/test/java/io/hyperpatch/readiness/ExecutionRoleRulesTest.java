package io.hyperpatch.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.hyperpod.ServiceDocument;
import io.hyperpatch.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rights of execution roles to see alarms: who is asked after, and what comes of the answers. */
class ExecutionRoleRulesTest {
    private static final String NODES = "arn:aws:iam::123456789012:role/hyperpod-nodes";
    private static final String LOGIN = "arn:aws:iam::123456789012:role/hyperpod-login";

    private final List<String> asked = new ArrayList<>();

    private static Cluster cluster(boolean slurm) {
        ObjectNode cluster = Json.object()
                .put("ClusterArn", "arn:aws:sagemaker:us-east-1:123456789012:cluster/a1b2c3d4e5f6")
                .put("ClusterName", "train-a")
                .put("ClusterStatus", "InService");
        if (!slurm) {
            cluster.putObject("Orchestrator")
                    .putObject("Eks")
                    .put("ClusterArn", "arn:aws:eks:us-east-1:123456789012:cluster/e");
        }
        ArrayNode groups = cluster.putArray("InstanceGroups");
        group(groups, "gpu").put("ExecutionRole", NODES);
        group(groups, "canary").put("ExecutionRole", NODES);
        group(groups, "login").put("ExecutionRole", LOGIN);
        group(groups, "bare");
        return ServiceDocument.cluster(cluster);
    }

    private static ObjectNode group(ArrayNode groups, String name) {
        return groups.addObject()
                .put("InstanceGroupName", name)
                .put("InstanceType", "ml.p5.48xlarge")
                .put("Status", "InService")
                .put("CurrentCount", 2)
                .put("TargetCount", 2);
    }

    private ExecutionRoleRules rules(boolean slurm, Map<String, AlarmRight> answers, String... targets) {
        return ExecutionRoleRules.of(cluster(slurm), List.of(targets), role -> {
            asked.add(role);
            return answers.getOrDefault(role, new AlarmRight.Granted());
        });
    }

    @Test
    void asksOnceForEachRoleOfTheTargets() {
        ExecutionRoleRules rules = rules(false, Map.of(), "canary", "gpu", "bare");

        assertThat(asked).containsExactly(NODES);
        assertThat(rules.refusal("train-a")).isEmpty();
        assertThat(rules.lines())
                .containsExactly(
                        "execution role of canary, gpu: " + NODES + ", which may call cloudwatch:DescribeAlarms");
    }

    @Test
    void asksNobodyOnSlurmWhereNoAlarmIsWatched() {
        ExecutionRoleRules rules = rules(true, Map.of(NODES, new AlarmRight.Denied("implicitDeny")), "gpu");

        assertThat(asked).isEmpty();
        assertThat(rules.refusal("train-a")).isEmpty();
        assertThat(rules.lines()).isEmpty();
    }

    @Test
    void refusesWithEachGroupItsRoleAndTheStatementToAdd() {
        ExecutionRoleRules rules =
                rules(false, Map.of(NODES, new AlarmRight.Denied("explicitDeny")), "canary", "gpu", "login");

        assertThat(rules.obstacles())
                .extracting(obstacle -> obstacle.group().orElseThrow())
                .containsExactly("canary", "gpu");
        assertThat(rules.refusal("train-a").orElseThrow())
                .startsWith("cluster train-a: the execution role of group canary, " + NODES)
                .contains("explicitDeny", "[execution-role-sees-alarms]")
                .contains("{\"Effect\": \"Allow\", \"Action\": \"cloudwatch:DescribeAlarms\", \"Resource\": \"*\"}");
    }

    /** A statement that allows an action helps nobody to whom it is denied. */
    @Test
    void asksToTakeADenyAwayWhereThereIsOne() {
        assertThat(remedy("explicitDeny")).startsWith("take the Deny away");
        assertThat(remedy("implicitDeny")).startsWith("add this statement to the role");
    }

    private String remedy(String decision) {
        return rules(false, Map.of(NODES, new AlarmRight.Denied(decision)), "gpu")
                .obstacles()
                .getFirst()
                .remedy();
    }

    @Test
    void thePagesShowTheStatementThatRefusalsAskFor() throws IOException {
        for (String page : List.of("../README.md", "../docs/deploy.md")) {
            assertThat(Files.readString(Path.of(page))).as(page).contains(ExecutionRoleRules.STATEMENT);
        }
    }

    @Test
    void goesOnWhereIamCouldNotBeAskedAndSaysSo() {
        ExecutionRoleRules rules = rules(false, Map.of(LOGIN, new AlarmRight.NotKnown("AccessDenied")), "login");

        assertThat(rules.refusal("train-a")).isEmpty();
        assertThat(rules.lines().getFirst()).contains("could not be checked (AccessDenied)");
    }
}
