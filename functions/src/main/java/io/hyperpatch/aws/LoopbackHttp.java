package io.hyperpatch.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Objects;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Gives answers that were recorded, in their order, to whatever is asked. They come as in a deployment, by the same client and over
 * TLS, but from this process itself: nothing leaves it.
 */
public final class LoopbackHttp implements SdkHttpClient {
    private final LoopbackServer server;
    private final SdkHttpClient client;

    /** An HTTP answer. */
    public record Answer(int status, String body) {
        public Answer {
            Objects.requireNonNull(body, "body");
        }
    }

    public LoopbackHttp(Collection<Answer> answers) {
        SelfSigned certificate = SelfSigned.ofThisProcess();
        try {
            server = new LoopbackServer(certificate.serverContext().getServerSocketFactory(), answers);
        } catch (IOException e) {
            throw new UncheckedIOException("this process cannot call itself", e);
        }
        client = UrlConnectionHttpClient.builder()
                .tlsTrustManagersProvider(certificate::trustManagers)
                .build();
    }

    /** How many answers nobody has asked for yet. */
    public int left() {
        return server.left();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return client.prepareRequest(HttpExecuteRequest.builder()
                .request(request.httpRequest().toBuilder()
                        .host(SelfSigned.HOST)
                        .port(server.port())
                        .build())
                .contentStreamProvider(request.contentStreamProvider().orElse(null))
                .build());
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
