package io.hyperpatch.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.json.Json;
import io.hyperpatch.reconcile.aws.StandingMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.cloudwatchlogs.emf.config.EnvironmentConfigurationProvider;
import software.amazon.cloudwatchlogs.emf.environment.Environments;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/** The line of the log that CloudWatch makes metrics of. */
class StandingMetricsTest {
    private static final Standing STANDING = new Standing(2, 1, Duration.ofHours(4));

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
    void countWhatStandsUnderOneDimensionThatAlarmsKnow() throws IOException {
        new StandingMetrics(MetricsFactory.getMetricsInstance()).accept(STANDING);

        JsonNode line = Json.mapper().readTree(said.toByteArray());
        JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
        assertThat(directive.path("Namespace").asText()).isEqualTo("Hyperpatch");
        assertThat(directive.path("Dimensions").toString()).isEqualTo("[[\"CountedBy\"]]");
        assertThat(line.path("CountedBy").asText()).isEqualTo("reconcile");
        assertThat(line.path("ParkedLeases").asInt()).isEqualTo(2);
        assertThat(line.path("OverdueRuns").asInt()).isEqualTo(1);
        assertThat(line.path("OldestRunAge").asInt()).isEqualTo(14_400);
    }

    @Test
    void neverFailALookForWhatIsStuck() {
        StandingMetrics broken = new StandingMetrics(MetricsFactory.getMetricsInstance());
        System.setOut(new PrintStream(said) {
            @Override
            public void println(String line) {
                throw new IllegalStateException("the log is full");
            }
        });

        assertThatCode(() -> broken.accept(STANDING)).doesNotThrowAnyException();
    }
}
