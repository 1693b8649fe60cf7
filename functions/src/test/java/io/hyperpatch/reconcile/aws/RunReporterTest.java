package io.hyperpatch.reconcile.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.aws.CannedHttp;
import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.aws.Clients;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.hyperpod.aws.HyperPod;
import io.hyperpatch.report.RunEnd;
import io.hyperpatch.report.RunReport;
import io.hyperpatch.report.aws.CauseReader;
import io.hyperpatch.report.aws.Publisher;
import io.hyperpatch.rollout.RunPlan;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.InMemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

class RunReporterTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final RunEnd REFUSED =
            new RunEnd(Outcome.REFUSED, Optional.of("why"), Optional.empty(), Optional.empty(), Optional.empty());

    private final List<RunReport> counted = new ArrayList<>();
    private final InMemoryStore store = new InMemoryStore();
    private final Clients unanswered = new Clients(new ClientSettings(
            new CannedHttp(body -> new CannedHttp.Answer(400, "{\"__type\":\"AccessDeniedException\"}")),
            Region.US_EAST_1,
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
            BackoffStrategy.retryImmediately(),
            Optional.empty()));
    private final HyperPod unreadable = new HyperPod(unanswered.sagemaker());
    private final RunReporter reporter = new RunReporter(
            unreadable,
            store,
            new Publisher(new Topic(), new Bus(), "arn:aws:sns:us-east-1:123456789012:hyperpatch", "ops", counted::add),
            new CauseReader(unanswered.sagemakerBriefly(), unanswered.cloudWatchBriefly()));

    @Test
    void countsARunOnceHoweverOftenItIsReported() {
        Run run = Run.planned(
                RunName.of("train-a-0123456789ab-1"),
                ClusterArn.of("arn:aws:sagemaker:us-east-1:123456789012:cluster/abc123def456"),
                "train-a",
                "gpu-fleet",
                Map.of("gpu", Pin.of("ami-0123456789abcdef0")),
                "parent",
                NOW);
        new Runs(store).begin(run);

        reporter.ended(run, REFUSED, RunPlan.NONE, NOW);
        reporter.ended(run, REFUSED, RunPlan.NONE, NOW.plusSeconds(60));

        assertThat(counted).extracting(RunReport::outcome).containsExactly(Outcome.REFUSED);
    }

    private static final class Topic implements SnsClient {
        @Override
        public PublishResponse publish(PublishRequest request) {
            return PublishResponse.builder().messageId("1").build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // holds nothing open
        }
    }

    private static final class Bus implements EventBridgeClient {
        @Override
        public PutEventsResponse putEvents(PutEventsRequest request) {
            return PutEventsResponse.builder().failedEntryCount(0).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // holds nothing open
        }
    }
}
