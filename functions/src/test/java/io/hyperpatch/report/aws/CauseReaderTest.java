package io.hyperpatch.report.aws;

import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.aws.CannedHttp;
import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.aws.Clients;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.intent.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

class CauseReaderTest {
    private static final Intent ENDED = IntentFixture.number(1)
            .sightedAt(CALLED_AT)
            .resolved(Resolution.As.ENDED)
            .intent();

    private final List<String> asked = new ArrayList<>();

    private CauseReader answering(int status, String answer) {
        Clients clients = new Clients(new ClientSettings(
                new CannedHttp(body -> {
                    asked.add(body);
                    return new CannedHttp.Answer(status, answer);
                }),
                Region.US_EAST_1,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
                BackoffStrategy.retryImmediately(),
                Optional.empty()));
        return new CauseReader(clients.sagemakerBriefly(), clients.cloudWatchBriefly());
    }

    /** The report is worth more than its cause: one call that fails is the last, and is not tried again. */
    @Test
    void aReadingThatFailsIsSaidAndKeepsNothingBack() {
        CauseReader reader = answering(500, "{\"__type\":\"InternalFailure\"}");

        List<String> causes = reader.causes(
                Optional.of(new ClusterFixture()
                        .with(json -> json.put("NodeProvisioningMode", "Continuous"))
                        .cluster()),
                List.of(ENDED));

        assertThat(causes).singleElement().asString().startsWith("Not all that may tell the cause could be read");
        assertThat(asked).hasSize(1);
    }

    @Test
    void nothingIsAskedOfARunWhoseUpdateNobodySawEnd() {
        assertThat(answering(500, "{}")
                        .causes(
                                Optional.empty(),
                                List.of(IntentFixture.number(1).intent())))
                .isEmpty();
        assertThat(asked).isEmpty();
    }
}
