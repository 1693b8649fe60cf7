package io.hyperpatch.reconcile;

import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.GroupProof.Verdict;
import io.hyperpatch.proof.RunProof;
import io.hyperpatch.proof.StepProof;
import io.hyperpatch.rollout.RunPlan;
import io.hyperpatch.rollout.Step;
import io.hyperpatch.run.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the stored proofs alone make of a run, where its workflow can no longer say it. */
record Proved(Outcome outcome, String reason) {
    /** Empty as long as a step is not proved: then what was called, and what became of it, decides. */
    static Optional<Proved> of(RunPlan plan, Map<String, GroupProof> proofs) {
        List<GroupProof> soFar = new ArrayList<>();
        for (Step step : plan.steps()) {
            List<GroupProof> ofStep = step.groups().stream()
                    .map(proofs::get)
                    .filter(Objects::nonNull)
                    .toList();
            if (ofStep.size() < step.groups().size()) {
                return Optional.empty();
            }
            StepProof proof = StepProof.of(ofStep);
            if (proof.verdict() == Verdict.ROLLED_BACK || proof.verdict() == Verdict.MIXED) {
                Outcome outcome = proof.verdict() == Verdict.MIXED ? Outcome.MIXED : Outcome.ROLLED_BACK;
                return Optional.of(new Proved(outcome, proof.reason()));
            }
            if (proof.verdict() == Verdict.UNPROVEN) {
                return Optional.of(new Proved(Outcome.UNKNOWN, proof.reason()));
            }
            if (!proof.verdict().good()) {
                return Optional.empty();
            }
            soFar.addAll(ofStep);
        }
        return soFar.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Proved(RunProof.outcome(soFar), StepProof.of(soFar).reason()));
    }
}
