package io.hyperpatch.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/**
 * The start of an update leaves the machine once, whatever becomes of it.
 *
 * <p>The JDK's own HTTP client sends a request again, unasked, if a connection that it kept is closed before the answer.
 */
class OneAttemptTest {
    private static final String ENDPOINT = "aws.endpointUrlSageMaker";

    private final AtomicInteger requests = new AtomicInteger();
    private ServerSocket server;

    /** Answers the first request, keeps the connection, and closes it in the face of each later one. */
    @BeforeEach
    void serve() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        System.setProperty(ENDPOINT, "http://127.0.0.1:" + server.getLocalPort());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket connection = server.accept()) {
                    while (readRequest(connection.getInputStream()) && requests.incrementAndGet() == 1) {
                        connection
                                .getOutputStream()
                                .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
                                        .getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException e) {
                    // the test is over
                }
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        System.clearProperty(ENDPOINT);
        server.close();
    }

    @Test
    void sendsTheStartOfAnUpdateOnceEvenIfAKeptConnectionBreaks() {
        ClientSettings deployed = ClientSettings.deployed(Region.US_EAST_1);
        SageMakerClient once = new Clients(new ClientSettings(
                        deployed.http(),
                        deployed.region(),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
                        deployed.backoff(),
                        deployed.callTimeout()))
                .sagemakerOnce();
        once.updateClusterSoftware(request -> request.clusterName("train-a"));

        assertThatThrownBy(() -> once.updateClusterSoftware(request -> request.clusterName("train-a")))
                .isInstanceOf(SdkException.class);
        assertThat(requests).hasValue(2);
    }

    private static boolean readRequest(InputStream in) {
        try {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return false;
                }
                head.append((char) next);
            }
            String length = head.toString().toLowerCase().replaceAll("(?s).*content-length: (\\d+).*", "$1");
            in.readNBytes(Integer.parseInt(length));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
