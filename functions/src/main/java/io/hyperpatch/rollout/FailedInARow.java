package io.hyperpatch.rollout;

import java.util.Objects;
import java.util.Optional;

/**
 * Attempts that brought no answer since the last one that did, as a workflow counts them.
 *
 * @param last the error of the last one, with the beginning of its cause; empty if there was none
 */
public record FailedInARow(int times, String last) {
    /** After so many another one would not bring an answer either. */
    private static final int ENOUGH = 3;

    private static final FailedInARow NONE = new FailedInARow(0, "");

    public FailedInARow {
        Objects.requireNonNull(last, "last");
    }

    /** Stands in for what a workflow that began before these were counted does not hand over. */
    public static FailedInARow of(Optional<FailedInARow> counted) {
        return counted.orElse(NONE);
    }

    /** Decides whether to give up where there is no time left to wait in. */
    public boolean enough() {
        return times >= ENOUGH;
    }

    /** Says it in one line, after "could not be read". */
    public String inWords() {
        return times + " attempts in a row have failed" + (last.isEmpty() ? "" : ", the last one with " + last);
    }
}
