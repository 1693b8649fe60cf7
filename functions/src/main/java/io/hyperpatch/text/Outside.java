package io.hyperpatch.text;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;

/**
 * Text from outside (descriptions, reasons, failure messages, names, values of a document): shown as it is,
 * unable to pass for the product's own words, and never longer than its place.
 *
 * <p>What could move a terminal's cursor, reorder a line, stay unseen or break an encoding is shown as
 * {@code <U+001B>}; all else stays unchanged. What is cut says how much is missing. A text of several lines
 * stands between fences that the text itself does not hold.
 */
public final class Outside {
    private static final String INDENT = "  ";
    private static final String SHOWN = "<U+%04X>";
    private static final String SHOWN_IN_JSON = "\\u%04x";
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_VALUE = 80;

    private Outside() {}

    /** One or more whole lines of a body, each ended. */
    public static String block(String text, int longest) {
        String clean = visible(cut(text, longest), true, SHOWN);
        if (!clean.contains("\n")) {
            return INDENT + clean + "\n";
        }
        String fence = fence(clean);
        return INDENT + "(the text between the lines of quotes is passed on as it came)\n" + fence + "\n" + clean + "\n"
                + fence + "\n";
    }

    /** On one line: line breaks are shown, too. */
    public static String line(String text) {
        return visible(text, false, SHOWN);
    }

    /** On one line, at most so many characters of it. */
    public static String line(String text, int longest) {
        return line(cut(text, longest));
    }

    /** A name, or a word of the service: on one line and no longer than any name that is real. */
    public static String name(String text) {
        return line(text, LONGEST_NAME);
    }

    /** A value in double quotes on one line, escaped as in JSON; about 80 characters of it. */
    public static String quoted(String text) {
        int end = end(text, LONGEST_VALUE);
        String json = TextNode.valueOf(text.substring(0, end)).toString();
        return visible(json, false, SHOWN_IN_JSON) + missing(text, end);
    }

    public static boolean severalLines(String text) {
        return text.contains("\n");
    }

    /** For JSON, which escapes all by itself except halves of a character. */
    public static String json(String text, int longest) {
        String cut = cut(text, longest);
        StringBuilder whole = new StringBuilder(cut.length());
        cut.codePoints().forEach(c -> whole.appendCodePoint(Plain.isHalf(c) ? 0xFFFD : c));
        return whole.toString();
    }

    /** Printable ASCII; each other character is a question mark, and white space is one blank. */
    public static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> ascii.append(Character.isWhitespace(c) ? ' ' : c > ' ' && c < 0x7F ? (char) c : '?'));
        return ascii.toString().replaceAll(" +", " ").strip();
    }

    /** At most so many characters, and how many were left out. */
    public static String cut(String text, int longest) {
        int end = end(text, longest);
        return text.substring(0, end) + missing(text, end);
    }

    /** Where to cut without leaving half of a character behind. */
    private static int end(String text, int longest) {
        if (text.length() <= longest) {
            return text.length();
        }
        return longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    }

    private static String missing(String text, int end) {
        return end == text.length() ? "" : " [and " + (text.length() - end) + " more characters]";
    }

    private static String fence(String text) {
        StringBuilder fence = new StringBuilder("\"\"\"\"\"\"");
        while (text.contains(fence)) {
            fence.append('"');
        }
        return fence.toString();
    }

    private static String visible(String text, boolean keepLines, String shownAs) {
        StringBuilder visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean lineEnd = c == '\n' || (c == '\r' && i < text.length() && text.charAt(i) == '\n');
            if (Plain.is(c) || c == '\t' || (keepLines && lineEnd)) {
                visible.appendCodePoint(c);
            } else {
                visible.append(String.format(Locale.ROOT, shownAs, c));
            }
        }
        return visible.toString();
    }
}
