package io.hyperpatch.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Functions as Lambda makes them: in a process of their own, from nothing but its environment variables. */
class AsOnLambdaTest {
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private HttpServer sagemaker;
    private HttpServer others;

    @BeforeEach
    void serve() throws IOException {
        sagemaker = server("sagemaker");
        others = server("other");
    }

    @AfterEach
    void stop() {
        sagemaker.stop(0);
        others.stop(0);
    }

    private HttpServer server(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.add(name + " " + exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            byte[] refusal =
                    "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(400, refusal.length);
            exchange.getResponseBody().write(refusal);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void areMadeByTheConstructorThatLambdaCallsAndCallNobody() {
        String[] handlers = Arrays.stream(ProductFunction.values())
                .map(function -> function.handler().getName())
                .toArray(String[]::new);
        String[] primed = Arrays.stream(ProductFunction.values())
                .map(function -> function.handler().getName() + " is primed as " + function.title() + "\n")
                .toArray(String[]::new);

        assertThat(run(ProductFunctionTest.VARIABLES, handlers))
                .contains(primed)
                .contains("made " + handlers.length);
        assertThat(calls).isEmpty();
    }

    /**
     * What fails there, in our code or in a library's, fails the publication of the version, and with it
     * the deployment.
     */
    @Test
    @EnabledOnOs(OS.LINUX)
    void goThroughEveryHookBeforeASnapshotAndCallNobody() {
        String counts = ReportOutcomeFunction.class.getName();
        String writes = TakeLeaseFunction.class.getName();

        assertThat(run(ProductFunctionTest.VARIABLES, counts, writes, InvokeOnce.SNAPSHOT))
                .contains("ready for a snapshot")
                .doesNotContain("is not primed");
        assertThat(calls).isEmpty();
    }

    @Test
    void nameTheVariableThatIsMissing() {
        Map<String, String> variables = new HashMap<>(ProductFunctionTest.VARIABLES);
        variables.remove(ReportConfig.TOPIC_ARN);

        assertThat(run(variables, ReportNoticeFunction.class.getName()))
                .contains("the environment variable TOPIC_ARN is not set");
    }

    @Test
    void callTheEndpointsOfTheirEnvironment() {
        Map<String, String> variables = new HashMap<>(ProductFunctionTest.VARIABLES);
        variables.put("AWS_ENDPOINT_URL", url(others));
        variables.put("AWS_ENDPOINT_URL_SAGEMAKER", url(sagemaker));

        String said = run(
                variables,
                ValidateImagesFunction.class.getName(),
                Sample.of(ProductFunction.VALIDATE_IMAGES).input().toString());
        String more = run(
                variables,
                TakeLeaseFunction.class.getName(),
                Sample.of(ProductFunction.TAKE_LEASE).input().toString());

        assertThat(calls).as(said + more).hasSize(2).first().isEqualTo("sagemaker SageMaker.DescribeCluster");
        assertThat(calls).last().asString().startsWith("other DynamoDB_20120810.");
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What the process prints. */
    private static String run(Map<String, String> variables, String... arguments) {
        ProcessBuilder process = new ProcessBuilder(Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dlog4j2.configurationFile=log4j2.xml",
                                "-cp",
                                System.getProperty("java.class.path"),
                                InvokeOnce.class.getName()),
                        Arrays.stream(arguments))
                .toList());
        process.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        process.environment().putAll(variables);
        process.environment().put(Environment.REGION, "us-east-1");
        process.environment().put("AWS_ACCESS_KEY_ID", "id");
        process.environment().put("AWS_SECRET_ACCESS_KEY", "secret");
        process.redirectErrorStream(true);
        try {
            Process running = process.start();
            String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(running.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
