package io.hyperpatch.admission;

import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.Proofs;
import io.hyperpatch.proof.StepProof;
import io.hyperpatch.rollout.CanaryProof;
import io.hyperpatch.rollout.RunPlan;
import io.hyperpatch.rollout.RunPlans;
import io.hyperpatch.rollout.Step;
import io.hyperpatch.run.Run;
import io.hyperpatch.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what a run has proved, and what it has left behind. */
final class ServedRequests {
    private final Proofs proofs;
    private final RunPlans plans;

    ServedRequests(Store store) {
        this.proofs = new Proofs(store);
        this.plans = new RunPlans(store);
    }

    Served by(Run run) {
        Map<String, GroupProof> proved = proofs.of(run.name());
        return new Served(run.name(), proved, fruitlessCanary(plans.of(run.name()), proved));
    }

    private static Set<String> fruitlessCanary(RunPlan plan, Map<String, GroupProof> proved) {
        return plan.steps().stream()
                .filter(step -> CanaryProof.missing(plan, step.index()).isPresent())
                .filter(step -> hasRunNowhere(step, proved))
                .flatMap(step -> step.groups().stream())
                .collect(Collectors.toSet());
    }

    /** A step of which nothing is proved has not been begun. */
    private static boolean hasRunNowhere(Step step, Map<String, GroupProof> proved) {
        List<GroupProof> groups = step.groups().stream()
                .filter(proved::containsKey)
                .map(proved::get)
                .toList();
        return !groups.isEmpty() && !StepProof.of(groups).imageHasRun();
    }
}
