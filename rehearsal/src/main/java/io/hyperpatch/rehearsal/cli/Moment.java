package io.hyperpatch.rehearsal.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A time as people read it: UTC, to the minute. */
final class Moment {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Moment() {}

    static String of(Instant time) {
        return MINUTES.format(time);
    }
}
