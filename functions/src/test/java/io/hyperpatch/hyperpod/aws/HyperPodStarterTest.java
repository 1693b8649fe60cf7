package io.hyperpatch.hyperpod.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.aws.Clients;
import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

class HyperPodStarterTest {
    private static final AwsBasicCredentials CREDENTIALS = AwsBasicCredentials.create("id", "secret");

    private final Sent sent = new Sent();
    private final HyperPodStarter starter = new HyperPodStarter(new Clients(new ClientSettings(
                    sent,
                    Region.US_WEST_2,
                    StaticCredentialsProvider.create(CREDENTIALS),
                    BackoffStrategy.retryImmediately(),
                    Optional.empty()))
            .sagemakerOnce());

    @Test
    void asksForAnImageByItsId() throws IOException {
        start(IntentFixture.PIN);

        assertThat(sent.json().path("ImageId").asText()).isEqualTo(IntentFixture.PIN);
        assertThat(sent.json().path("InstanceGroups").toString()).isEqualTo("[{\"InstanceGroupName\":\"gpu\"}]");
    }

    @Test
    void asksForAReleaseVersionPerGroupAndNamesNoImageBesideIt() throws IOException {
        start("1.3.2");

        assertThat(sent.json().has("ImageId")).isFalse();
        assertThat(sent.json().path("InstanceGroups").toString())
                .isEqualTo("[{\"InstanceGroupName\":\"gpu\",\"ImageReleaseVersion\":\"1.3.2\"}]");
        assertThat(sent.json().path("DeploymentConfig").isObject()).isTrue();
    }

    @Test
    void signsAndMeasuresTheBodyThatItSends() throws IOException {
        start("1.3.2");

        assertThat(sent.request.firstMatchingHeader("Content-Length")).contains(Integer.toString(sent.body.length));
        assertThat(sent.request.firstMatchingHeader("Authorization")).contains(signatureOfWhatWasSent());
    }

    private void start(String pin) {
        Answer answer = starter.start(IntentFixture.number(1).pin(pin).intent());

        assertThat(answer.kind()).isEqualTo(Answer.Kind.ACCEPTED);
    }

    /** The signature that the service would compute: of the request as it arrived. */
    private String signatureOfWhatWasSent() {
        Instant at = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX")
                .withZone(ZoneOffset.UTC)
                .parse(sent.request.firstMatchingHeader("X-Amz-Date").orElseThrow(), Instant::from);
        SdkHttpRequest unsigned = sent.request.copy(
                request -> request.removeHeader("Authorization").removeHeader("X-Amz-Date"));
        return AwsV4HttpSigner.create()
                .sign(request -> request.identity(CREDENTIALS)
                        .request(unsigned)
                        .payload(ContentStreamProvider.fromByteArray(sent.body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sagemaker")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-west-2")
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
                .request()
                .firstMatchingHeader("Authorization")
                .orElseThrow();
    }

    /** Accepts the one request, and keeps it. */
    private static final class Sent implements SdkHttpClient {
        private SdkHttpRequest request;
        private byte[] body;

        JsonNode json() throws IOException {
            return Json.mapper().readTree(body);
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest executed) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    request = executed.httpRequest();
                    try (InputStream in =
                            executed.contentStreamProvider().orElseThrow().newStream()) {
                        body = in.readAllBytes();
                    }
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream("{\"ClusterArn\":\"%s\"}"
                                    .formatted(IntentFixture.ARN)
                                    .getBytes(UTF_8))))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}
