package io.hyperpatch.bench.startup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Keeps every call that goes through it, with its answer: those to DynamoDB go one way, all others another. */
final class Wiretap implements SdkHttpClient {
    private static final Pattern SIGNED_FOR = Pattern.compile("Credential=[^/]+/\\d+/[^/]+/([^/]+)/aws4_request");

    private final SdkHttpClient dynamoDb;
    private final SdkHttpClient others;
    private final List<Call> calls = new ArrayList<>();

    Wiretap(SdkHttpClient dynamoDb, SdkHttpClient others) {
        this.dynamoDb = Objects.requireNonNull(dynamoDb);
        this.others = Objects.requireNonNull(others);
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        String service = service(request);
        ExecutableHttpRequest prepared = (service.equals("dynamodb") ? dynamoDb : others).prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                HttpExecuteResponse response = prepared.call();
                String body = body(request);
                byte[] answer;
                try (InputStream stream = response.responseBody().orElseThrow()) {
                    answer = stream.readAllBytes();
                }
                calls.add(new Call(
                        service,
                        operation(request, body),
                        body,
                        response.httpResponse().statusCode(),
                        new String(answer, StandardCharsets.UTF_8)));
                return HttpExecuteResponse.builder()
                        .response(response.httpResponse())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
                        .build();
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private static String service(HttpExecuteRequest request) {
        String authorization =
                request.httpRequest().firstMatchingHeader("Authorization").orElseThrow();
        Matcher matcher = SIGNED_FOR.matcher(authorization);
        if (!matcher.find()) {
            throw new IllegalStateException("signed for no service: " + authorization);
        }
        return matcher.group(1);
    }

    private static String operation(HttpExecuteRequest request, String body) {
        SdkHttpRequest http = request.httpRequest();
        return Call.operation(
                http.firstMatchingHeader("X-Amz-Target"), body, http.method().name(), http.encodedPath());
    }

    private static String body(HttpExecuteRequest request) throws IOException {
        try (InputStream stream = request.contentStreamProvider().orElseThrow().newStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        dynamoDb.close();
        others.close();
    }
}
