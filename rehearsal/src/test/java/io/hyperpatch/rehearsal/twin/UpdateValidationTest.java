package io.hyperpatch.rehearsal.twin;

import static io.hyperpatch.rehearsal.twin.Rehearsed.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One refused request per rule of the UpdateClusterSoftware page. */
class UpdateValidationTest {

    private final Rehearsed rehearsed = Rehearsed.eks();

    private static ApiError refused(Rehearsed rehearsed, String request) {
        return catchThrowableOfType(ApiError.class, () -> rehearsed.call("UpdateClusterSoftware", request));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {} | Value null at 'clusterName' failed to satisfy constraint: Member must not be null
            {ClusterName: train_a} | Value 'train_a' at 'clusterName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:aws
            {ClusterName: train-a, ImageId: ami-xyz12345} | Value 'ami-xyz12345' at 'imageId' failed to satisfy constraint: Member must satisfy regular expression pattern: ami-[0-9a-fA-F]{8,17}|default
            {ClusterName: train-a, ImageId: latest-image} | Value 'latest-image' at 'imageId' failed to satisfy constraint: Member must satisfy regular expression pattern
            {ClusterName: train-a, InstanceGroups: []} | Value '[]' at 'instanceGroups' failed to satisfy constraint: Member must have length greater than or equal to 1
            {ClusterName: train-a, InstanceGroups: [{}]} | Value null at 'instanceGroups.1.member.instanceGroupName' failed to satisfy constraint: Member must not be null
            {ClusterName: train-a, InstanceGroups: [{InstanceGroupName: g_g}]} | Value 'g_g' at 'instanceGroups.1.member.instanceGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9])*
            {ClusterName: train-a, InstanceGroups: [{InstanceGroupName: a23456789b123456789c123456789d123456789e123456789f123456789g123x}]} | Member must have length less than or equal to 63
            {ClusterName: train-a, DeploymentConfig: {WaitIntervalInSeconds: 3601}} | Value '3601' at 'deploymentConfig.waitIntervalInSeconds' failed to satisfy constraint: Member must have value less than or equal to 3600
            {ClusterName: train-a, DeploymentConfig: {WaitIntervalInSeconds: -1}} | Value '-1' at 'deploymentConfig.waitIntervalInSeconds' failed to satisfy constraint: Member must have value greater than or equal to 0
            {ClusterName: train-a, DeploymentConfig: {AutoRollbackConfiguration: []}} | Value '[]' at 'deploymentConfig.autoRollbackConfiguration' failed to satisfy constraint: Member must have length greater than or equal to 1
            {ClusterName: train-a, DeploymentConfig: {AutoRollbackConfiguration: [{}]}} | Value null at 'deploymentConfig.autoRollbackConfiguration.1.member.alarmName' failed to satisfy constraint: Member must not be null
            {ClusterName: train-a, DeploymentConfig: {RollingUpdatePolicy: {}}} | Value null at 'deploymentConfig.rollingUpdatePolicy.maximumBatchSize' failed to satisfy constraint: Member must not be null
            {ClusterName: train-a, DeploymentConfig: {RollingUpdatePolicy: {MaximumBatchSize: {Type: NODES, Value: 1}}}} | Value 'NODES' at 'deploymentConfig.rollingUpdatePolicy.maximumBatchSize.type' failed to satisfy constraint: Member must satisfy enum value set: [INSTANCE_COUNT, CAPACITY_PERCENTAGE]
            {ClusterName: train-a, DeploymentConfig: {RollingUpdatePolicy: {MaximumBatchSize: {Type: INSTANCE_COUNT, Value: 0}}}} | Value '0' at 'deploymentConfig.rollingUpdatePolicy.maximumBatchSize.value' failed to satisfy constraint: Member must have value greater than or equal to 1
            {ClusterName: train-a, DeploymentConfig: {RollingUpdatePolicy: {MaximumBatchSize: {Value: 1}}}} | Value null at 'deploymentConfig.rollingUpdatePolicy.maximumBatchSize.type' failed to satisfy constraint: Member must not be null
            """)
    void refusesABreachInTheServicesWords(String request, String message) {
        ApiError error = refused(rehearsed, request);

        assertThat(error.code()).isEqualTo("ValidationException");
        assertThat(error.httpStatus()).isEqualTo(400);
        assertThat(error.message())
                .startsWith("1 validation error detected: Value")
                .contains(message);
        assertThat(rehearsed.hyperPod.truth().calls()).hasSize(1).noneMatch(Truth.Call::accepted);
    }

    @Test
    void refusesMoreThanAHundredGroupsAndMoreThanTenAlarms() {
        String groups = "{InstanceGroupName: gpu},".repeat(101);
        String alarms = "{AlarmName: a},".repeat(11);

        ApiError error = refused(
                rehearsed,
                "{ClusterName: train-a, InstanceGroups: [" + groups
                        + "], DeploymentConfig: {AutoRollbackConfiguration: [" + alarms + "]}}");

        assertThat(error.message())
                .startsWith("2 validation errors detected: ")
                .contains(
                        "'instanceGroups' failed to satisfy constraint: Member must have length less than or equal to 100")
                .contains("Member must have length less than or equal to 10");
    }

    @Test
    void refusesAWrongJsonType() {
        assertThat(refused(rehearsed, "{ClusterName: 5}").code()).isEqualTo("SerializationException");
    }

    @Test
    void refusesAMemberThatItDoesNotKnowLoudly() {
        ApiError error = refused(
                rehearsed,
                "{ClusterName: train-a, InstanceGroups: [{InstanceGroupName: gpu, ImageReleaseLine: 1.2.3}]}");

        assertThat(error.message()).contains("instanceGroups.1.member.ImageReleaseLine");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{InstanceGroupName: nope}] | Instance group 'nope' does not exist in cluster 'train-a'
            [{InstanceGroupName: gpu}, {InstanceGroupName: gpu}] | listed more than once
            """)
    void refusesGroupsThatAreNotThereOrThereTwice(String groups, String message) {
        ApiError error = refused(rehearsed, "{ClusterName: train-a, ImageId: default, InstanceGroups: " + groups + "}");

        assertThat(error.code()).isEqualTo("ValidationException");
        assertThat(error.message()).contains(message);
    }

    @Test
    void demandsAnImageIdForAGroupOnACustomAmi() {
        ApiError error = refused(rehearsed, "{ClusterName: train-a}");

        assertThat(error.code()).isEqualTo("ValidationException");
        assertThat(error.message()).contains("uses a custom AMI").contains("provide an ImageId");
    }

    @Test
    void needsNoImageIdForGroupsOnThePublicImage() {
        Rehearsed publicImage =
                Rehearsed.eks("{images: {publicImages: [ami-0c0ffee0000000001], defaultImage: ami-0defa017000000009}}");

        publicImage.call("UpdateClusterSoftware", "{ClusterName: train-a}");
        publicImage.untilNothingIsInEffect();

        assertThat(publicImage.truth("gpu").image()).isEqualTo("ami-0defa017000000009");
        assertThat(publicImage.truth("system").image()).isEqualTo("ami-0defa017000000009");
    }

    @Test
    void refusesRestrictedGroups() {
        ObjectNode document = Rehearsed.document("eks-67");
        document.putArray("RestrictedInstanceGroups")
                .addObject()
                .put("InstanceGroupName", "rig")
                .put("CurrentCount", 4);

        ApiError error = refused(
                new Rehearsed(document, "{}"),
                "{ClusterName: train-a, ImageId: default, InstanceGroups: [{InstanceGroupName: rig}]}");

        assertThat(error.message()).contains("restricted instance group");
    }

    @Test
    void refusesACustomAmiForASlurmGroupOnTheDefaultImage() {
        Rehearsed slurm = Rehearsed.slurm("{images: {defaultImage: ami-0c0ffee0000000001}}");

        ApiError error = refused(slurm, "{ClusterName: slurm-a, ImageId: " + NEW + "}");

        assertThat(error.message()).contains("from the default AMI to a custom AMI is not supported");
    }

    @Test
    void refusesARollingPolicyOnSlurm() {
        ApiError error = refused(
                Rehearsed.slurm("{}"),
                "{ClusterName: slurm-a, ImageId: " + NEW
                        + ", DeploymentConfig: {RollingUpdatePolicy: {MaximumBatchSize: {Type: INSTANCE_COUNT, Value: 1}}}}");

        assertThat(error.message()).contains("only for clusters orchestrated with Amazon EKS");
    }

    @ParameterizedTest
    @CsvSource({"REFUSED,false,false", "ACCEPTED_AND_HIDDEN,true,false", "ACCEPTED_AND_SHOWN,true,true"})
    void treatsAlarmsOnSlurmAsTheSwitchSays(String slurmAlarms, boolean accepted, boolean shown) {
        Rehearsed slurm = Rehearsed.slurm("{unknowns: {slurmAlarms: " + slurmAlarms + "}}");

        ApiError error = refused(
                slurm,
                "{ClusterName: slurm-a, ImageId: " + NEW
                        + ", DeploymentConfig: {AutoRollbackConfiguration: [{AlarmName: wire}]}}");
        slurm.pass("PT1M");

        assertThat(error == null).isEqualTo(accepted);
        assertThat(slurm.group("compute").has("ActiveSoftwareUpdateConfig")).isEqualTo(shown);
    }

    @Test
    void refusesAPercentageAboveAHundredIfTheSwitchSaysSo() {
        String request = "{ClusterName: train-a, ImageId: " + NEW + ", DeploymentConfig: {RollingUpdatePolicy:"
                + " {MaximumBatchSize: {Type: CAPACITY_PERCENTAGE, Value: 150}}}}";

        assertThat(refused(Rehearsed.eks("{unknowns: {percentageAboveHundred: false}}"), request)
                        .message())
                .contains("between 1 and 100");
        assertThat(refused(Rehearsed.eks(), request)).isNull();
    }

    @Test
    void refusesAnImageThatTheSurroundingsRefuse() {
        rehearsed.refusedImages.put(NEW, "the snapshot is encrypted");

        ApiError error = refused(rehearsed, "{ClusterName: train-a, ImageId: " + NEW + "}");

        assertThat(error.message()).contains(NEW).contains("the snapshot is encrypted");
    }

    @Test
    void refusesAnAlarmThatIsInAlarmAlreadyIfTheSwitchSaysSo() {
        String request = "{ClusterName: train-a, ImageId: " + NEW
                + ", DeploymentConfig: {AutoRollbackConfiguration: [{AlarmName: wire}]}}";
        Rehearsed strict = Rehearsed.eks("{unknowns: {alarmAtStartRefused: true}}");
        strict.alarms.put("wire", AlarmState.ALARM);
        rehearsed.alarms.put("wire", AlarmState.ALARM);

        assertThat(refused(strict, request).message()).contains("[wire]");
        assertThat(refused(rehearsed, request)).isNull();
    }

    @Test
    void refusesADowngradeIfTheSwitchSaysSo() {
        Rehearsed strict = Rehearsed.eks("{unknowns: {downgradeAccepted: false}}");
        strict.update("canary");
        strict.untilNothingIsInEffect();

        ApiError error = refused(
                strict,
                "{ClusterName: train-a, InstanceGroups: [{InstanceGroupName: canary}], ImageId: " + Rehearsed.OLD
                        + "}");

        assertThat(error.message()).contains("downgraded");
    }

    @Test
    void answersResourceNotFoundForAnotherCluster() {
        ApiError error = refused(rehearsed, "{ClusterName: train-b, ImageId: default}");

        assertThat(error.code()).isEqualTo("ResourceNotFound");
        assertThat(error.httpStatus()).isEqualTo(400);
    }

    @Test
    void conflictsWithAnUpdateInEffectEvenBeforeReadsShowIt() {
        rehearsed.update("canary");

        ApiError error = refused(rehearsed, "{ClusterName: train-a, ImageId: " + NEW + "}");

        assertThat(error.code()).isEqualTo("ConflictException");
        assertThat(rehearsed.hyperPod.truth().mostUpdatesInEffect()).isEqualTo(1);
    }

    @Test
    void letsAnotherGroupBeUpdatedMeanwhileIfTheSwitchSaysSo() {
        Rehearsed lax = Rehearsed.eks("{unknowns: {conflictScope: GROUP}}");
        lax.update("canary");

        lax.update("gpu");

        assertThat(lax.hyperPod.truth().mostUpdatesInEffect()).isEqualTo(2);
    }

    @Test
    void conflictsWhileAGroupIsScaling() {
        rehearsed.twin.beginScaling("gpu", 60, java.util.Optional.empty());

        assertThat(refused(rehearsed, "{ClusterName: train-a, ImageId: " + NEW + "}")
                        .code())
                .isEqualTo("ConflictException");
    }

    @Test
    void goesOnWithoutNodesThatDoNotComeOnceTheMinimumIsThere() {
        rehearsed.twin.beginScaling("gpu", 70, java.util.Optional.empty());

        assertThat(refused(rehearsed, "{ClusterName: train-a, ImageId: " + NEW + "}"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"Creating", "Updating"})
    void conflictsWhileAGroupReachesItsMinimumCount(String status) {
        ObjectNode document = Rehearsed.document("eks-67");
        ((ObjectNode) document.path("InstanceGroups").get(2)).put("Status", status);

        ApiError error = refused(new Rehearsed(document, "{}"), "{ClusterName: train-a, ImageId: " + NEW + "}");

        assertThat(error.code()).isEqualTo("ConflictException");
    }

    @Test
    void throttlesWhenTheSwitchSetsALimit() {
        Rehearsed busy = Rehearsed.eks("{unknowns: {callsPerSecond: 2}}");
        busy.describe();
        busy.describe();

        ApiError error = catchThrowableOfType(ApiError.class, busy::describe);
        busy.pass("PT2S");

        assertThat(error.code()).isEqualTo("ThrottlingException");
        assertThat(busy.describe().path("ClusterName").asText()).isEqualTo("train-a");
    }

    @Test
    void aNameOfMoreCharactersThanTheStackIsDeepIsRefusedAsAnyOther() {
        String name = "a".repeat(100_000);

        ApiError error =
                refused(rehearsed, "{ClusterName: train-a, InstanceGroups: [{InstanceGroupName: " + name + "}]}");

        assertThat(error.getMessage())
                .startsWith("1 validation error detected: Value 'aaa")
                .endsWith("Member must have length less than or equal to 63");
    }
}
