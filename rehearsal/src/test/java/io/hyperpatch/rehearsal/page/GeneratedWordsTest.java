package io.hyperpatch.rehearsal.page;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@DisabledIfSystemProperty(named = "regenerate", matches = "true")
class GeneratedWordsTest {
    @TempDir
    private Path files;

    private GeneratedWords words;

    @BeforeEach
    void write() throws IOException {
        Path file = Files.writeString(
                files.resolve("a.schema.json"),
                "{\"enum\": [\n  \"A\",\n  \"B\"\n], \"x\": {\"enum\": [\"B\"]}, \"y\": {\"enum\": [\"A\"]}}");
        words = new GeneratedWords(file, "A");
    }

    @Test
    void areThoseOfTheListsThatBeginWithTheFirst() {
        assertThatCode(() -> words.mustBe(List.of("A", "B"), List.of("A"))).doesNotThrowAnyException();
    }

    @Test
    void areNeitherMoreNorFewerNorInAnotherOrder() {
        assertThatThrownBy(() -> words.mustBe(List.of("A", "B", "C"), List.of("A")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> words.mustBe(List.of("A"), List.of("A"))).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> words.mustBe(List.of("B", "A"), List.of("A"))).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> words.mustBe(List.of("A", "B"))).isInstanceOf(AssertionError.class);
    }
}
