package io.hyperpatch.reconcile;

import io.hyperpatch.intent.Adoption;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Resolution;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.rollout.RunPlan;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How a run turned out to have ended, once each of its intents is resolved. */
public record ResolvedOutcome(Outcome outcome, String reason) {
    public ResolvedOutcome {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(reason, "reason");
    }

    public static ResolvedOutcome of(Run run, RunPlan plan, List<Intent> intents, Map<String, GroupProof> proofs) {
        Optional<String> untellable = reason(intents, Resolution.As.UNTELLABLE);
        if (untellable.isPresent()) {
            return new ResolvedOutcome(
                    run.outcome().filter(told -> !told.endedWithoutCall()).orElse(Outcome.UNKNOWN), untellable.get());
        }
        return Proved.of(plan, proofs)
                .map(proved -> new ResolvedOutcome(proved.outcome(), proved.reason()))
                .orElseGet(() -> unfinished(intents));
    }

    /** A run that changed a part of its plan was interrupted; one that changed nothing has begun nothing. */
    private static ResolvedOutcome unfinished(List<Intent> intents) {
        Optional<String> ended = reason(intents, Resolution.As.ENDED);
        if (ended.isPresent()) {
            return new ResolvedOutcome(
                    Outcome.INTERRUPTED, "not every step was begun; of those that were: " + ended.get());
        }
        Optional<String> adopted = reason(
                intents.stream()
                        .filter(intent -> intent.isAdopted(Adoption.As.NEVER_BEGAN))
                        .toList(),
                Resolution.As.NOTHING_BEGAN);
        if (adopted.isPresent()) {
            return new ResolvedOutcome(Outcome.REFUSED, "by a person's word nothing was begun: " + adopted.get());
        }
        return new ResolvedOutcome(
                Outcome.REFUSED,
                reason(intents, Resolution.As.NOTHING_BEGAN)
                        .or(() -> reason(intents, Resolution.As.REFUSED_BY_SERVICE))
                        .map(why -> "it is proved now that nothing was begun: " + why)
                        .orElse("no start call was made"));
    }

    private static Optional<String> reason(List<Intent> intents, Resolution.As as) {
        return intents.stream()
                .flatMap(intent -> intent.resolution().stream())
                .filter(resolution -> resolution.as() == as)
                .map(Resolution::reason)
                .reduce((first, last) -> last);
    }

    /** People and machines should hear of it, and have not. Until then the lease stays: another run would take the place of this one. */
    public static boolean isOwed(Run run, List<Intent> intents) {
        return isNews(run, intents) && run.resolvedTold().isEmpty();
    }

    /**
     * People should hear of it: they were told Unknown, or that the lease is parked for an intent that has been resolved since. Where it was
     * clear by then that nothing will ever tell, there is no more to say.
     */
    public static boolean isNews(Run run, List<Intent> intents) {
        boolean givenUpBefore = intents.stream()
                .flatMap(intent -> intent.resolution().stream())
                .anyMatch(resolution -> resolution.as() == Resolution.As.UNTELLABLE);
        boolean parked = intents.stream()
                .flatMap(intent -> intent.resolution().stream())
                .anyMatch(resolution -> run.endedAt()
                                .filter(ended -> resolution.at().isAfter(ended))
                                .isPresent()
                        && resolution.as() != Resolution.As.NEVER_CALLED);
        boolean unknown = run.outcome().filter(Outcome.UNKNOWN::equals).isPresent();
        return parked || unknown && !givenUpBefore;
    }
}
