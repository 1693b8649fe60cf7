package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run whose record holds a step back takes it through the same states as one forward. */
class WayBackTest {
    private final WayBack.End end = WayBack.play(Watcher.NOBODY);

    private Optional<String> image(String group) {
        return end.cluster().group(group).orElseThrow().currentImage();
    }

    @Test
    void bringsAGroupBackToTheImageThatItHadAndNoOther() {
        assertThat(end.execution().status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(end.execution().output().orElseThrow().path("outcome").asText())
                .isEqualTo("RolledBack");
        assertThat(image("gpu")).contains(WayBack.OLD);
        assertThat(image("canary")).isNotEqualTo(Optional.of(WayBack.OLD));
    }

    @Test
    void namesNoAlarmButItsOwnWire() {
        assertThat(end.updates()).hasSize(3);
        assertThat(end.updates().getLast().request().at("/DeploymentConfig/AutoRollbackConfiguration"))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.path("AlarmName").asText()).contains(end.run() + "-s1-i1"));
    }
}
