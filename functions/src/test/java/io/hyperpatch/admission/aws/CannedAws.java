package io.hyperpatch.admission.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.aws.Clients;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** Answers SDK clients with prepared bodies, in order per operation, and keeps what they asked. */
final class CannedAws implements SdkHttpClient {
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    private record Answer(int status, String body) {}

    /** {@code operation}: the last part of X-Amz-Target, EC2's Action, or a REST path. */
    CannedAws answer(String operation, int status, String body) {
        answers.computeIfAbsent(operation, none -> new ArrayDeque<>()).add(new Answer(status, body));
        return this;
    }

    /** {@code Operation body} of each request so far. */
    List<String> asked() {
        return asked;
    }

    Clients clients() {
        return new Clients(new ClientSettings(
                this,
                Region.US_WEST_2,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
                BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(1)),
                Optional.empty()));
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return respond(request);
            }

            @Override
            public void abort() {}
        };
    }

    private HttpExecuteResponse respond(HttpExecuteRequest request) {
        var body = request.contentStreamProvider()
                .map(content -> {
                    try (var in = content.newStream()) {
                        return new String(in.readAllBytes(), UTF_8);
                    } catch (IOException unreadable) {
                        throw new UncheckedIOException(unreadable);
                    }
                })
                .orElse("");
        var operation = operation(request, body);
        asked.add(operation + " " + body + request.httpRequest().rawQueryParameters());
        var queue = answers.get(operation);
        if (queue == null) {
            throw new IllegalStateException("unexpected call: " + operation + " " + body);
        }
        var answer = queue.size() > 1 ? queue.remove() : queue.peek();
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder().statusCode(answer.status()).build())
                .responseBody(AbortableInputStream.create(
                        new ByteArrayInputStream(answer.body().getBytes(UTF_8))))
                .build();
    }

    private static String operation(HttpExecuteRequest request, String body) {
        var target = request.httpRequest().firstMatchingHeader("X-Amz-Target");
        if (target.isPresent()) {
            return target.get().substring(target.get().lastIndexOf('.') + 1);
        }
        return body.startsWith("Action=")
                ? body.substring("Action=".length(), body.indexOf('&'))
                : request.httpRequest().encodedPath();
    }

    @Override
    public void close() {}
}
