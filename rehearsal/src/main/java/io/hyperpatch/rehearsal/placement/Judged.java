package io.hyperpatch.rehearsal.placement;

import io.hyperpatch.rehearsal.hostile.SeedResult;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The result of a run with faults placed in it.
 *
 * @param faults in the order in which they strike
 */
public record Judged(List<Placed> faults, SeedResult result) {
    public Judged {
        faults = List.copyOf(faults);
        Objects.requireNonNull(result, "result");
    }

    /** Each of the faults has struck: a fault that does not strike has shown nothing. */
    public boolean struck() {
        long struck =
                result.struck().values().stream().mapToLong(Long::longValue).sum();
        return struck >= faults.size();
    }

    /** The faults with their places. */
    public String name() {
        return faults.stream().map(Placed::name).collect(Collectors.joining("; "));
    }
}
