package io.hyperpatch.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/**
 * Marks what may be forgotten: details of old runs, such as what single nodes were, and notices.
 *
 * <p>More than a year, so that last year's run can still be looked into; the store takes the item away within days after that.
 * Whoever reads must not rely on it, either way. Leases, runs and intents carry no such mark: what was once done to a cluster
 * decides what may be done to it next.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html">time to live</a>
 */
public final class Expiry {
    /** In seconds since 1970: what the table's time to live goes by. */
    public static final String ATTRIBUTE = "expiresAt";

    private static final Duration KEPT = Duration.ofDays(400);

    private Expiry() {}

    /** The attributes of an item of this time, which may go one day. */
    public static ObjectNode mark(ObjectNode attributes, Instant now) {
        return attributes.put(ATTRIBUTE, seconds(now));
    }

    public static Change set(Instant now) {
        return Change.set(ATTRIBUTE, seconds(now));
    }

    private static long seconds(Instant now) {
        return now.plus(KEPT).getEpochSecond();
    }
}
