package io.hyperpatch.rehearsal.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hyperpatch.rehearsal.aws.wire.WireRequest;
import io.hyperpatch.rehearsal.aws.wire.WireResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Simulated AWS over HTTP, for the AWS CLI, boto3 or any other SDK with its endpoint URL set to this server's. */
public final class TwinServer implements AutoCloseable {

    /** More than any request of these services may have. */
    private static final int MOST_BYTES = 10 * 1024 * 1024;

    private final HttpServer http;
    private final ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();
    private final BiConsumer<WireRequest, Consumer<Optional<WireResponse>>> aws;
    private final DrivenClock clock;

    /**
     * Binds the address; port 0 picks a free one.
     *
     * @param aws answers a request, or says that no answer will ever come; called in the clock's thread
     * @throws IOException if the address cannot be bound
     */
    public TwinServer(
            InetSocketAddress address, BiConsumer<WireRequest, Consumer<Optional<WireResponse>>> aws, DrivenClock clock)
            throws IOException {
        this.aws = Objects.requireNonNull(aws, "aws");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.http = HttpServer.create(address, 0);
        http.setExecutor(connections);
        http.createContext("/", this::handle);
    }

    /** Starts the clock and the server, and says in one line that it is ready, and where. */
    public URI start(Consumer<String> out) {
        clock.start();
        http.start();
        URI uri = uri();
        out.accept("ready: " + uri);
        return uri;
    }

    private URI uri() {
        InetSocketAddress address = http.getAddress();
        String host = address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                refuseAsTooLarge(exchange);
                return;
            }
            URI uri = exchange.getRequestURI();
            WireRequest request = new WireRequest(
                    exchange.getRequestMethod(),
                    uri.getRawPath(),
                    Optional.ofNullable(uri.getRawQuery()).orElse(""),
                    exchange.getRequestHeaders(),
                    body);
            CompletableFuture<Optional<WireResponse>> response = new CompletableFuture<>();
            clock.submit(() -> ask(request, response));
            // An answer that never comes: the connection is closed without one.
            Optional<WireResponse> answer = response.join();
            if (answer.isPresent()) {
                write(exchange, answer.get());
            }
        }
    }

    private void ask(WireRequest request, CompletableFuture<Optional<WireResponse>> response) {
        try {
            aws.accept(request, response::complete);
        } catch (RuntimeException e) {
            response.complete(Optional.empty());
            throw e;
        }
    }

    private static void write(HttpExchange exchange, WireResponse answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static void refuseAsTooLarge(HttpExchange exchange) throws IOException {
        byte[] text = "{\"__type\":\"RequestEntityTooLargeException\",\"message\":\"more than 10 MiB\"}"
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(413, text.length);
        exchange.getResponseBody().write(text);
    }

    /** Ends the server and its clock. */
    @Override
    public void close() {
        http.stop(0);
        connections.shutdownNow();
        clock.close();
    }
}
