package io.hyperpatch.rehearsal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class GeneratedPageTest {
    @TempDir
    private Path folder;

    private GeneratedPage page;

    @BeforeEach
    void aPageWithTwoParts() throws IOException {
        page = new GeneratedPage(Files.writeString(
                folder.resolve("page.md"),
                "before\n<!-- a -->\n\nold\n\n<!-- /a -->\n<!-- b -->\n\nb\n\n<!-- /b -->\n"));
    }

    @Test
    void writesBetweenTheMarksAndNowhereElse() {
        page.show("a", "new\nlines\n");

        assertThat(page.file())
                .hasContent("before\n<!-- a -->\n\nnew\nlines\n\n<!-- /a -->\n<!-- b -->\n\nb\n\n<!-- /b -->\n");
        assertThat(page.shown("a")).isEqualTo("new\nlines");
        assertThat(page.shown("b")).isEqualTo("b");
    }

    @Test
    @DisabledIfSystemProperty(named = "regenerate", matches = "true")
    void failsWhereThePageIsOutOfDate() {
        page.mustShow("a", "old\n");
        assertThatThrownBy(() -> page.mustShow("a", "new"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dregenerate=true");
        assertThatThrownBy(() -> page.mustBe("other")).isInstanceOf(AssertionError.class);
    }

    @Test
    void failsWithoutItsMarks() {
        assertThatThrownBy(() -> page.show("c", "new")).hasMessageContaining("<!-- c -->");
    }
}
