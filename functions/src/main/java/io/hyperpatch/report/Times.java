package io.hyperpatch.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and durations as people read them: UTC, and the two largest units. */
final class Times {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {}

    static String toSecond(Instant time) {
        return SECONDS.format(time);
    }

    static String toMinute(Instant time) {
        return MINUTES.format(time);
    }

    static String duration(Duration time) {
        if (time.toDays() > 0) {
            return units(time.toDays(), "d", time.toHoursPart(), "h");
        }
        if (time.toHours() > 0) {
            return units(time.toHours(), "h", time.toMinutesPart(), "min");
        }
        return time.toMinutes() > 0
                ? units(time.toMinutes(), "min", time.toSecondsPart(), "s")
                : time.toSeconds() + " s";
    }

    private static String units(long large, String largeUnit, int small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
