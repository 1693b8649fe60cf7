package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OracleTest {

    @Test
    void findsNothingWrongWithARunWithoutAFlaw() {
        Left left = Left.verified();
        left.read("PlanIntent", "sagemaker:DescribeCluster", 0, """
                {"ClusterName": "c", "ClusterArn": "%s", "ClusterStatus": "InService", "Orchestrator": {"Eks": {}},
                 "InstanceGroups": [
                   {"InstanceGroupName": "gpu", "Status": "InService", "CurrentCount": 1, "TargetCount": 1},
                   {"InstanceGroupName": "cpu", "Status": "InService", "CurrentCount": 1, "TargetCount": 1}]}
                """.formatted(Left.ARN));
        left.read("ValidateImages", "ec2:DescribeImages", 0, """
                {"imagesSet": [{"imageId": "%s", "imageState": "available", "rootDeviceType": "ebs",
                   "virtualizationType": "hvm", "architecture": "x86_64", "imageOwnerId": "123456789012"}]}
                """.formatted(Left.PIN));
        left.policy.putObject("image").putArray("owners").add("self");

        assertThat(Oracle.judge(left.evidence())).allSatisfy(invariant -> {
            assertThat(invariant.broken()).as(invariant.name()).isEmpty();
            assertThat(invariant.checks()).as(invariant.name()).isPositive();
        });
    }
}
