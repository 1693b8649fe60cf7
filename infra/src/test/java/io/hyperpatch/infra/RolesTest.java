package io.hyperpatch.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Least privilege, both ways: nothing that a function calls is missing from its role, nothing that it does not call is in it. */
class RolesTest {
    /** What rehearsals saw each function call; an invariant of theirs fails on any other call. */
    private static final Map<String, Set<String>> SEEN = seen();

    /** Every function logs, is traced, and keeps what it knows in the store: see {@link ReachableCallsTest} for the latter. */
    private static final Set<String> EVERYBODY =
            Set.of("logs:CreateLogStream", "logs:PutLogEvents", "xray:PutTraceSegments", "xray:PutTelemetryRecords");

    /** What AWS asks for beside the action itself. */
    private static final Map<String, Set<String>> DEPENDENT = Map.of(
            "sagemaker:UpdateClusterSoftware",
            Set.of(
                    "ec2:DescribeImages",
                    "ec2:DescribeSnapshots",
                    "ec2:ModifyImageAttribute",
                    "ec2:ModifySnapshotAttribute"),
            "sns:Publish",
            Set.of("kms:GenerateDataKey", "kms:Decrypt"),
            "scheduler:CreateSchedule",
            Set.of("iam:PassRole"));

    /** EventBridge invokes them without waiting, and what they give up on is kept. */
    private static final Set<String> INVOKED_BY_EVENTS = Set.of("WakeRun", "Janitor");

    /** Actions that know no resources, and one that shows composite alarms only to who may see every alarm. */
    private static final Set<String> WITHOUT_RESOURCE = Set.of(
            "ec2:DescribeImages",
            "ec2:DescribeSnapshots",
            "ec2:DescribeInstanceTypes",
            "sagemaker:ListClusters",
            "cloudwatch:PutMetricData",
            "cloudwatch:DescribeAlarms",
            "xray:PutTraceSegments",
            "xray:PutTelemetryRecords");

    private static Map<String, Set<String>> seen() {
        try (InputStream in = RolesTest.class.getResourceAsStream("/roles.json")) {
            Map<String, Set<String>> seen = new TreeMap<>();
            new ObjectMapper()
                    .readTree(in)
                    .properties()
                    .forEach(role -> seen.put(
                            role.getKey(),
                            GrantedRole.stream(role.getValue())
                                    .map(action -> action.textValue().replace("monitoring:", "cloudwatch:"))
                                    .collect(Collectors.toCollection(TreeSet::new))));
            return seen;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> functions() {
        return SEEN.keySet().stream();
    }

    @Test
    void everyFunctionThatIsDeployedWasRehearsedAndTheOtherWayRound() {
        Set<String> deployed =
                FunctionPlan.all().stream().map(FunctionPlan::name).collect(Collectors.toSet());

        assertThat(deployed).isEqualTo(SEEN.keySet());
    }

    @ParameterizedTest
    @MethodSource("functions")
    void grantsWhatTheFunctionCallsAndNothingBeyond(String function) {
        Set<String> granted = new TreeSet<>();
        Policies.ALL.forEach(policy ->
                granted.addAll(GrantedRole.of(Synthesized.of(policy), function).actions()));
        granted.removeAll(EVERYBODY);
        granted.removeIf(action -> action.startsWith("dynamodb:"));
        Set<String> needed = new TreeSet<>(SEEN.get(function));
        SEEN.get(function).forEach(action -> needed.addAll(DEPENDENT.getOrDefault(action, Set.of())));
        if (INVOKED_BY_EVENTS.contains(function)) {
            needed.add("sqs:SendMessage");
        }

        assertThat(granted)
                .as("what the role of %s grants, under whatever policy", function)
                .isEqualTo(needed);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionMayLogAndBeTraced(String function) {
        assertThat(GrantedRole.of(Synthesized.of(Policies.EXAMPLE), function).actions())
                .containsAll(EVERYBODY);
    }

    @Test
    void grantsOnlyWhatThePolicyGivesCauseFor() {
        Set<String> all =
                GrantedRole.of(Synthesized.of(Policies.EXAMPLE), "AdmitTrigger").actions();
        assertThat(all).doesNotContain("imagebuilder:GetImage", "sagemaker:ListClusters", "sagemaker:ListTags");
        assertThat(GrantedRole.of(Synthesized.of(Policies.BUILT), "AdmitTrigger")
                        .actions())
                .contains("imagebuilder:GetImage")
                .doesNotContain("sagemaker:ListClusters", "sagemaker:ListTags");
        assertThat(GrantedRole.of(Synthesized.of(Policies.TAGGED), "AdmitTrigger")
                        .actions())
                .contains("sagemaker:ListClusters", "sagemaker:ListTags")
                .doesNotContain("imagebuilder:GetImage");
        assertThat(GrantedRole.of(Synthesized.of(Policies.HYPERPOD), "StartUpdate")
                        .actions())
                .doesNotContain("ec2:ModifyImageAttribute", "ec2:ModifySnapshotAttribute");
    }

    @Test
    void noActionIsAWildcardAndNoResourceIsWhereTheActionKnowsOne() {
        for (var policy : Policies.ALL) {
            Synthesized deployment = Synthesized.of(policy);
            for (String function : SEEN.keySet()) {
                for (GrantedRole.Grant grant :
                        GrantedRole.of(deployment, function).grants()) {
                    assertThat(grant.action()).doesNotContain("*");
                    assertThat(grant.onEverything())
                            .as("%s may %s on every resource", function, grant.action())
                            .isEqualTo(WITHOUT_RESOURCE.contains(grant.action()));
                }
            }
        }
    }

    @Test
    void reachesTheClustersWithThePolicysTagsOnly() {
        GrantedRole.Grant grant = only("StartUpdate", Policies.TAGGED, "sagemaker:UpdateClusterSoftware");

        assertThat(grant.condition()
                        .at("/StringEquals/sagemaker:ResourceTag~1patching")
                        .textValue())
                .isEqualTo("gpu-fleet");
        assertThat(grant.condition()
                        .at("/StringEquals/sagemaker:ResourceTag~1stage")
                        .textValue())
                .isEqualTo("dev");
        assertThat(grant.resources().toString()).contains(":cluster/*");
    }

    @Test
    void reachesTheClustersThatTheDeploymentWasGivenOnly() {
        String arn = "arn:aws:sagemaker:us-west-2:111122223333:cluster/abcdef123456";
        Settings example = Synthesized.settings(Policies.EXAMPLE);
        Synthesized deployment = Synthesized.of(new Settings(
                example.policy(), List.of(), true, "arm64", 90, List.of(arn), Optional.empty(), example.files()));

        for (String function : List.of("StartUpdate", "LookAtUpdate", "VerifyStep")) {
            GrantedRole.of(deployment, function).grants().stream()
                    .filter(grant -> grant.action().startsWith("sagemaker:"))
                    .forEach(grant -> assertThat(grant.resources())
                            .extracting(JsonNode::asText)
                            .containsExactly(arn));
        }
    }

    @Test
    void touchesImagesOfThisAccountOnlyAndTheOneThatIsTrackedIfThereIsJustOne() {
        GrantedRole.Grant any = only("StartUpdate", Policies.EXAMPLE, "ec2:ModifyImageAttribute");
        assertThat(any.condition().at("/StringEquals/ec2:Owner/Ref").textValue())
                .isEqualTo("AWS::AccountId");
        assertThat(any.resources().toString()).contains("::image/*");

        assertThat(only("StartUpdate", Policies.FIXED, "ec2:ModifyImageAttribute")
                        .resources()
                        .toString())
                .contains("::image/ami-0f1e2d3c4b5a69788");
    }

    @Test
    void makesAndDeletesNoAlarmsButWires() {
        assertThat(only("ArmWire", Policies.EXAMPLE, "cloudwatch:PutMetricAlarm")
                        .resources()
                        .toString())
                .contains(":alarm:hyperpatch-*");
        assertThat(only("ReleaseLease", Policies.EXAMPLE, "cloudwatch:DeleteAlarms")
                        .resources()
                        .toString())
                .contains(":alarm:hyperpatch-*");
        assertThat(only("ArmWire", Policies.EXAMPLE, "cloudwatch:PutMetricData").condition())
                .hasToString("{\"StringEquals\":{\"cloudwatch:namespace\":\"Hyperpatch\"}}");
    }

    @Test
    void readsTheTrackedParameterAndItsOwnPolicyAndNoOther() {
        assertThat(only("AdmitTrigger", Policies.EXAMPLE, "ssm:GetParameter")
                        .resources()
                        .toString())
                .contains(":parameter/golden/hyperpod-eks/ami-id")
                .contains("Policy");
        assertThat(only("AdmitTrigger", Policies.TAGGED, "ssm:GetParameter")
                        .resources()
                        .toString())
                .contains(":parameter/golden\"");
        assertThat(only("AdmitTrigger", Policies.FIXED, "ssm:GetParameter").resources())
                .hasSize(1);
    }

    @Test
    void makesSchedulesInOneGroupOnlyAndHandsSchedulerOneRoleOnly() {
        GrantedRole.Grant create = only("ScheduleReturn", Policies.EXAMPLE, "scheduler:CreateSchedule");
        assertThat(create.resources()).hasSize(1);
        assertThat(create.resources().toString()).contains(":schedule/Hyperpatch-Returns-Group-");

        GrantedRole.Grant pass = only("ScheduleReturn", Policies.EXAMPLE, "iam:PassRole");
        assertThat(pass.resources()).hasSize(1);
        assertThat(Synthesized.of(Policies.EXAMPLE)
                        .target(pass.resources().getFirst())
                        .id())
                .startsWith("ReturnsRole");
        assertThat(pass.condition().at("/StringEquals/iam:PassedToService").textValue())
                .isEqualTo("scheduler.amazonaws.com");
    }

    /** Others may have schedules that name this role; Scheduler takes it for those of the one group. */
    @Test
    void aScheduleThatAFunctionMadeCanStartPatchFleetAndNothingElse() {
        Synthesized deployment = Synthesized.of(Policies.EXAMPLE);
        GrantedRole role = GrantedRole.named(deployment, "ReturnsRole");

        assertThat(role.actions()).containsExactly("sqs:SendMessage", "states:StartExecution");
        role.grants().forEach(grant -> assertThat(grant.resources()).hasSize(1));
        assertThat(deployment
                        .target(role.of("states:StartExecution")
                                .getFirst()
                                .resources()
                                .getFirst())
                        .id())
                .startsWith("WorkflowsPatchFleetMachine");
        JsonNode trusted = deployment
                .resources("AWS::IAM::Role")
                .filter(candidate -> candidate.id().startsWith("ReturnsRole"))
                .findFirst()
                .orElseThrow()
                .properties()
                .at("/AssumeRolePolicyDocument/Statement/0");
        assertThat(trusted.at("/Principal/Service").textValue()).isEqualTo("scheduler.amazonaws.com");
        assertThat(trusted.at("/Condition/StringEquals/aws:SourceArn").toString())
                .contains("ReturnsGroup");
        assertThat(trusted.at("/Condition/StringEquals/aws:SourceAccount/Ref").textValue())
                .isEqualTo("AWS::AccountId");
    }

    private static GrantedRole.Grant only(String function, io.hyperpatch.policy.FleetPolicy policy, String action) {
        List<GrantedRole.Grant> grants =
                GrantedRole.of(Synthesized.of(policy), function).of(action);
        assertThat(grants).as("%s of %s", action, function).hasSize(1);
        return grants.getFirst();
    }
}
