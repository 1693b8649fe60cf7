package io.hyperpatch.rehearsal.scenario;

import io.hyperpatch.rehearsal.page.GeneratedWords;
import io.hyperpatch.run.Outcome;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The outcomes that schemas list are those that there are; {@code -Dregenerate=true} writes the lists anew. */
class OutcomesInSchemasTest {
    private static final Path OUT = Path.of("..", "events", "out");

    /** The outcomes that are reported. */
    private static final List<String> TOLD = words(Outcome.QUIET);

    @Test
    void areAllInAScenarioThatCanBeExpected() {
        schema(Path.of("src", "main", "resources", "scenarios", "scenario.schema.json"))
                .mustBe(words(), words(Outcome.DUPLICATE, Outcome.QUIET));
    }

    @Test
    void areAllInAnEventThatAreReported() {
        schema(OUT.resolve("run-ended.schema.json")).mustBe(TOLD);
        schema(OUT.resolve("run-resolved.schema.json")).mustBe(TOLD, TOLD);
    }

    private static GeneratedWords schema(Path file) {
        return new GeneratedWords(file, Outcome.values()[0].word());
    }

    private static List<String> words(Outcome... without) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> !List.of(without).contains(outcome))
                .map(Outcome::word)
                .toList();
    }
}
