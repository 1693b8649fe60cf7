package io.hyperpatch.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.hyperpod.aws.HyperPodStarter;
import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.intent.UpdateStarter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** The time-outs of deployed clients, in real time, against servers that do not answer: 30 seconds in all. */
class ClientTimeoutsTest {
    private static final Duration ROUNDING = Duration.ofMillis(50);

    private static final List<AutoCloseable> OPEN = new ArrayList<>();
    private static CompletableFuture<Ended> unconnected;
    private static CompletableFuture<Ended> unanswered;
    private static CompletableFuture<Ended> unansweredThoughRepeated;
    private static CompletableFuture<Ended> unansweredBriefly;

    /** How a call ended, and when. */
    private record Ended(Object how, Duration took) {
        static Ended of(java.util.concurrent.Callable<?> call) {
            long began = System.nanoTime();
            Object how;
            try {
                how = call.call();
            } catch (Exception e) {
                how = e;
            }
            return new Ended(how, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    @BeforeAll
    static void callSilentServersAllAtOnce() throws IOException {
        int silent = silentServer(50).getLocalPort();
        UpdateStarter starterToFull = starter(fullServer());
        UpdateStarter starterToSilent = starter(silent);
        SageMakerClient sagemaker = clients(silent).sagemaker();
        Intent intent = IntentFixture.number(1).intent();
        // A first call, refused at once, loads what the clients need: loading is not to count.
        assertLost(Ended.of(() -> starter(closedPort()).start(intent)), "Connection refused");

        unconnected = start(() -> starterToFull.start(intent));
        unanswered = start(() -> starterToSilent.start(intent));
        SageMakerClient brief = clients(silent).sagemakerBriefly();
        unansweredBriefly = start(() -> brief.describeCluster(request -> request.clusterName("train-a")));
        unansweredThoughRepeated = start(() -> sagemaker.describeCluster(request -> request.clusterName("train-a")));
    }

    @AfterAll
    static void close() throws Exception {
        for (AutoCloseable each : OPEN) {
            each.close();
        }
    }

    @Test
    void givesUpConnecting() {
        Ended ended = unconnected.join();

        assertLost(ended, "onnect timed out");
        assertThat(ended.took()).isGreaterThanOrEqualTo(Duration.ofSeconds(3).minus(ROUNDING));
    }

    @Test
    void takesAStartCallThatIsNotAnsweredForLost() {
        Ended ended = unanswered.join();

        assertLost(ended, "Read timed out");
        assertThat(ended.took()).isGreaterThanOrEqualTo(Duration.ofSeconds(20).minus(ROUNDING));
    }

    @Test
    void limitsACallWithAllItsAttempts() {
        Ended ended = unansweredThoughRepeated.join();

        assertThat(ended.how()).isInstanceOf(ApiCallTimeoutException.class);
        assertThat(ended.took()).isGreaterThanOrEqualTo(Duration.ofSeconds(30).minus(ROUNDING));
    }

    @Test
    void limitsACallThatOnlyAddsToAReport() {
        Ended ended = unansweredBriefly.join();

        assertThat(ended.how()).isInstanceOf(ApiCallTimeoutException.class);
        assertThat(ended.took()).isBetween(Duration.ofSeconds(5).minus(ROUNDING), Duration.ofSeconds(15));
    }

    private static void assertLost(Ended ended, String detail) {
        assertThat(ended.how()).isInstanceOfSatisfying(Answer.class, answer -> {
            assertThat(answer.kind()).isEqualTo(Answer.Kind.LOST);
            assertThat(answer.detail()).contains(detail);
        });
    }

    private static CompletableFuture<Ended> start(java.util.concurrent.Callable<?> call) {
        CompletableFuture<Ended> ended = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> ended.complete(Ended.of(call)));
        return ended;
    }

    /** The kernel takes the connections of a server that accepts none, as many as its queue holds. */
    private static ServerSocket silentServer(int queue) throws IOException {
        ServerSocket server = new ServerSocket(0, queue, InetAddress.getLoopbackAddress());
        OPEN.add(server);
        return server;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return server.getLocalPort();
        }
    }

    private static int fullServer() throws IOException {
        ServerSocket server = silentServer(1);
        while (true) {
            Socket socket = new Socket();
            OPEN.add(socket);
            try {
                socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 500);
            } catch (SocketTimeoutException full) {
                return server.getLocalPort();
            }
        }
    }

    private static UpdateStarter starter(int port) {
        return new HyperPodStarter(clients(port).sagemakerOnce());
    }

    private static Clients clients(int port) {
        ClientSettings deployed = ClientSettings.deployed(Region.US_EAST_1);
        return new Clients(new ClientSettings(
                new Redirected(deployed.http(), port),
                deployed.region(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
                deployed.backoff(),
                deployed.callTimeout()));
    }

    /** The deployed client, led to a port of this machine. */
    private record Redirected(SdkHttpClient deployed, int port) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return deployed.prepareRequest(HttpExecuteRequest.builder()
                    .request(request.httpRequest().toBuilder()
                            .protocol("http")
                            .host("127.0.0.1")
                            .port(port)
                            .build())
                    .contentStreamProvider(request.contentStreamProvider().orElse(null))
                    .build());
        }

        @Override
        public void close() {
            deployed.close();
        }
    }
}
