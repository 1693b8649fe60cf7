package io.hyperpatch.text;

/** The characters that are shown as they are: what they look like is what they are. */
final class Plain {
    private Plain() {}

    /**
     * Decides of one code point. Controls move a cursor; format characters reorder a line, or are not seen
     * at all, so that two texts look alike; separators end a line; halves of a character, and what is no
     * character, break an encoding.
     */
    static boolean is(int c) {
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

    /** Half of a character, without the other one. */
    static boolean isHalf(int c) {
        return Character.getType(c) == Character.SURROGATE;
    }
}
