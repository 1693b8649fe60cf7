package io.hyperpatch.rehearsal.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rights that a call needs: the action on what it names, and what AWS asks for beside it. */
class RightsTest {
    private static final String CLUSTER = "arn:aws:sagemaker:us-east-1:123456789012:cluster/a1b2c3d4e5f6";
    private static final String EKS = "arn:aws:eks:us-east-1:123456789012:cluster/train-a-eks";
    private static final String MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:watch-update";
    private static final String OWN = "ami-0f1e2d3c4b5a69788";

    private Optional<String> eks = Optional.of(EKS);

    private final Rights rights =
            new Rights(new Names("aws", "us-east-1", "123456789012", "arn:table", "arn:key"), new Inventory() {
                @Override
                public Optional<Cluster> cluster(String nameOrArn) {
                    return nameOrArn.equals("train-a") || nameOrArn.equals(CLUSTER)
                            ? Optional.of(new Cluster(CLUSTER, Map.of("stage", "dev"), eks))
                            : Optional.empty();
                }

                @Override
                public Optional<List<String>> snapshotsOfOwn(String imageId) {
                    return imageId.equals(OWN) ? Optional.of(List.of("snap-1")) : Optional.empty();
                }

                @Override
                public Optional<String> machineOf(String taskToken) {
                    return taskToken.equals("token") ? Optional.of(MACHINE) : Optional.empty();
                }
            });

    private List<String> of(String service, String operation, String input) {
        try {
            return rights.of(service, operation, new ObjectMapper().readTree(input)).stream()
                    .map(Right::toString)
                    .toList();
        } catch (JsonProcessingException e) {
            throw new AssertionError(input, e);
        }
    }

    @Test
    void anUpdateToAnOwnImageOnEksNeedsSixRights() {
        String onCluster = "sagemaker:UpdateClusterSoftware on " + CLUSTER
                + " with {aws:ResourceTag/stage=dev, sagemaker:ResourceTag/stage=dev}";

        assertThat(of("sagemaker", "UpdateClusterSoftware", """
                {"ClusterName": "train-a", "ImageId": "%s"}""".formatted(OWN)))
                .containsExactly(
                        onCluster,
                        "eks:DescribeCluster on " + EKS,
                        "ec2:DescribeImages on *",
                        "ec2:DescribeSnapshots on *",
                        "ec2:ModifyImageAttribute on arn:aws:ec2:us-east-1::image/" + OWN
                                + " with {ec2:Owner=123456789012}",
                        "ec2:ModifySnapshotAttribute on arn:aws:ec2:us-east-1::snapshot/snap-1 with {ec2:Owner=123456789012}");
    }

    @Test
    void anUpdateToAnImageOfOthersSharesNothingAndSlurmAsksNoEks() {
        eks = Optional.empty();

        assertThat(of("sagemaker", "UpdateClusterSoftware", """
                {"ClusterName": "%s", "ImageId": "ami-00000000000000001"}""".formatted(CLUSTER)))
                .hasSize(2)
                .endsWith("ec2:DescribeImages on *");
        assertThat(of("sagemaker", "UpdateClusterSoftware", """
                {"ClusterName": "train-a", "ImageId": "default"}""")).hasSize(1);
    }

    @Test
    void thePublicParametersOfAwsBelongToNoAccount() {
        assertThat(of("ssm", "GetParameter", "{\"Name\": \"/aws/service/sagemaker-hyperpod/ami-id\"}"))
                .containsExactly(
                        "ssm:GetParameter on arn:aws:ssm:us-east-1::parameter/aws/service/sagemaker-hyperpod/ami-id");
        assertThat(of("ssm", "GetParameter", "{\"Name\": \"golden\"}"))
                .containsExactly("ssm:GetParameter on arn:aws:ssm:us-east-1:123456789012:parameter/golden");
    }

    @Test
    void aNotificationNeedsTheKeyOfItsTopic() {
        assertThat(of("sns", "Publish", "{\"TopicArn\": \"arn:topic\"}"))
                .containsExactly(
                        "sns:Publish on arn:topic", "kms:GenerateDataKey on arn:key", "kms:Decrypt on arn:key");
    }

    @Test
    void anAnswerToATaskNeedsTheStateMachineThatItIsPartOf() {
        assertThat(of("states", "SendTaskFailure", "{\"taskToken\": \"token\"}"))
                .containsExactly("states:SendTaskFailure on " + MACHINE);
        assertThat(of("states", "SendTaskFailure", "{\"taskToken\": \"made up\"}"))
                .as("InvalidToken, whoever sends it")
                .isEmpty();
    }

    @Test
    void aCallOfWhichNoRowSpeaksIsAnErrorAndNotAllowed() {
        assertThatThrownBy(() -> of("sagemaker", "DeleteCluster", "{}"))
                .hasMessageContaining("sagemaker:DeleteCluster");
        assertThatThrownBy(() -> of("s3", "GetObject", "{}")).hasMessageContaining("s3:GetObject");
    }
}
