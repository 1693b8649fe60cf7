package io.hyperpatch.rehearsal.hostile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Seeds from one to another, both included, written {@code 1..1000}. */
public record SeedRange(long first, long last) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\.\\.(\\d{1,18})");
    private static final long MOST = 1_000_000;

    public SeedRange {
        if (last < first) {
            throw new IllegalArgumentException(
                    first + ".." + last + " ends before it begins; write the smaller seed first, as in 1..1000");
        }
        if (last - first >= MOST) {
            throw new IllegalArgumentException(
                    first + ".." + last + " are more than " + MOST + " seeds; rehearse them in several ranges");
        }
    }

    /** @throws IllegalArgumentException with the value and the remedy, for anything else */
    public static SeedRange of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no range of seeds; write for instance 1..1000");
        }
        return new SeedRange(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
    }

    public long size() {
        return last - first + 1;
    }
}
