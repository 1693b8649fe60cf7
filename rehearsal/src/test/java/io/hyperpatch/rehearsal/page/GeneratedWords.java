package io.hyperpatch.rehearsal.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A JSON schema whose lists of words repeat what the code knows; {@code -Dregenerate=true} writes the lists
 * anew and leaves the rest of the file as it stands.
 *
 * @param first the word by which a list is known as one of them
 */
public record GeneratedWords(Path file, String first) {

    /** The lists of the file, in its order, are these. */
    @SafeVarargs
    public final void mustBe(List<String>... lists) {
        List<MatchResult> found = found();
        assertThat(found).as("lists in " + file).hasSameSizeAs(lists);
        if (GeneratedPage.anew()) {
            write(found, lists);
        }
        assertThat(found().stream().map(GeneratedWords::words))
                .as(file + " is out of date; after an intended change, this test with -Dregenerate=true writes it anew")
                .containsExactly(lists);
    }

    private static List<String> words(MatchResult list) {
        return Arrays.stream(list.group("words").split(","))
                .map(word -> word.strip().replace("\"", ""))
                .toList();
    }

    private List<MatchResult> found() {
        return Pattern.compile("\"enum\": \\[(?<space>\\s*)(?<words>\"" + Pattern.quote(first) + "\"[^]]*?)\\s*]")
                .matcher(text())
                .results()
                .toList();
    }

    private void write(List<MatchResult> found, List<String>[] lists) {
        StringBuilder text = new StringBuilder(text());
        for (int i = found.size() - 1; i >= 0; i--) {
            MatchResult list = found.get(i);
            text.replace(
                    list.start("words"),
                    list.end("words"),
                    lists[i].stream()
                            .map(word -> '"' + word + '"')
                            .collect(Collectors.joining("," + list.group("space"))));
        }
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
