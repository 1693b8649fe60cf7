package io.hyperpatch.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.net.ServerSocketFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;

/**
 * Finds credentials in the way of a function that was restored from a snapshot, by the chain of providers down to an endpoint; but that
 * is this process itself, and gives credentials that are none.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html">whence credentials come with SnapStart</a>
 */
public final class LoopbackCredentials implements AwsCredentialsProvider, AutoCloseable {
    private static final String ENDPOINT = SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property();
    private static final LoopbackHttp.Answer NONE = new LoopbackHttp.Answer(200, """
            {"AccessKeyId": "none", "SecretAccessKey": "none", "Token": "none", "Expiration": "2100-01-01T00:00:00Z"}
            """);

    private final LoopbackServer server;
    private final DefaultCredentialsProvider chain =
            DefaultCredentialsProvider.builder().build();

    public LoopbackCredentials() {
        try {
            server = new LoopbackServer(ServerSocketFactory.getDefault(), List.of(NONE));
        } catch (IOException e) {
            throw new UncheckedIOException("this process cannot call itself", e);
        }
        System.setProperty(ENDPOINT, "http://" + SelfSigned.HOST + ":" + server.port() + "/credentials");
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return chain.resolveCredentials();
    }

    @Override
    public void close() {
        System.clearProperty(ENDPOINT);
        chain.close();
        server.close();
    }
}
