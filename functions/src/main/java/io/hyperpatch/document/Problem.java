package io.hyperpatch.document;

import io.hyperpatch.text.Outside;
import java.util.Objects;

/**
 * One mistake in a document from outside.
 *
 * @param file the file's name, as the reader of the message knows it
 * @param pointer the JSON pointer (RFC 6901) of the field; empty for the document as a whole
 * @param line counted from 1; 0 if unknown
 * @param column counted from 1; 0 if unknown
 * @param value the offending value, shortened; null where there is none (a field that is missing)
 * @param message what is wrong, as the end of a sentence that begins with the field
 * @param remedy what to do about it
 */
public record Problem(String file, String pointer, int line, int column, String value, String message, String remedy) {

    private static final int LONGEST = 2000;

    public Problem {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(pointer, "pointer");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(remedy, "remedy");
    }

    /**
     * One line: {@code policy.yaml:7:3 /image/minimumAge "three days": is no ISO 8601 duration; write for
     * instance P3D}.
     */
    @Override
    public String toString() {
        var text = new StringBuilder(Outside.line(file, 200));
        if (line > 0) {
            text.append(':').append(line).append(':').append(column);
        }
        text.append(' ').append(pointer.isEmpty() ? "(the document)" : Outside.line(pointer, 300));
        if (value != null) {
            text.append(' ').append(value);
        }
        // What others say of a document may quote it, with whatever controls a terminal.
        return text.append(": ")
                .append(Outside.line(message, LONGEST))
                .append("; ")
                .append(Outside.line(remedy, LONGEST))
                .toString();
    }
}
