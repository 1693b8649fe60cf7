package io.hyperpatch.admission;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/**
 * The one look at the clusters of a policy that is made by itself when an image has become old enough, or a lease is free for which a
 * request waited.
 *
 * @param name the same for all that waits for the same moment: one look serves every cluster, one after the other
 * @param at a whole minute: Scheduler comes within the minute, and a look that comes too soon would defer again
 */
public record Return(String name, Instant at) {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long MINUTE = Duration.ofMinutes(1).toSeconds();

    public Return {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(at, "at");
    }

    /** @param until from when on there is a reason to look; if that has passed, as soon as can be */
    public static Return of(String policy, Instant until, Instant now) {
        Instant soonest = now.plusSeconds(MINUTE);
        Instant earliest = until.isAfter(soonest) ? until : soonest;
        long seconds = earliest.getEpochSecond() + (earliest.getNano() > 0 ? 1 : 0);
        return new Return(
                policy + "-" + MOMENT.format(until), Instant.ofEpochSecond(Math.ceilDiv(seconds, MINUTE) * MINUTE));
    }
}
