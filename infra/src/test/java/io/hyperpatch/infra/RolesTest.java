package io.hyperpatch.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.role.Place;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Least privilege: what each role reaches under which policy. That no call is missing and none granted beyond, {@link
 * ReachableCallsTest} and {@link JudgedRolesTest} show.
 */
class RolesTest {
    /** Every function logs, is traced, and keeps what it knows in the store: see {@link ReachableCallsTest} for the latter. */
    private static final Set<String> EVERYBODY =
            Set.of("logs:CreateLogStream", "logs:PutLogEvents", "xray:PutTraceSegments", "xray:PutTelemetryRecords");

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

    static Stream<String> functions() {
        return FunctionPlan.all().stream().map(FunctionPlan::name);
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
    void publicParametersAreListedOnlyWhereThePolicyFollowsHyperPodsImages() {
        String reached = new Resolved(new Place("aws", "us-west-2", "111122223333"))
                .text(only("AdmitTrigger", Policies.HYPERPOD, "ssm:GetParametersByPath")
                        .resources()
                        .getFirst());

        assertThat(reached).isEqualTo("arn:aws:ssm:us-west-2::parameter/aws/service/sagemaker-hyperpod/ami/*");
        assertThat(GrantedRole.of(Synthesized.of(Policies.EXAMPLE), "AdmitTrigger")
                        .actions())
                .doesNotContain("ssm:GetParametersByPath");
    }

    @Test
    void theParameterOfEachArchitectureIsRead() {
        assertThat(only("AdmitTrigger", Policies.BY_ARCHITECTURE, "ssm:GetParameter")
                        .resources()
                        .toString())
                .contains("parameter/golden/hyperpod-eks/ami-id", "parameter/golden/arm/ami-id");
    }

    @Test
    void noActionIsAWildcardAndNoResourceIsWhereTheActionKnowsOne() {
        for (var policy : Policies.ALL) {
            Synthesized deployment = Synthesized.of(policy);
            for (String function : functions().toList()) {
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

        assertThat(GrantedRole.of(deployment, "StartUpdate")
                        .of("sagemaker:UpdateClusterSoftware")
                        .getFirst()
                        .resources())
                .extracting(JsonNode::asText)
                .containsExactly(arn);
    }

    /** A run, or a lease that was parked, is looked at to its end, whatever the policy says by then. */
    @ParameterizedTest
    @MethodSource("functions")
    void readsEveryClusterOfTheAccountUnderAnyPolicy(String function) {
        for (var policy : Policies.ALL) {
            GrantedRole.of(Synthesized.of(policy), function).grants().stream()
                    .filter(grant ->
                            grant.action().matches("sagemaker:(DescribeCluster|ListClusterNodes|DescribeClusterNode)"))
                    .forEach(grant -> {
                        assertThat(grant.resources()).hasSize(1);
                        assertThat(grant.resources().toString()).contains(":cluster/*");
                        assertThat(grant.condition().isMissingNode()).isTrue();
                    });
        }
    }

    /** HyperPod asks EKS in the name of whoever starts an update. */
    @Test
    void whoStartsUpdatesMayDescribeClustersOfEksAndNobodyElseMay() {
        for (String function : functions().toList()) {
            assertThat(GrantedRole.of(Synthesized.of(Policies.EXAMPLE), function)
                            .of("eks:DescribeCluster")
                            .size())
                    .as(function)
                    .isEqualTo(function.equals("StartUpdate") ? 1 : 0);
        }
        assertThat(only("StartUpdate", Policies.EXAMPLE, "eks:DescribeCluster")
                        .resources()
                        .toString())
                .contains(":eks:", ":cluster/*");
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

    /** The names of execution roles are the customer's, and no policy tells them; nothing but roles of the account can be asked about. */
    @Test
    void asksIamAboutRolesOfThisAccountOnly() {
        GrantedRole.Grant grant = only("CheckReadiness", Policies.EXAMPLE, "iam:SimulatePrincipalPolicy");

        assertThat(grant.resources()).hasSize(1);
        assertThat(new Resolved(new Place("aws", "us-west-2", "111122223333"))
                        .text(grant.resources().getFirst()))
                .isEqualTo("arn:aws:iam::111122223333:role/*");
    }

    /** Its ARN has no account; and what it holds is an image of AWS, which is not shared in the caller's name. */
    @Test
    void readsAPublicParameterAndSharesNoImageOfIt() {
        String reached = new Resolved(new Place("aws", "us-west-2", "111122223333"))
                .text(only("AdmitTrigger", Policies.PUBLISHED, "ssm:GetParameter")
                        .resources()
                        .getLast());

        assertThat(reached)
                .isEqualTo(
                        "arn:aws:ssm:us-west-2::parameter/aws/service/sagemaker-hyperpod/ami/x86_64/eks-1.31/latest/ami-id");
        assertThat(GrantedRole.of(Synthesized.of(Policies.PUBLISHED), "StartUpdate")
                        .actions())
                .doesNotContain("ec2:ModifyImageAttribute", "ec2:ModifySnapshotAttribute");
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
