package io.hyperpatch.image;

/** A text from outside as it may stand within one line: line breaks and other controls shown, an endless one cut. */
final class Quoted {
    private static final int LONGEST = 80;

    private Quoted() {}

    static String line(String text) {
        String shown =
                text.length() > LONGEST ? text.substring(0, LONGEST) + "… (" + text.length() + " characters)" : text;
        StringBuilder line = new StringBuilder();
        shown.codePoints().forEach(point -> {
            if (Character.isISOControl(point) || point == '\u2028' || point == '\u2029') {
                line.append(String.format("\\u%04x", point));
            } else {
                line.appendCodePoint(point);
            }
        });
        return line.toString();
    }
}
