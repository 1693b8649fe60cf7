package io.hyperpatch.report;

import java.util.Locale;

/**
 * Text from outside (descriptions, reasons, failure messages): shown as it is, unable to pass for our own words.
 *
 * <p>What could move a terminal's cursor, reorder a line or break an encoding is shown as {@code <U+001B>}; all else
 * stays unchanged. A text of several lines stands between fences that the text itself does not hold.
 */
final class Outside {
    private static final String INDENT = "  ";
    private static final int LONGEST_NAME = 100;

    private Outside() {}

    /** One or more whole lines of a body, each ended. */
    static String block(String text, int longest) {
        String clean = visible(cut(text, longest), true);
        if (!clean.contains("\n")) {
            return INDENT + clean + "\n";
        }
        String fence = fence(clean);
        return INDENT + "(the text between the lines of quotes is passed on as it came)\n" + fence + "\n" + clean + "\n"
                + fence + "\n";
    }

    /** On one line: line breaks are shown, too. */
    static String line(String text) {
        return visible(text, false);
    }

    /** A name, or a word of the service: on one line and no longer than any name that is real. */
    static String name(String text) {
        return line(cut(text, LONGEST_NAME));
    }

    static boolean severalLines(String text) {
        return text.contains("\n");
    }

    /** For JSON, which escapes all by itself except halves of a character. */
    static String json(String text, int longest) {
        String cut = cut(text, longest);
        StringBuilder whole = new StringBuilder(cut.length());
        cut.codePoints().forEach(c -> whole.appendCodePoint(isHalf(c) ? 0xFFFD : c));
        return whole.toString();
    }

    /** Printable ASCII; each other character is a question mark, and white space is one blank. */
    static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> ascii.append(Character.isWhitespace(c) ? ' ' : c > ' ' && c < 0x7F ? (char) c : '?'));
        return ascii.toString().replaceAll(" +", " ").strip();
    }

    /** At most so many characters, and how many were left out. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + " [and " + (text.length() - end) + " more characters]";
    }

    private static String fence(String text) {
        StringBuilder fence = new StringBuilder("\"\"\"\"\"\"");
        while (text.contains(fence)) {
            fence.append('"');
        }
        return fence.toString();
    }

    private static String visible(String text, boolean keepLines) {
        StringBuilder visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean lineEnd = c == '\n' || (c == '\r' && i < text.length() && text.charAt(i) == '\n');
            if (c == '\t' || (keepLines && lineEnd) || !(lineEnd || dangerous(c))) {
                visible.appendCodePoint(c);
            } else {
                visible.append(String.format(Locale.ROOT, "<U+%04X>", c));
            }
        }
        return visible.toString();
    }

    private static boolean dangerous(int c) {
        boolean reorders = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x061C;
        boolean breaksLine = c == 0x2028 || c == 0x2029;
        boolean noCharacter = isHalf(c) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) || c == 0xFEFF;
        return Character.isISOControl(c) || reorders || breaksLine || noCharacter;
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
