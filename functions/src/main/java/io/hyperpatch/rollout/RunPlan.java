package io.hyperpatch.rollout;

import java.util.List;
import java.util.Objects;

/** What a run was about to do, kept so that whoever reports for a workflow that died can tell as much as it could have. */
public record RunPlan(List<Step> steps, Outlook outlook) {
    public static final RunPlan NONE = new RunPlan(List.of(), Outlook.NONE);

    public RunPlan {
        steps = List.copyOf(steps);
        Objects.requireNonNull(outlook, "outlook");
    }
}
