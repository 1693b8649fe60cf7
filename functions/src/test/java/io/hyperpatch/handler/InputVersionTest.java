package io.hyperpatch.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.json.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InputVersionTest {
    record Plain(int step) {}

    record Asking(int step, Optional<Integer> version) {}

    private static JsonNode input(int version) {
        return Json.object().put("version", version).put("step", 1);
    }

    @Test
    void takesTheVersionFromAnInputWhoseRecordDoesNotAskForIt() {
        assertThat(InputVersion.checked(input(2), Plain.class))
                .isEqualTo(Json.object().put("step", 1));
    }

    @Test
    void leavesItWhereTheRecordAsks() {
        assertThat(InputVersion.checked(input(2), Asking.class)).isEqualTo(input(2));
    }

    @Test
    void leavesAnEventOfAwsAlone() {
        JsonNode event = Json.object().put("version", "0");

        assertThat(InputVersion.checked(event, JsonNode.class)).isEqualTo(event);
    }

    @Test
    void refusesAVersionThatItDoesNotKnow() {
        assertThatThrownBy(() -> InputVersion.checked(input(4), Plain.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/version", "3", "deploy");
    }
}
