package io.hyperpatch.hyperpod.aws;

import io.hyperpatch.cluster.BatchSize;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.UpdateStarter;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.AlarmDetails;
import software.amazon.awssdk.services.sagemaker.model.CapacitySizeConfig;
import software.amazon.awssdk.services.sagemaker.model.ConflictException;
import software.amazon.awssdk.services.sagemaker.model.DeploymentConfiguration;
import software.amazon.awssdk.services.sagemaker.model.RollingDeploymentPolicy;
import software.amazon.awssdk.services.sagemaker.model.UpdateClusterSoftwareInstanceGroupSpecification;
import software.amazon.awssdk.services.sagemaker.model.UpdateClusterSoftwareRequest;

/**
 * Makes the one call that changes a cluster.
 *
 * <p>Its client must not retry, for an intent is called once, and must carry {@link ReleaseVersionMember}.
 * Always names the instance groups; leaving them out would patch groups that were added meanwhile.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateClusterSoftware.html">
 *     UpdateClusterSoftware</a>
 */
public final class HyperPodStarter implements UpdateStarter {
    private static final int SERVER_ERROR = 500;

    private final SageMakerClient sagemakerOnce;

    public HyperPodStarter(SageMakerClient sagemakerOnce) {
        this.sagemakerOnce = Objects.requireNonNull(sagemakerOnce);
    }

    @Override
    public Answer start(Intent intent) {
        try {
            return new Answer(
                    Answer.Kind.ACCEPTED,
                    sagemakerOnce.updateClusterSoftware(request(intent)).clusterArn());
        } catch (ConflictException e) {
            return new Answer(Answer.Kind.CONFLICT, said(e));
        } catch (AwsServiceException e) {
            boolean turnedDown = e.statusCode() < SERVER_ERROR && !e.isThrottlingException();
            return new Answer(turnedDown ? Answer.Kind.REFUSED : Answer.Kind.LOST, said(e));
        } catch (SdkException e) {
            return new Answer(Answer.Kind.LOST, String.valueOf(e.getMessage()));
        }
    }

    private static String said(AwsServiceException e) {
        return e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage();
    }

    /**
     * A release version stands with each group, an image id or {@code default} once for the call. Never
     * both: which of them the service would follow is not published.
     */
    static UpdateClusterSoftwareRequest request(Intent intent) {
        UpdateClusterSoftwareRequest.Builder request = UpdateClusterSoftwareRequest.builder()
                .clusterName(intent.cluster().toString())
                .instanceGroups(intent.groups().stream()
                        .map(name -> UpdateClusterSoftwareInstanceGroupSpecification.builder()
                                .instanceGroupName(name)
                                .build())
                        .toList());
        switch (intent.pin()) {
            case Pin.Exact exact -> request.imageId(exact.text());
            case Pin.Newest newest -> request.imageId(newest.text());
            case Pin.Release release -> request.overrideConfiguration(ReleaseVersionMember.of(release.text()));
        }
        if (!intent.deployment().asksForNothing()) {
            request.deploymentConfig(deployment(intent.deployment()));
        }
        return request.build();
    }

    private static DeploymentConfiguration deployment(DeploymentConfig config) {
        DeploymentConfiguration.Builder deployment = DeploymentConfiguration.builder()
                .autoRollbackConfiguration(config.alarms().stream()
                        .map(name -> AlarmDetails.builder().alarmName(name).build())
                        .toList());
        waits(config).ifPresent(deployment::waitIntervalInSeconds);
        batches(config).ifPresent(deployment::rollingUpdatePolicy);
        return deployment.build();
    }

    private static Optional<Integer> waits(DeploymentConfig config) {
        return config.waitSeconds();
    }

    private static Optional<RollingDeploymentPolicy> batches(DeploymentConfig config) {
        return config.batch().map(batch -> RollingDeploymentPolicy.builder()
                .maximumBatchSize(size(batch))
                .rollbackMaximumBatchSize(rollbackBatch(config).orElse(null))
                .build());
    }

    private static Optional<CapacitySizeConfig> rollbackBatch(DeploymentConfig config) {
        return config.rollbackBatch().map(HyperPodStarter::size);
    }

    private static CapacitySizeConfig size(BatchSize batch) {
        return CapacitySizeConfig.builder()
                .type(batch.type())
                .value(batch.value())
                .build();
    }
}
