package io.hyperpatch.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Answers the SDK's requests with texts, and remembers their bodies. */
public final class CannedHttp implements SdkHttpClient {
    /** An HTTP answer. */
    public record Answer(int status, String body) {}

    private final List<String> bodies = new ArrayList<>();
    private final Function<String, Answer> answers;

    /** @param answers from the request's body */
    public CannedHttp(Function<String, Answer> answers) {
        this.answers = answers;
    }

    public List<String> bodies() {
        return List.copyOf(bodies);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                String body = request.contentStreamProvider()
                        .map(content -> {
                            try (var stream = content.newStream()) {
                                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        })
                        .orElse("");
                bodies.add(body);
                Answer answer = answers.apply(body);
                byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
                return HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder()
                                .statusCode(answer.status())
                                .build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                        .build();
            }

            @Override
            public void abort() {
                // an answer that is ready cannot be aborted
            }
        };
    }

    @Override
    public void close() {
        // holds nothing open
    }
}
