package io.hyperpatch.rollout;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run is about to do, stored before its first step: whatever works on the run, or reports for one
 * that died, reads it there.
 *
 * @param reason why the run may begin; absent in what version 1 stored
 */
public record RunPlan(List<Step> steps, Outlook outlook, Optional<String> reason) {
    public static final RunPlan NONE = new RunPlan(List.of(), Outlook.NONE, Optional.empty());

    public RunPlan {
        steps = List.copyOf(steps);
        Objects.requireNonNull(outlook, "outlook");
    }

    public RunPlan(List<Step> steps, Outlook outlook) {
        this(steps, outlook, Optional.empty());
    }

    /** @throws IllegalArgumentException if the plan has no such step */
    public Step step(int index) {
        return steps.stream()
                .filter(step -> step.index() == index)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "/step: the plan has no step " + index + "; it has " + steps.size()));
    }
}
