package io.hyperpatch.rehearsal.run;

import static io.hyperpatch.rehearsal.run.UnknownsTest.assertHeld;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.scenario.ScenarioReader;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of policy gives roles under which its own runs come to their end. */
class JudgedRolesTest {
    private static final String PUBLIC =
            "/aws/service/sagemaker-hyperpod/ami/x86_64/eks-1.31-amazon-linux-2/latest/ami-id";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a parameter     | eks-67   | ec2-ami-state-change           | {}",
                "a public one    | eks-67   | scheduled-event                | {image: {track: {ssm: " + PUBLIC
                        + "}, owners: [amazon]}}",
                "an image built  | eks-67   | image-builder-image-state-change | {image: {track: {ssm: null, imageBuilder: 'arn:aws:imagebuilder:us-east-1:123456789012:image/hyperpod-eks/1.x.x'}}}",
                "a search        | eks-67   | ec2-ami-state-change           | {image: {track: {ssm: null, ami: {name: 'hyperpod-eks-*', tags: {tested: 'yes'}}}}}",
                "one AMI         | eks-67   | ec2-ami-state-change           | {image: {track: ami-0f1e2d3c4b5a69788}}",
                "clusters by tag | eks-67   | ec2-ami-state-change           | {clusters: {names: null, tags: {patching: gpu-fleet, stage: dev}}}",
                "HyperPod's own  | eks-67   | scheduled-event                | {image: {track: {ssm: null, hyperpod: latest}, minimumAge: null, owners: [amazon]}}",
                "Slurm           | slurm-20 | ec2-ami-state-change           | {}",
            })
    void nothingIsDenied(String name, String cluster, String event, String policy) {
        RehearsalResult result = UnknownsTest.play("""
                name: judged
                description: A policy of one kind.
                cluster: %s
                policy: %s
                triggers:
                  - event: %s
                    expect: Verified
                """.formatted(cluster, policy, event));

        assertHeld(result);
        assertThat(result.surprises()).isEmpty();
        assertThat(result.evidence().rights().calls()).isPositive();
    }

    /** The tags of its cluster were taken away while the only update was under way, or the policy was changed: it still is looked at. */
    @Test
    void whatIsUnderWayIsReadToItsEndAlthoughThePolicyNoLongerReachesTheCluster() {
        try (Rehearsal rehearsal = rehearsal("""
                policy: {clusters: {names: null, tags: {patching: gpu-fleet}}, rollout: {canary: []}}
                triggers:
                  - event: ec2-ami-state-change
                    expect: Verified
                """)) {
            RehearsalResult result = rehearsal.run(new Watcher() {
                @Override
                public void begins(Account account) {
                    account.clock.after(Duration.ofHours(2), () -> account.hyperPod.tag("train-a", Map.of()));
                }
            });

            assertHeld(result);
            assertThat(result.outcome()).isEqualTo("Verified");
        }
    }

    @ParameterizedTest(name = "{0} without {1}")
    @CsvSource({
        "StartUpdate,   eks:DescribeCluster",
        "StartUpdate,   ec2:ModifySnapshotAttribute",
        "ArmWire,       cloudwatch:PutMetricData",
        "WakeRun,       states:SendTaskFailure",
        "ReportOutcome, kms:Decrypt",
        "VerifyStep,    sagemaker:ListClusterNodes",
    })
    void aRightThatIsMissingBreaksTheInvariant(String function, String action) {
        RehearsalResult result = played(function, document -> document.path("Statement")
                .forEach(statement -> without((ArrayNode) statement.path("Action"), action)));

        assertThat(broken(result)).anySatisfy(found -> assertThat(found).contains(function, action));
    }

    @ParameterizedTest(name = "{0} on {2}")
    @CsvSource({
        "StartUpdate,   sagemaker:UpdateClusterSoftware, arn:aws:sagemaker:us-east-1:123456789012:cluster/zzzzzzzzzzzz",
        "ArmWire,       cloudwatch:PutMetricAlarm,       arn:aws:cloudwatch:us-east-1:123456789012:alarm:hyperpatch-other-*",
        "AdmitTrigger,  ssm:GetParameter,                arn:aws:ssm:us-east-1:123456789012:parameter/other",
        "ReportOutcome, events:PutEvents,                arn:aws:events:us-east-1:123456789012:event-bus/other",
    })
    void aResourceThatIsTooNarrowBreaksTheInvariant(String function, String action, String resource) {
        RehearsalResult result =
                played(function, document -> document.path("Statement").forEach(statement -> {
                    if (statement.path("Action").toString().contains("\"" + action + "\"")) {
                        ((ObjectNode) statement).putArray("Resource").add(resource);
                    }
                }));

        assertThat(broken(result)).anySatisfy(found -> assertThat(found).contains(function, action));
    }

    private static RehearsalResult played(String function, Consumer<JsonNode> narrow) {
        try (Rehearsal rehearsal = rehearsal("""
                triggers:
                  - event: ec2-ami-state-change
                    expect: Verified
                """)) {
            rehearsal.roles().change((name, document) -> {
                if (name.equals(function)) {
                    narrow.accept(document);
                }
                return document;
            });
            return rehearsal.run(Watcher.NOBODY);
        }
    }

    private static void without(ArrayNode actions, String action) {
        for (int i = actions.size() - 1; i >= 0; i--) {
            if (actions.get(i).asText().equals(action)) {
                actions.remove(i);
            }
        }
    }

    private static List<String> broken(RehearsalResult result) {
        return result.invariants().stream()
                .filter(invariant -> invariant.name().equals("no-call-outside-the-function's-role"))
                .flatMap(invariant -> invariant.broken().stream())
                .toList();
    }

    private static Rehearsal rehearsal(String scenario) {
        String head = """
                name: judged
                description: A run whose roles are looked into.
                """;
        Given given = Given.of(
                new ScenarioReader().read("scenario.yaml", (head + scenario).getBytes(StandardCharsets.UTF_8)));
        return new Rehearsal(new Preparation(given).setting(), 1);
    }
}
