package io.hyperpatch.rehearsal.run;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.hyperpatch.aws.LoopbackHttp;
import io.hyperpatch.handler.Environment;
import io.hyperpatch.handler.ProductFunction;
import io.hyperpatch.handler.Sample;
import io.hyperpatch.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** Stands around each function and beneath its clients; keeps of each function the invocation that called most. */
final class Recorder {
    private final Map<ProductFunction, Sample> samples = new EnumMap<>(ProductFunction.class);

    /** Of the invocation that this thread runs. */
    private final ThreadLocal<List<LoopbackHttp.Answer>> answers = new ThreadLocal<>();

    Map<ProductFunction, Sample> samples() {
        return samples;
    }

    Product install(Account account) {
        Product[] product = new Product[1];
        product[0] = new Product(
                account,
                new Recording(account.http()),
                (function, handler) -> (input, output, context) ->
                        invoke(function, handler, account, product[0], input.readAllBytes(), output, context));
        return product[0];
    }

    private void invoke(
            ProductFunction function,
            RequestStreamHandler handler,
            Account account,
            Product product,
            byte[] input,
            OutputStream output,
            Context context)
            throws IOException {
        Instant now = account.clock.now();
        List<Sample.StoredItem> items = product.memory.items().stream()
                .map(item -> new Sample.StoredItem(item.key(), item.attributes()))
                .toList();
        List<LoopbackHttp.Answer> mine = new ArrayList<>();
        answers.set(mine);
        try {
            handler.handleRequest(new ByteArrayInputStream(input), output, context);
        } finally {
            answers.remove();
        }
        Sample before = samples.get(function);
        if (before == null || before.answers().size() < mine.size()) {
            samples.put(
                    function,
                    new Sample(now, variables(function, product), Json.mapper().readTree(input), items, mine));
        }
    }

    private static Map<String, String> variables(ProductFunction function, Product product) {
        return product.environment().variables().entrySet().stream()
                .filter(variable -> function.variables().contains(variable.getKey())
                        || variable.getKey().equals(Environment.REGION))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Notes what comes back to an invocation. */
    private final class Recording implements SdkHttpClient {
        private final SdkHttpClient real;

        Recording(SdkHttpClient real) {
            this.real = real;
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            ExecutableHttpRequest prepared = real.prepareRequest(request);
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    HttpExecuteResponse response = prepared.call();
                    byte[] body;
                    try (InputStream stream = response.responseBody().orElseThrow()) {
                        body = stream.readAllBytes();
                    }
                    answers.get()
                            .add(new LoopbackHttp.Answer(
                                    response.httpResponse().statusCode(), new String(body, StandardCharsets.UTF_8)));
                    return HttpExecuteResponse.builder()
                            .response(response.httpResponse())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                            .build();
                }

                @Override
                public void abort() {
                    prepared.abort();
                }
            };
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
