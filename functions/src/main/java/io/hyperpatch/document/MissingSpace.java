package io.hyperpatch.document;

import io.hyperpatch.text.Outside;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A field whose colon has no space behind it: YAML takes {@code mode:act} for a text, and complains of a
 * line further on.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#733-plain-style">YAML, plain style: a colon ends a key only before white space</a>
 */
final class MissingSpace {
    /**
     * A colon followed by a slash is a URL's, and one followed by a colon, or a digit, a value's own more
     * often than not.
     */
    private static final Pattern FIELD =
            Pattern.compile("^(\\s*(?:- +)?)([A-Za-z][A-Za-z0-9_-]*):([^\\s:/0-9].*?)\\s*$");

    /** The parser names the line on which a text began that has swallowed the next ones. */
    private static final int SWALLOWED = 3;

    private MissingSpace() {}

    /**
     * The nearest such line at or above the place where the YAML could not be read any further, else right
     * below it.
     *
     * @param stopped the line of that place, counted from 1; 0 if unknown
     */
    static Optional<Problem> in(String file, String text, int stopped) {
        List<String> lines = text.lines().toList();
        int at = stopped == 0 ? lines.size() : Math.min(stopped, lines.size());
        return IntStream.concat(
                        IntStream.iterate(at, line -> line >= 1, line -> line - 1),
                        IntStream.rangeClosed(at + 1, Math.min(at + SWALLOWED, lines.size())))
                .mapToObj(line -> problem(file, line, lines.get(line - 1)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Problem> problem(String file, int number, String line) {
        Matcher field = FIELD.matcher(line);
        if (!field.matches()) {
            return Optional.empty();
        }
        String name = field.group(2);
        String value = field.group(3);
        return Optional.of(new Problem(
                file,
                Pointer.field(Pointer.ROOT, name),
                number,
                field.end(1) + 1,
                Outside.line(name + ":" + value, 80),
                "is no field with a value: the colon has no space behind it",
                "write " + Outside.line(name + ": " + value, 80)));
    }
}
