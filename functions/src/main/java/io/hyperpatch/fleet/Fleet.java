package io.hyperpatch.fleet;

import io.hyperpatch.run.RunName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The record of a policy's clusters: one execution of patch-fleet has it, and gives its clusters their turns.
 *
 * @param holder the ARN of the execution that has it; kept after it was closed, as a trace
 * @param token grows with each execution that takes it
 * @param since when the present execution took it
 * @param events how many further events were noted on it, ever
 * @param asked whether a person's request is at work, who hears of every end
 * @param images all that is to be installed, by what stands for it in the names of runs
 * @param turn the last one that began, also of an earlier execution
 * @param kept earlier turns that still count: their runs had a bad end, or have none yet
 * @param stopped why no further turn begins
 * @param stoppedAfter the run because of which that is so
 * @param superseded why the record is to be begun anew
 * @param notBegun how many clusters had no turn because of that
 * @param named some of them, for people
 */
public record Fleet(
        State state,
        String holder,
        long token,
        Instant since,
        long events,
        boolean asked,
        Set<String> images,
        Optional<Turn> turn,
        List<Turn> kept,
        Optional<String> stopped,
        Optional<RunName> stoppedAfter,
        Optional<String> superseded,
        long notBegun,
        List<String> named) {
    /** OPEN while an execution is at work on it. */
    public enum State {
        OPEN,
        CLOSED
    }

    public Fleet {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(since, "since");
        images = images == null ? Set.of() : Set.copyOf(images);
        Objects.requireNonNull(turn, "turn");
        kept = kept == null ? List.of() : List.copyOf(kept);
        Objects.requireNonNull(stopped, "stopped");
        Objects.requireNonNull(stoppedAfter, "stoppedAfter");
        Objects.requireNonNull(superseded, "superseded");
        named = named == null ? List.of() : List.copyOf(named);
    }

    /** Every turn that counts, in their order. */
    public List<Turn> turns() {
        return Stream.concat(kept.stream(), turn.stream()).toList();
    }

    /** Decides whether this very execution is at work on it. */
    public boolean isHeldBy(String execution) {
        return state == State.OPEN && holder.equals(execution);
    }
}
