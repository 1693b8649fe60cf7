package io.hyperpatch.store;

import java.time.Duration;
import java.time.Instant;

/**
 * Marks what may be forgotten: details of old runs, such as what single nodes were, and notices.
 *
 * <p>More than a year, so that last year's run can still be looked into; the store takes the item away
 * within days after that. Whoever reads must not rely on it, either way. Leases, runs and intents carry no
 * such mark: what was once done to a cluster decides what may be done to it next.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html">time to live</a>
 */
public final class Expiry {
    /** In seconds since 1970: what the table's time to live goes by. */
    public static final String ATTRIBUTE = "expiresAt";

    private static final Duration KEPT = Duration.ofDays(400);

    private Expiry() {}

    /** Lets an item of this time go one day. */
    public static Change set(Instant now) {
        return Change.set(ATTRIBUTE, now.plus(KEPT).getEpochSecond());
    }
}
