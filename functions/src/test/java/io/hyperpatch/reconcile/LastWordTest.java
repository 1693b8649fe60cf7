package io.hyperpatch.reconcile;

import static io.hyperpatch.intent.IntentFixture.PIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.Pin;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.GroupProof.Verdict;
import io.hyperpatch.proof.GroupProofs;
import io.hyperpatch.report.RunEnd;
import io.hyperpatch.rollout.Outlook;
import io.hyperpatch.rollout.RunPlan;
import io.hyperpatch.rollout.Step;
import io.hyperpatch.run.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastWordTest {
    private static final RunPlan TWO_STEPS = new RunPlan(
            List.of(
                    new Step(1, Step.Phase.CANARY, Pin.of(PIN), List.of("canary")),
                    new Step(2, Step.Phase.REST, Pin.of(PIN), List.of("gpu"))),
            Outlook.NONE);
    private static final RunEnd FAILED = new RunEnd(
            Outcome.REFUSED,
            Optional.empty(),
            Optional.empty(),
            Optional.of("DecideNext"),
            Optional.of(new RunEnd.WorkflowError(Optional.of("Runtime.ExitError"), Optional.empty())));

    private static GroupProof proof(String group, Verdict verdict) {
        return GroupProofs.of(group, verdict, verdict.name());
    }

    @Test
    void isWhatWasProvedWhereAStateFailsAfterTheLastProof() {
        Map<String, GroupProof> proofs =
                Map.of("canary", proof("canary", Verdict.VERIFIED), "gpu", proof("gpu", Verdict.VERIFIED));

        assertThat(LastWord.ofWorkflow(FAILED, TWO_STEPS, proofs).outcome()).isEqualTo(Outcome.VERIFIED);
    }

    @Test
    void isTheFailureWhereAStepIsLeft() {
        Map<String, GroupProof> proofs = Map.of("canary", proof("canary", Verdict.VERIFIED));

        assertThat(LastWord.ofWorkflow(FAILED, TWO_STEPS, proofs)).isEqualTo(FAILED);
    }

    @Test
    void isThatOfADecisionWhateverWasProved() {
        RunEnd decided = new RunEnd(
                Outcome.DEFERRED,
                Optional.of("the image is young"),
                Optional.of(Instant.EPOCH),
                Optional.empty(),
                Optional.empty());
        Map<String, GroupProof> proofs =
                Map.of("canary", proof("canary", Verdict.VERIFIED), "gpu", proof("gpu", Verdict.VERIFIED));

        assertThat(LastWord.ofWorkflow(decided, TWO_STEPS, proofs)).isEqualTo(decided);
    }
}
