package io.hyperpatch.aws;

import io.hyperpatch.hyperpod.aws.Pause;
import io.hyperpatch.hyperpod.aws.RawAnswer;
import io.hyperpatch.hyperpod.aws.ReleaseVersionMember;
import io.hyperpatch.store.aws.Cancellation;
import java.time.Duration;
import java.util.Objects;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.imagebuilder.ImagebuilderClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Makes the SDK clients; each is made once per function and kept.
 *
 * <p>All calls that may be repeated are tried up to four times in standard mode. Two are tried once: the
 * start of an update, by a client of its own, because the service knows no client token, so that a retry
 * could be a second update; and the publishing of a mail, because a retry could be a second mail.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">retry behavior</a>
 */
public final class Clients {
    private static final int ATTEMPTS = 4;

    /** A dozen such calls fit into the two minutes of a function that reports, and leave it time to report. */
    private static final Duration BRIEF = Duration.ofSeconds(5);

    private final ClientSettings settings;

    public Clients(ClientSettings settings) {
        this.settings = Objects.requireNonNull(settings);
    }

    /** For reading clusters. */
    public SageMakerClient sagemaker() {
        return build(SageMakerClient.builder(), repeating().addExecutionInterceptor(new RawAnswer()));
    }

    /** For UpdateClusterSoftware alone: one attempt, whatever happens to it. */
    public SageMakerClient sagemakerOnce() {
        return build(
                SageMakerClient.builder(),
                override(AwsRetryStrategy.doNotRetry()).addExecutionInterceptor(new ReleaseVersionMember()));
    }

    public Ec2Client ec2() {
        return build(Ec2Client.builder(), repeating());
    }

    public CloudWatchClient cloudWatch() {
        return build(CloudWatchClient.builder(), repeating());
    }

    /** For what a report can do without: one brief attempt. */
    public SageMakerClient sagemakerBriefly() {
        return build(SageMakerClient.builder(), brief());
    }

    /** For what a report can do without: one brief attempt. */
    public CloudWatchClient cloudWatchBriefly() {
        return build(CloudWatchClient.builder(), brief());
    }

    /** For mails: one attempt, because one whose answer is lost may have been sent. */
    public SnsClient sns() {
        return build(SnsClient.builder(), override(AwsRetryStrategy.doNotRetry()));
    }

    public EventBridgeClient eventBridge() {
        return build(EventBridgeClient.builder(), repeating());
    }

    public SsmClient ssm() {
        return build(SsmClient.builder(), repeating());
    }

    public ImagebuilderClient imageBuilder() {
        return build(ImagebuilderClient.builder(), repeating());
    }

    /** IAM is in no region; its endpoint is the partition's. */
    public IamClient iam() {
        return build(IamClient.builder(), repeating());
    }

    public SchedulerClient scheduler() {
        return build(SchedulerClient.builder(), repeating());
    }

    public SfnClient stepFunctions() {
        return build(SfnClient.builder(), repeating());
    }

    /** For reading the store. */
    public DynamoDbClient dynamoDb() {
        return build(DynamoDbClient.builder(), repeating());
    }

    /**
     * For writing to the store: a lost answer is a fault, because another attempt would find its own write
     * in its way.
     */
    public DynamoDbClient dynamoDbWrites() {
        return build(
                DynamoDbClient.builder(),
                override(StandardRetryStrategy.builder()
                        .useClientDefaults(false)
                        .retryOnException(Cancellation::provesNothingWritten)
                        .maxAttempts(ATTEMPTS)
                        .backoffStrategy(settings.backoff())
                        .throttlingBackoffStrategy(settings.backoff())
                        .build()));
    }

    /** The pause between calls that are kept apart. */
    public Pause pause() {
        return settings.pause();
    }

    private ClientOverrideConfiguration.Builder repeating() {
        StandardRetryStrategy standard = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .backoffStrategy(settings.backoff())
                .throttlingBackoffStrategy(settings.backoff())
                .build();
        return override(standard);
    }

    private ClientOverrideConfiguration.Builder brief() {
        ClientOverrideConfiguration.Builder override = override(AwsRetryStrategy.doNotRetry());
        settings.callTimeout().ifPresent(ordinary -> override.apiCallTimeout(BRIEF));
        return override;
    }

    private ClientOverrideConfiguration.Builder override(RetryStrategy retries) {
        ClientOverrideConfiguration.Builder override =
                ClientOverrideConfiguration.builder().retryStrategy(retries);
        settings.callTimeout().ifPresent(override::apiCallTimeout);
        return override;
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(
            B builder, ClientOverrideConfiguration.Builder override) {
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.httpClient(settings.http())
                .region(settings.region())
                .credentialsProvider(settings.credentials())
                .overrideConfiguration(override.build())
                .build();
    }
}
