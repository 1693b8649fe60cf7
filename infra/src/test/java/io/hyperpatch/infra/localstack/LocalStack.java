package io.hyperpatch.infra.localstack;

import java.net.URI;
import java.util.Objects;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** One LocalStack in a container, and clients for it. */
final class LocalStack implements AutoCloseable {
    /** LocalStack takes an access key of twelve digits for the account. */
    static final String ACCOUNT = "123456789012";

    static final Region REGION = Region.US_EAST_1;

    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

    private final LocalStackContainer container;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();

    private LocalStack(LocalStackContainer container) {
        this.container = container;
    }

    static LocalStack start() {
        LocalStackContainer container = new LocalStackContainer(IMAGE)
                // A busy machine starts many functions at once.
                .withEnv("LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT", "120")
                .withEnv("DEBUG", "1");
        container.start();
        return new LocalStack(container);
    }

    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.httpClient(http)
                .region(REGION)
                .endpointOverride(endpoint())
                .credentialsProvider(credentials())
                .build();
    }

    URI endpoint() {
        return container.getEndpoint();
    }

    SdkHttpClient http() {
        return http;
    }

    static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, "any"));
    }

    String logs() {
        return container.getLogs();
    }

    /** The address at which containers reach this machine. */
    static String hostFromContainers() {
        return Objects.requireNonNull(
                DockerClientFactory.instance()
                        .client()
                        .inspectNetworkCmd()
                        .withNetworkId("bridge")
                        .exec()
                        .getIpam()
                        .getConfig()
                        .getFirst()
                        .getGateway(),
                "the gateway of Docker's network 'bridge'");
    }

    /** LocalStack stops the containers of its functions when it is told to stop; killed, it leaves them. */
    @Override
    public void close() {
        DockerClientFactory.instance()
                .client()
                .stopContainerCmd(container.getContainerId())
                .withTimeout(60)
                .exec();
        container.stop();
        http.close();
    }
}
