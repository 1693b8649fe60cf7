package io.hyperpatch.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Shows a value from outside in one short printable line, so that no message carries control characters or megabytes. */
public final class Excerpt {

    private static final int VALUE = 80;
    private static final String CUT = "…";

    private Excerpt() {}

    /** The value as JSON, about 80 characters of it; objects and arrays are only named, as their text may be huge. */
    public static String of(JsonNode value) {
        if (value == null || value.isMissingNode()) {
            return null;
        }
        if (value.isObject()) {
            return value.isEmpty() ? "{}" : "{" + fields(value.size()) + "}";
        }
        if (value.isArray()) {
            return value.isEmpty() ? "[]" : "[" + entries(value.size()) + "]";
        }
        if (value.isTextual()) {
            return quoted(value.textValue());
        }
        return line(value.asText(), VALUE);
    }

    /** The text in double quotes, shortened, escaped as in JSON. */
    public static String quoted(String text) {
        if (text.length() <= VALUE) {
            return line(TextNode.valueOf(text).toString(), 8 * VALUE);
        }
        var json = TextNode.valueOf(whole(text, VALUE)).toString();
        return line(json.substring(0, json.length() - 1), 8 * VALUE) + CUT + "\"";
    }

    /** The text in one line of printable characters, at most so many. */
    public static String line(String text, int atMost) {
        var shown = new StringBuilder();
        whole(text, atMost).codePoints().forEach(c -> {
            if (isPrintable(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append(String.format("\\u%04x", c));
            }
        });
        return text.length() > atMost ? shown + CUT : shown.toString();
    }

    /** Cuts without leaving half of a surrogate pair behind. */
    private static String whole(String text, int atMost) {
        if (text.length() <= atMost) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(atMost - 1)) ? atMost - 1 : atMost);
    }

    /** Bidirectional controls are format characters too: they could show the reader another text than the one written. */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static String fields(int count) {
        return count == 1 ? "1 field" : count + " fields";
    }

    private static String entries(int count) {
        return count == 1 ? "1 entry" : count + " entries";
    }
}
