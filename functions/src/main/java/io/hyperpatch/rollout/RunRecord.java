package io.hyperpatch.rollout;

import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Resolution;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.GroupProof.Verdict;
import io.hyperpatch.proof.StepProof;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All that is stored of a run, by which it is decided what it does next.
 *
 * @param leaseHeld whether the execution that asks still holds the cluster's lease
 * @param superseded what is wanted instead, by now, of a run that has called nothing
 * @param observes whether the policy wants no more than the plan
 * @param abort who asked for the run to end, and why
 * @param closedGate why nothing may be begun now, whatever the run is; the kill switch, say
 * @param proofs of each step, by its index; index 0 holds those from planning
 */
public record RunRecord(
        boolean leaseHeld,
        Optional<String> superseded,
        boolean observes,
        Optional<String> abort,
        Optional<String> closedGate,
        RunPlan plan,
        List<Intent> intents,
        Map<Integer, List<GroupProof>> proofs) {
    public RunRecord {
        Objects.requireNonNull(superseded, "superseded");
        Objects.requireNonNull(abort, "abort");
        Objects.requireNonNull(closedGate, "closedGate");
        Objects.requireNonNull(plan, "plan");
        intents = List.copyOf(intents);
        proofs = Map.copyOf(proofs);
    }

    /** The call whose effect is not known yet; at most one is open, whatever its direction. */
    public Optional<Intent> openCall() {
        return intents.stream().filter(Intent::isOpen).findFirst();
    }

    /** The first step that is not over; empty once every step is. */
    public Optional<Step> nextStep() {
        return plan.steps().stream().filter(step -> !isOver(step)).findFirst();
    }

    /** The last of the steps that are over, in a run that has any. */
    public Optional<Step> lastOver() {
        return plan.steps().stream().filter(this::isOver).reduce((first, second) -> second);
    }

    private boolean isOver(Step step) {
        return isEmpty(step)
                || wasUntellable(step)
                || called(step) && endOf(step).filter(RunRecord::isFinal).isPresent();
    }

    private boolean called(Step step) {
        return ofStep(step).stream().anyMatch(intent -> intent.calledAt().isPresent())
                && ofStep(step).stream().noneMatch(Intent::isOpen);
    }

    private List<Intent> ofStep(Step step) {
        return intents.stream()
                .filter(intent -> intent.id().step() == step.index())
                .toList();
    }

    /** Nothing shown can tell how its update ended. */
    public boolean wasUntellable(Step step) {
        return ofStep(step).stream()
                .flatMap(intent -> intent.resolution().stream())
                .anyMatch(resolution -> resolution.as() == Resolution.As.UNTELLABLE);
    }

    /** Every group of it had lost its nodes, or was removed, before its call; so none was made. */
    public boolean isEmpty(Step step) {
        List<GroupProof> proved = proofs.getOrDefault(step.index(), List.of());
        return ofStep(step).stream().noneMatch(intent -> intent.calledAt().isPresent())
                && step.groups().stream().allMatch(group -> proved.stream()
                        .anyMatch(proof -> proof.name().equals(group) && proof.verdict() == Verdict.EMPTY));
    }

    /** The proofs of the groups that its call was made for; empty before there are any. */
    public Optional<StepProof> endOf(Step step) {
        List<GroupProof> proved = proofs.getOrDefault(step.index(), List.of());
        List<GroupProof> withNodes = proved.stream()
                .filter(proof -> proof.verdict() != Verdict.EMPTY)
                .toList();
        return proved.isEmpty()
                ? Optional.empty()
                : Optional.of(StepProof.of(withNodes.isEmpty() ? proved : withNodes));
    }

    private static boolean isFinal(StepProof proof) {
        return proof.verdict().good() || isUndone(proof);
    }

    static boolean isUndone(StepProof proof) {
        return proof.verdict() == Verdict.ROLLED_BACK || proof.verdict() == Verdict.MIXED;
    }

    /** The last proof of each group, in the order of the steps. */
    public List<GroupProof> soFar() {
        Map<String, GroupProof> last = new LinkedHashMap<>();
        proofs.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(step -> step.getValue()
                .forEach(proof -> last.put(proof.name(), proof)));
        return List.copyOf(last.values());
    }
}
