package io.hyperpatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.json.Json;
import io.hyperpatch.report.aws.RunMetrics;
import io.hyperpatch.run.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.cloudwatchlogs.emf.config.EnvironmentConfigurationProvider;
import software.amazon.cloudwatchlogs.emf.environment.Environments;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/** The line of the log that CloudWatch makes metrics of. */
class RunMetricsTest {
    private final PrintStream usual = System.out;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    /** Anywhere else than on Lambda the library looks for an agent to send to. */
    @BeforeAll
    static void asOnLambda() {
        EnvironmentConfigurationProvider.getConfig().setEnvironmentOverride(Environments.Lambda);
    }

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(usual);
    }

    @Test
    void countARunByPolicyAndOutcome() throws IOException {
        new RunMetrics(MetricsFactory.getMetricsInstance()).accept(Reports.of(Outcome.VERIFIED_WITH_SKIPS));

        JsonNode line = Json.mapper().readTree(said.toByteArray());
        JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
        assertThat(directive.path("Namespace").asText()).isEqualTo("Hyperpatch");
        assertThat(directive.path("Dimensions").toString()).isEqualTo("[[\"Policy\",\"Outcome\"]]");
        assertThat(directive.path("Metrics").findValuesAsText("Name"))
                .containsExactlyInAnyOrder("Runs", "RunDuration", "NodesPatched", "NodesSkipped", "NodesFailed");
        assertThat(line.path("Policy").asText()).isEqualTo("gpu-fleet");
        assertThat(line.path("Outcome").asText()).isEqualTo("VerifiedWithSkips");
        assertThat(line.path("Runs").asInt()).isEqualTo(1);
        assertThat(line.path("RunDuration").asInt()).isEqualTo(13_645);
        assertThat(line.path("NodesPatched").asInt()).isEqualTo(66);
        assertThat(line.path("NodesSkipped").asInt()).isEqualTo(1);
        assertThat(line.path("NodesFailed").asInt()).isZero();
    }

    @Test
    void countEachRunOnALineOfItsOwn() {
        RunMetrics metrics = new RunMetrics(MetricsFactory.getMetricsInstance());
        metrics.accept(Reports.of(Outcome.VERIFIED));
        metrics.accept(Reports.of(Outcome.REFUSED));

        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"Outcome\":\"Verified\""),
                        second -> assertThat(second).contains("\"Outcome\":\"Refused\""));
    }

    @Test
    void neverFailAReport() {
        RunMetrics broken = new RunMetrics(MetricsFactory.getMetricsInstance());
        System.setOut(new PrintStream(said) {
            @Override
            public void println(String line) {
                throw new IllegalStateException("the log is full");
            }
        });

        assertThatCode(() -> broken.accept(Reports.of(Outcome.VERIFIED))).doesNotThrowAnyException();
    }
}
