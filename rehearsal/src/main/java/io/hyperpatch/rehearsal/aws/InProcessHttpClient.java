package io.hyperpatch.rehearsal.aws;

import io.hyperpatch.rehearsal.aws.wire.WireRequest;
import io.hyperpatch.rehearsal.aws.wire.WireResponse;
import io.hyperpatch.rehearsal.fault.CallFailed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Hands the SDK's signed requests to simulated AWS: real marshalling on both sides, no socket between them. */
public final class InProcessHttpClient implements SdkHttpClient {

    private final SimulatedAws aws;
    private final Duration readTimeout;

    /** @param readTimeout after which a lost answer becomes a {@link SocketTimeoutException}, in virtual time */
    public InProcessHttpClient(SimulatedAws aws, Duration readTimeout) {
        this.aws = Objects.requireNonNull(aws, "aws");
        this.readTimeout = Objects.requireNonNull(readTimeout, "readTimeout");
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answer(request);
            }

            @Override
            public void abort() {
                // The answer is there before anyone could think of aborting.
            }
        };
    }

    private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
        WireRequest wire = wireRequest(request);
        try {
            WireResponse response = aws.exchange(wire, readTimeout);
            SdkHttpResponse.Builder head = SdkHttpResponse.builder().statusCode(response.status());
            response.headers().forEach(head::putHeader);
            head.putHeader("Content-Length", Integer.toString(response.body().length));
            return HttpExecuteResponse.builder()
                    .response(head.build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(response.body())))
                    .build();
        } catch (CallFailed.AnswerLost lost) {
            // What the url-connection-client throws, with its text.
            throw new SocketTimeoutException("Read timed out");
        }
    }

    private static WireRequest wireRequest(HttpExecuteRequest request) throws IOException {
        SdkHttpRequest http = request.httpRequest();
        byte[] body = {};
        if (request.contentStreamProvider().isPresent()) {
            try (InputStream content = request.contentStreamProvider().get().newStream()) {
                body = content.readAllBytes();
            }
        }
        return new WireRequest(
                http.method().name(),
                http.encodedPath(),
                http.encodedQueryParameters().orElse(""),
                http.headers(),
                body);
    }

    @Override
    public String clientName() {
        return "InProcess";
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
