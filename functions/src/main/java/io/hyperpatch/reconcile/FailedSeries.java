package io.hyperpatch.reconcile;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The rounds of reconcile that failed with one run, in a row.
 *
 * <p>Equal failures are what people should hear of: another round alone will not mend them. So are failures of whatever kind that
 * go on for a day. Once people know, the rounds become rarer; before that they stay hourly, however long the mail takes.
 *
 * @param failure the last round's failure by its kind: the state and the error's name, nothing that differs from round to round
 * @param words the last round's failure as people read it
 * @param equal how many rounds in a row have failed in this way
 * @param all how many rounds in a row have failed, in whatever way
 * @param since when the first of the equal rounds failed
 * @param first when the first of all of them failed
 * @param last when the last of them failed
 * @param round the execution of reconcile that failed last: its retries are no further round
 * @param toldAfter how many rounds had failed when people were told; empty until then
 */
public record FailedSeries(
        String failure,
        String words,
        int equal,
        int all,
        Instant since,
        Instant first,
        Instant last,
        String round,
        Optional<Integer> toldAfter) {
    /** A single failure is a bad hour of some service, and so may be three or four; five hours in the same way are no accident. */
    static final int EQUAL_ENOUGH = 5;

    /** A day of rounds. */
    static final int ENOUGH = 24;

    private static final Duration SHORTEST_PAUSE = Duration.ofHours(2);

    /** Nobody should have to wait longer than this after the cause is gone. */
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    /** A round fails some minutes after it began, and is to be due again on the hour. */
    private static final Duration EARLY = Duration.ofMinutes(30);

    public FailedSeries {
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(round, "round");
    }

    /** The failure of a round by its kind, and in words. */
    public record Failure(String kind, String words) {
        public Failure {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(words, "words");
        }
    }

    static FailedSeries begin(Failure failure, String round, Instant now) {
        return new FailedSeries(failure.kind(), failure.words(), 1, 1, now, now, now, round, Optional.empty());
    }

    /** The series with one more round; of another kind than what people were told, it is the first of a new one. */
    FailedSeries with(Failure next, String nextRound, Instant now) {
        if (nextRound.equals(round)) {
            return this;
        }
        boolean same = next.kind().equals(failure);
        if (!same && toldAfter.isPresent()) {
            return begin(next, nextRound, now);
        }
        return new FailedSeries(
                next.kind(),
                next.words(),
                same ? equal + 1 : 1,
                all + 1,
                same ? since : now,
                first,
                now,
                nextRound,
                toldAfter);
    }

    FailedSeries told() {
        return new FailedSeries(failure, words, equal, all, since, first, last, round, Optional.of(all));
    }

    /** People should hear of it, and have not. */
    @JsonIgnore
    public boolean isOwed() {
        return toldAfter.isEmpty() && (equal >= EQUAL_ENOUGH || all >= ENOUGH);
    }

    /** Returns whether the next round is to leave the run out. */
    boolean rests(Instant now) {
        return toldAfter.isPresent() && now.isBefore(last.plus(pause()).minus(EARLY));
    }

    /** Returns how long after the last round the next one follows, once people know. */
    public Duration pause() {
        Duration pause = SHORTEST_PAUSE;
        for (int i = toldAfter.orElse(all); i < all && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
