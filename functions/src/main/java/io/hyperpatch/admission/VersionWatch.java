package io.hyperpatch.admission;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * The version status of one group as it was read, look by look, and what stands for {@code default} there meanwhile.
 *
 * <p>Single readings of ImageVersionStatus were seen to flap, so another status, and UpToDate from the first reading on, counts only when
 * five in a row, a minute apart, agree.
 * {@code default} means another image when the group is no longer up to date, or may mean one when a week has passed.
 *
 * @param identity what stands for {@code default} in the name of a run
 * @param since from when on it does
 * @param status the status that counts; empty: none does yet
 * @param other another one that the latest readings show
 * @param readings how many of these there are, one after the other
 * @param readAt when the last of these was made
 */
public record VersionWatch(
        String identity,
        Instant since,
        Optional<String> status,
        Optional<String> other,
        int readings,
        Optional<Instant> readAt) {
    /** So many readings that agree are no flapping. */
    public static final int ENOUGH = 5;

    /** Less than the minute that a workflow waits: its clock and ours are two. */
    private static final Duration APART = Duration.ofSeconds(50);

    private static final Duration LONGEST = Duration.ofDays(7);

    public VersionWatch {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(other, "other");
        Objects.requireNonNull(readAt, "readAt");
    }

    /**
     * The first reading of a group is believed, but for UpToDate: that alone is taken for a proof, and may be a flap. Where an update is shown
     * to be there and is not, a call changes nothing.
     */
    public static VersionWatch first(Optional<String> status, Instant now) {
        return new VersionWatch(identityAt(now), now, Optional.empty(), Optional.empty(), 0, Optional.empty())
                .afterReading(status, now);
    }

    /** The watch after one more reading. */
    public VersionWatch read(Optional<String> shown, Instant now) {
        VersionWatch read = afterReading(shown, now);
        return now.isBefore(since.plus(LONGEST)) ? read : read.begunAnew(now);
    }

    /** It takes more readings to tell whether the status has changed. */
    public boolean undecided() {
        return other.isPresent();
    }

    private VersionWatch afterReading(Optional<String> shown, Instant now) {
        if (shown.isEmpty() || shown.equals(status)) {
            return new VersionWatch(identity, since, status, Optional.empty(), 0, Optional.empty());
        }
        if (status.isEmpty() && !upToDate(shown)) {
            return new VersionWatch(identity, since, shown, Optional.empty(), 0, Optional.empty());
        }
        if (!shown.equals(other)) {
            return new VersionWatch(identity, since, status, shown, 1, Optional.of(now));
        }
        if (readAt.filter(last -> now.isBefore(last.plus(APART))).isPresent()) {
            return this;
        }
        if (readings + 1 < ENOUGH) {
            return new VersionWatch(identity, since, status, other, readings + 1, Optional.of(now));
        }
        VersionWatch changed = new VersionWatch(identity, since, shown, Optional.empty(), 0, Optional.empty());
        return status.equals(Optional.of(Latest.UP_TO_DATE)) ? changed.begunAnew(now) : changed;
    }

    private VersionWatch begunAnew(Instant now) {
        return new VersionWatch(identityAt(now), now, status, other, readings, readAt);
    }

    private static String identityAt(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static boolean upToDate(Optional<String> shown) {
        return shown.equals(Optional.of(Latest.UP_TO_DATE));
    }
}
