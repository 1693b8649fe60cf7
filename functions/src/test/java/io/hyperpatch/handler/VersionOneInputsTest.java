package io.hyperpatch.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.json.Json;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An execution that began under version 1 goes on sending to the functions of today what its definition
 * says.
 */
class VersionOneInputsTest {
    private static final Path FOLDER = Path.of("src/test/resources/version-1/inputs");

    static List<String> inputs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static ProductFunction function(String input) {
        return Arrays.stream(ProductFunction.values())
                .filter(function -> input.startsWith(function.title() + "-"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void areRead(String input) throws IOException {
        JsonNode golden = Json.mapper().readTree(FOLDER.resolve(input).toFile());
        Class<?> type = (Class<?>)
                ((ParameterizedType) function(input).handler().getGenericSuperclass()).getActualTypeArguments()[0];

        JsonNode read = Json.mapper().valueToTree(Json.to(type, golden));

        golden.forEachEntry((field, value) -> {
            if (value.isValueNode() && read.has(field)) {
                assertThat(read.get(field).asText()).as(field).isEqualTo(value.asText());
            }
        });
    }

    /** What version 1 had no function for, no execution of version 1 can call. */
    @Test
    void areThoseOfTheFunctionsOfVersionOne() throws IOException {
        assertThat(inputs().stream().map(VersionOneInputsTest::function).distinct())
                .hasSize(23);
    }
}
