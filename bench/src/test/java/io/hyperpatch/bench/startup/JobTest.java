package io.hyperpatch.bench.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.handler.ProductFunction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobTest {
    private static final Instant RECORDED = Instant.parse("2026-11-21T02:00:00.500Z");

    @Test
    void movesEveryTimeThatItsEventAndItsAnswersTell() {
        Job job = new Job(
                ProductFunction.WAKE_RUN,
                RECORDED,
                Map.of(),
                "{\"time\": \"2026-11-21T01:59:30Z\", \"account\": \"123456789012\"}",
                List.of(new Call(
                        "ssm", "GetParameter", "{}", 200, "{\"LastModified\": 1795224600.25, \"Version\": 7}")));

        Job moved = job.at(RECORDED.plusSeconds(3600));

        assertThat(moved.event()).isEqualTo("{\"time\": \"2026-11-21T02:59:30Z\", \"account\": \"123456789012\"}");
        assertThat(moved.calls())
                .extracting(Call::answer)
                .containsExactly("{\"LastModified\": 1795228200.25, \"Version\": 7}");
    }
}
