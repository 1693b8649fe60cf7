package io.hyperpatch.rollout;

import io.hyperpatch.proof.StepProof;
import java.util.Optional;

/**
 * Decides whether a canary step has done what it is for: to let the image run on at least one node before the rest follows.
 *
 * <p>A canary group whose nodes were all passed over, or out of order, or scaled away has shown nothing of the image. Nothing is wrong with
 * it either; so the run ends there, and can be resumed.
 */
public final class CanaryProof {
    private CanaryProof() {}

    /** Why the steps after this one are not begun; empty if they may be, or if there are none. */
    public static Optional<String> missing(RunPlan plan, int step, StepProof proof) {
        return missing(plan, step).filter(why -> !proof.imageHasRun()).map(why -> why + ": " + proof.reason());
    }

    /** The same for a step none of whose groups has a node any more. */
    public static Optional<String> missing(RunPlan plan, int step) {
        boolean canary =
                plan.steps().stream().anyMatch(each -> each.index() == step && each.phase() == Step.Phase.CANARY);
        boolean more = plan.steps().stream().anyMatch(each -> each.index() > step);
        return canary && more
                ? Optional.of(
                        "no node of the canary step is proved to run the image, so the groups after it were not begun")
                : Optional.empty();
    }
}
