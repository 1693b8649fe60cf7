package io.hyperpatch.rehearsal.fault;

import java.time.Duration;

/**
 * Which of the occasions that a fault looks at it takes; without any member, each of them.
 *
 * @param occurrence only the n-th, counted from 1 among those that match inside the time window
 * @param atMost so many in all, then never again
 * @param probability 0 to 1, drawn from the seed for each; 1 if left out
 * @param from counted from the start of the rehearsal; before it, occasions are not even counted
 * @param to likewise, exclusive
 */
public record When(Integer occurrence, Integer atMost, Double probability, Duration from, Duration to) {

    public static final When ALWAYS = new When(null, null, null, null, null);

    public When {
        if (occurrence != null && occurrence < 1) {
            throw new IllegalArgumentException("occurrence " + occurrence + ": occurrences count from 1");
        }
        if (atMost != null && atMost < 1) {
            throw new IllegalArgumentException("atMost " + atMost + ": at least 1, or leave the fault out");
        }
        if (probability != null && !(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability " + probability + ": from 0 to 1");
        }
        if (from != null && to != null && to.compareTo(from) <= 0) {
            throw new IllegalArgumentException("to " + to + ": after from " + from);
        }
    }

    /** Only the n-th, counted from 1. */
    public static When nth(int occurrence) {
        return new When(occurrence, null, null, null, null);
    }

    /** Each with this probability. */
    public static When drawn(double probability) {
        return new When(null, null, probability, null, null);
    }
}
