package io.hyperpatch.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportConfigTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:hyperpatch";

    @Test
    void isReadFromTheEnvironment() {
        assertThat(ReportConfig.from(new Environment(Map.of("TOPIC_ARN", TOPIC, "EVENT_BUS", "default"))))
                .isEqualTo(new ReportConfig(TOPIC, "default"));
    }

    @Test
    void namesTheVariableThatIsMissing() {
        assertThatThrownBy(() -> ReportConfig.from(new Environment(Map.of("TOPIC_ARN", TOPIC))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EVENT_BUS");
    }

    @Test
    void namesATopicThatIsNone() {
        assertThatThrownBy(() -> ReportConfig.from(new Environment(Map.of("TOPIC_ARN", "ops", "EVENT_BUS", "default"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("TOPIC_ARN", "'ops'", "arn:aws:sns:");
    }
}
