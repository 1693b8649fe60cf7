package io.hyperpatch.intent;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How often in a row the version statuses of a group's nodes were read alike.
 *
 * <p>ImageVersionStatus was seen to flap between readings, so that one reading proves nothing: {@link #ENOUGH} of them, {@link #APART} from
 * one another, must say the same.
 *
 * @param seen stands for the statuses of all nodes; only compared
 * @param alike how many readings in a row, this one included, were like it
 * @param at when the last of them was taken
 */
public record VersionReadings(String seen, int alike, Instant at) {
    /** So many readings in a row must agree. */
    public static final int ENOUGH = 5;

    /** The shortest time between two readings that count. */
    public static final Duration APART = Duration.ofMinutes(1);

    public VersionReadings {
        Objects.requireNonNull(seen, "seen");
        Objects.requireNonNull(at, "at");
    }

    public static VersionReadings first(String seen, Instant now) {
        return new VersionReadings(seen, 1, now);
    }

    /** The readings with this one more; one that comes too soon after the last counts only if it differs. */
    public VersionReadings then(String next, Instant now) {
        if (!seen.equals(next)) {
            return first(next, now);
        }
        return now.isBefore(at.plus(APART)) ? this : new VersionReadings(seen, alike + 1, now);
    }

    public boolean enough() {
        return alike >= ENOUGH;
    }
}
