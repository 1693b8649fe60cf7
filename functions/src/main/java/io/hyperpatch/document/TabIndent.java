package io.hyperpatch.document;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A line that is indented with a tab: YAML forbids it, and complains of no more than a token.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#61-indentation-spaces">YAML: no tab in an indentation</a>
 */
final class TabIndent {
    private TabIndent() {}

    /** The first such line of a text that is no YAML. */
    static Optional<Problem> in(String file, String text) {
        List<String> lines = text.lines().toList();
        return IntStream.range(0, lines.size())
                .filter(line -> tab(lines.get(line)) >= 0)
                .mapToObj(line -> new Problem(
                        file,
                        Pointer.ROOT,
                        line + 1,
                        tab(lines.get(line)) + 1,
                        null,
                        "is indented with a tab, which YAML does not take",
                        "indent with spaces"))
                .findFirst();
    }

    /** The place of the first tab before anything else; -1 if there is none. */
    private static int tab(String line) {
        int tab = line.indexOf('\t');
        return tab >= 0 && line.substring(0, tab).isBlank() ? tab : -1;
    }
}
