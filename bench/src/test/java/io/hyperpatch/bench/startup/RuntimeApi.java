package io.hyperpatch.bench.startup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lambda's side of a runtime: hands out one event and takes one response.
 *
 * <p>With SnapStart the runtime asks {@code restore/next} when it has gone through its hooks before the snapshot; whoever is restored from
 * that snapshot finds the answer to this question first.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the Runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {
    private static final String VERSION = "/2018-06-01/runtime/";
    private static final String CREDENTIALS = "/2021-04-23/credentials";
    private static final long PATIENCE_SECONDS = 120;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final byte[] event;
    private final AtomicBoolean handedOut = new AtomicBoolean();
    private final CompletableFuture<Void> initialized = new CompletableFuture<>();
    private final CountDownLatch restored = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final CompletableFuture<Long> responded = new CompletableFuture<>();

    RuntimeApi(String event) throws IOException {
        this.event = event.getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(VERSION, this::handle);
        server.createContext(CREDENTIALS, RuntimeApi::giveCredentials);
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Where a function that was restored finds its credentials: those of its variables would be those of the snapshot. */
    String credentials() {
        return "http://" + address() + CREDENTIALS;
    }

    /** A process that has ended will not respond any more. */
    void ended() {
        IOException failure = new IOException("the process has ended");
        initialized.completeExceptionally(failure);
        responded.completeExceptionally(failure);
    }

    /** Returns when the runtime asks to be restored. */
    void awaitInitialized() throws InterruptedException, IOException {
        await(initialized);
    }

    void restore() {
        restored.countDown();
    }

    /** The moment of the response, by {@link System#nanoTime}. */
    long awaitResponse() throws InterruptedException, IOException {
        return await(responded);
    }

    private static <T> T await(CompletableFuture<T> future) throws InterruptedException, IOException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the function did not respond", e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            long now = System.nanoTime();
            String path = exchange.getRequestURI().getPath().substring(VERSION.length());
            if (path.equals("invocation/next")) {
                next(exchange);
            } else if (path.equals("restore/next")) {
                initialized.complete(null);
                wait(restored);
                exchange.sendResponseHeaders(200, -1);
            } else if (path.endsWith("/response")) {
                responded.complete(now);
                exchange.sendResponseHeaders(202, -1);
            } else {
                IOException failure = new IOException(path + ": " + new String(body, StandardCharsets.UTF_8));
                initialized.completeExceptionally(failure);
                responded.completeExceptionally(failure);
                exchange.sendResponseHeaders(202, -1);
            }
        }
    }

    private static void giveCredentials(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] answer = """
                    {"AccessKeyId": "local", "SecretAccessKey": "local", "Token": "local", "Expiration": "2100-01-01T00:00:00Z"}
                    """.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        if (handedOut.getAndSet(true)) {
            wait(over);
        }
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd");
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(Instant.now().plusSeconds(PATIENCE_SECONDS).toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", Sandbox.ARN);
        headers.set(
                "Lambda-Runtime-Trace-Id",
                "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0");
        headers.set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    private static void wait(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException("over", e);
        }
    }

    @Override
    public void close() {
        over.countDown();
        restored.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
