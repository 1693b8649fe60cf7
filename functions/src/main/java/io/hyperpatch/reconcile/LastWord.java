package io.hyperpatch.reconcile;

import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Resolution;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.report.RunEnd;
import io.hyperpatch.rollout.RunPlan;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a run ended whose execution died, or failed, before it could say so. */
public final class LastWord {
    private LastWord() {}

    /**
     * The recorded outcome if there is one; Unknown while a call is open, or if it was given up as untellable; what was proved, if every
     * step was; else Refused, which the report makes Interrupted where an earlier step has changed something.
     *
     * @param died how the execution ended, in words
     */
    public static RunEnd of(Run run, RunPlan plan, List<Intent> intents, Map<String, GroupProof> proofs, String died) {
        if (run.outcome().isPresent()) {
            return new RunEnd(run.outcome().get(), run.reason(), run.until(), Optional.empty(), Optional.empty());
        }
        Optional<Intent> open = intents.stream().filter(Intent::isOpen).findFirst();
        if (open.isPresent()) {
            return end(Outcome.UNKNOWN, died + "; what became of " + open.get().id() + " is not proved");
        }
        Optional<String> untellable = intents.stream()
                .flatMap(intent -> intent.resolution().stream())
                .filter(resolution -> resolution.as() == Resolution.As.UNTELLABLE)
                .map(Resolution::reason)
                .findFirst();
        if (untellable.isPresent()) {
            return end(Outcome.UNKNOWN, died + "; " + untellable.get());
        }
        return Proved.of(plan, proofs)
                .map(proved -> end(proved.outcome(), proved.reason()))
                .orElseGet(() -> end(Outcome.REFUSED, died));
    }

    /**
     * The word of a workflow, but for one in which a state failed when every step had been proved: what was proved is what happened to the
     * cluster, whatever failed afterwards.
     */
    public static RunEnd ofWorkflow(RunEnd said, RunPlan plan, Map<String, GroupProof> proofs) {
        return said.failedState()
                .flatMap(state -> Proved.of(plan, proofs))
                .map(proved -> end(proved.outcome(), proved.reason()))
                .orElse(said);
    }

    private static RunEnd end(Outcome outcome, String reason) {
        return new RunEnd(outcome, Optional.of(reason), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
