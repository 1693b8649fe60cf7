package io.hyperpatch.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFunctionTest {
    private final List<JsonNode> handled = new ArrayList<>();
    private final JsonFunction<JsonNode, Object> function = new JsonFunction<>(JsonNode.class) {
        @Override
        protected Object handle(JsonNode input) {
            handled.add(input);
            return Map.of("handled", true);
        }
    };

    @Test
    void answersAPingWithoutHandlingIt() throws IOException {
        assertThat(invoke("{\"ping\": true}")).isEqualTo("{\"pong\":true}");
        assertThat(handled).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"ping\": false}", "{\"ping\": \"true\"}", "{\"ping\": true, \"run\": \"train-a\"}", "{}"})
    void handlesWhateverIsNotExactlyAPing(String event) throws IOException {
        assertThat(invoke(event)).isEqualTo("{\"handled\":true}");
        assertThat(handled).hasSize(1);
    }

    private String invoke(String event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), output, null);
        return output.toString(UTF_8);
    }
}
