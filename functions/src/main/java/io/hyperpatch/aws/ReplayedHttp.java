package io.hyperpatch.aws;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Objects;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Gives answers that were recorded, in their order, to whatever is asked: nothing leaves the process. */
public final class ReplayedHttp implements SdkHttpClient {
    private final Deque<Answer> answers;

    /** An HTTP answer. */
    public record Answer(int status, String body) {
        public Answer {
            Objects.requireNonNull(body, "body");
        }
    }

    public ReplayedHttp(Collection<Answer> answers) {
        this.answers = new ArrayDeque<>(answers);
    }

    /** How many answers nobody has asked for yet. */
    public int left() {
        return answers.size();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return response(answers.remove());
            }

            @Override
            public void abort() {
                // an answer that is ready cannot be aborted
            }
        };
    }

    private static HttpExecuteResponse response(Answer answer) {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(answer.status())
                        .putHeader("Content-Length", Integer.toString(body.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    @Override
    public String clientName() {
        return "Replayed";
    }

    @Override
    public void close() {
        // holds nothing open
    }
}
