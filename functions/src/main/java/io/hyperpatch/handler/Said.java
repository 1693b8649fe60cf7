package io.hyperpatch.handler;

import io.hyperpatch.report.RunEnd;
import io.hyperpatch.rollout.Heard;
import io.hyperpatch.run.Outcome;
import java.util.Objects;
import java.util.Optional;

/**
 * The word of the state before the decision: the answer of one function, or the failure of one state. Empty
 * at the beginning and after a wait.
 */
public record Said(
        Optional<CheckReadinessFunction.Answer> readiness,
        Optional<PlanIntentFunction.Answer> plan,
        Optional<RunEnd.Failure> lostWatch,
        Optional<VerifyStepFunction.Answer> proof,
        Optional<RunEnd.Failure> failedProof) {
    public Said {
        Objects.requireNonNull(readiness, "readiness");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(lostWatch, "lostWatch");
        Objects.requireNonNull(proof, "proof");
        Objects.requireNonNull(failedProof, "failedProof");
    }

    /** The part of it that is not in the run's record. */
    Heard heard() {
        return readiness
                .map(Said::of)
                .or(() -> plan.map(Said::of))
                .or(() -> lostWatch.map(failure -> new Heard.WatchLost(failure.because())))
                .or(() -> proof.map(Said::of))
                .or(() -> failedProof.map(failure -> new Heard.ProofTooEarly(failure.because())))
                .orElseGet(Heard.Nothing::new);
    }

    private static Heard of(CheckReadinessFunction.Answer readiness) {
        return switch (readiness.verdict()) {
            case READY -> new Heard.Nothing();
            case NOT_READY -> new Heard.NotReady(readiness.outcome().orElse(Outcome.REFUSED), readiness.reason());
            case NOT_YET -> new Heard.ReadOn(readiness.reason());
            case LOOK_AGAIN -> new Heard.Short(readiness.reason());
        };
    }

    private static Heard of(PlanIntentFunction.Answer plan) {
        return switch (plan.verdict()) {
            case PLANNED, ALREADY_CALLED, EMPTY, FENCED -> new Heard.Nothing();
            case NOT_YET -> new Heard.PlanTooEarly(plan.reason());
            case NOT_READY -> new Heard.PlanNotReady(plan.reason());
            case REFUSED -> new Heard.PlanRefused(plan.outcome().orElse(Outcome.REFUSED), plan.reason());
        };
    }

    private static Heard of(VerifyStepFunction.Answer proof) {
        return switch (proof.verdict()) {
            case STEP_DONE, IN_FLIGHT, FENCED -> new Heard.Nothing();
            case NOT_YET -> new Heard.ProofTooEarly(proof.reason());
            case OVER -> new Heard.ProofGivenUp(proof.reason());
        };
    }
}
