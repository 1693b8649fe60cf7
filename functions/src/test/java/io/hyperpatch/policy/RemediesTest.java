package io.hyperpatch.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every field of a policy that a text names is one that a policy may have: else nobody could follow the text. */
class RemediesTest {
    private static final List<Path> SOURCES = List.of(
            Path.of("src", "main", "java"), Path.of("..", "rehearsal", "src", "main", "java", "io", "hyperpatch"));
    private static final Path SCHEMA = Path.of("..", "events", "policies", "policy.schema.json");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern FIELD = Pattern.compile(
            "(?<![\\w:./-])(?:policy/)?/?((?:image|rollout|limits|clusters|waves)(?:[./][A-Za-z_][A-Za-z_0-9]*)+)");

    /** Resources and media types that look like fields. */
    private static final Pattern OTHER = Pattern.compile("clusters/.*[.]json|image/(png|svg).*");

    @Test
    void everyFieldThatATextNamesExists() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(SCHEMA.toFile());
        Map<String, Collection<String>> named = new TreeMap<>();
        for (Path source : sources()) {
            TEXT.matcher(Files.readString(source)).results().forEach(text -> FIELD.matcher(text.group(1))
                    .results()
                    .map(field -> field.group(1))
                    .filter(field -> !OTHER.matcher(field).matches())
                    .forEach(field -> named.computeIfAbsent(field, first -> new TreeSet<>())
                            .add(source.getFileName().toString())));
        }

        assertThat(named).containsKeys("rollout.leaveOut", "image.track", "limits.brokenNodes");
        assertThat(named.entrySet())
                .filteredOn(field -> !exists(schema, field.getKey()))
                .isEmpty();
    }

    @Test
    void knowsAFieldThatNoPolicyMayHave() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(SCHEMA.toFile());

        assertThat(exists(schema, "rollout.bake")).isFalse();
        assertThat(exists(schema, "image.minimumAges")).isFalse();
        assertThat(exists(schema, "image.track.arm64")).isTrue();
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>(List.of(SCHEMA));
        for (Path directory : SOURCES) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }

    private static boolean exists(JsonNode schema, String field) {
        JsonNode found = schema;
        for (String name : field.split("[./]")) {
            found = found.path("properties").path(name);
        }
        return !found.isMissingNode() && !found.has("not");
    }
}
