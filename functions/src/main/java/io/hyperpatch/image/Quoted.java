package io.hyperpatch.image;

/** A text from outside as it may stand within one line: line breaks and other controls shown, an endless one cut. */
final class Quoted {
    private static final int LONGEST = 80;

    private Quoted() {}

    static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(point -> append(line, point));
        boolean cut = text.codePointCount(0, text.length()) > LONGEST;
        return cut ? line + "… (" + text.length() + " characters)" : line.toString();
    }

    private static void append(StringBuilder line, int point) {
        if (Character.isISOControl(point) || point == '\u2028' || point == '\u2029') {
            line.append(String.format("\\u%04x", point));
        } else {
            line.appendCodePoint(point);
        }
    }
}
