package io.hyperpatch.bench.startup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** AWS over TLS, one server for each service: answers recorded calls, as long as the recorded ones are made, in their order. */
final class AwsStub implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Service, HttpServer> servers = new EnumMap<>(Service.class);
    private final Deque<Call> expected = new ArrayDeque<>();
    private final List<String> surprises = new ArrayList<>();

    AwsStub(Certificate certificate) throws IOException, GeneralSecurityException {
        HttpsConfigurator tls = new HttpsConfigurator(certificate.context());
        for (Service service : Service.values()) {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(tls);
            server.setExecutor(threads);
            server.createContext("/", exchange -> answer(service, exchange));
            server.start();
            servers.put(service, server);
        }
    }

    /** By which every SDK finds the way. */
    Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        servers.forEach((service, server) -> variables.put(
                service.endpointVariable(),
                "https://127.0.0.1:" + server.getAddress().getPort()));
        return variables;
    }

    synchronized void expect(List<Call> calls) {
        expected.clear();
        expected.addAll(calls);
        surprises.clear();
    }

    /** That the calls were those that were recorded: or something else was measured. */
    synchronized void requireAsked() {
        if (!surprises.isEmpty() || !expected.isEmpty()) {
            throw new IllegalStateException(surprises + "; not asked: "
                    + expected.stream().map(Call::operation).toList());
        }
    }

    private void answer(Service service, HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Optional<Call> call = next(service, operation(exchange, body));
            byte[] answer = call.map(Call::answer).orElse("{}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", answer[0] == '<' ? "text/xml" : "application/x-amz-json-1.0");
            exchange.getResponseHeaders().set("x-amzn-RequestId", "00000000-0000-0000-0000-000000000000");
            exchange.sendResponseHeaders(call.map(Call::status).orElse(501), answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String operation(HttpExchange exchange, String body) {
        return Call.operation(
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target")),
                body,
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath());
    }

    private synchronized Optional<Call> next(Service service, String operation) {
        Call call = expected.poll();
        if (call == null
                || Service.signedAs(call.service()) != service
                || !call.operation().equals(operation)) {
            surprises.add(service + " was asked for " + operation + " instead of "
                    + (call == null ? "nothing" : call.service() + " for " + call.operation()));
            return Optional.empty();
        }
        return Optional.of(call);
    }

    @Override
    public void close() {
        servers.values().forEach(server -> server.stop(0));
        threads.shutdownNow();
    }
}
