package io.hyperpatch.reconcile;

import static io.hyperpatch.intent.IntentFixture.ARN;
import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.PIN;
import static io.hyperpatch.intent.IntentFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.Pin;
import io.hyperpatch.intent.Adoption;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.intent.Resolution;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.GroupProof.Verdict;
import io.hyperpatch.proof.GroupProofs;
import io.hyperpatch.rollout.Outlook;
import io.hyperpatch.rollout.RunPlan;
import io.hyperpatch.rollout.Step;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResolvedOutcomeTest {
    /** The fixture's resolutions are of the time of the call. */
    private static final Instant BEFORE = CALLED_AT.minus(Duration.ofMinutes(1));

    private static final Instant AFTER = CALLED_AT.plus(Duration.ofMinutes(1));
    private static final RunPlan TWO_STEPS = new RunPlan(
            List.of(
                    new Step(1, Step.Phase.CANARY, Pin.of(PIN), List.of("canary")),
                    new Step(2, Step.Phase.REST, Pin.of(PIN), List.of("gpu"))),
            Outlook.NONE);

    private final Runs runs = new Runs(new InMemoryStore());

    @BeforeEach
    void aRun() {
        runs.begin(Run.planned(RUN, ARN, "train-a", "gpu-fleet", Map.of("gpu", Pin.of(PIN)), "parent", CALLED_AT));
    }

    private Run ended(Outcome outcome, Instant at) {
        return runs.end(ARN, RUN, outcome, "because", Optional.empty(), at);
    }

    private static Intent resolved(Resolution.As as) {
        return IntentFixture.number(1).resolved(as).intent();
    }

    private static GroupProof proof(String group, Verdict verdict) {
        return GroupProofs.of(group, verdict, verdict.name());
    }

    private Outcome outcome(Run run, Resolution.As as, GroupProof... proofs) {
        Map<String, GroupProof> byGroup = new java.util.HashMap<>();
        List.of(proofs).forEach(proof -> byGroup.put(proof.name(), proof));
        return ResolvedOutcome.of(run, TWO_STEPS, List.of(resolved(as)), byGroup)
                .outcome();
    }

    @Test
    void isWhatWasProvedOnceEveryStepIs() {
        assertThat(outcome(
                        ended(Outcome.UNKNOWN, BEFORE),
                        Resolution.As.ENDED,
                        proof("canary", Verdict.VERIFIED),
                        proof("gpu", Verdict.VERIFIED_WITH_SKIPS)))
                .isEqualTo(Outcome.VERIFIED_WITH_SKIPS);
    }

    @Test
    void isMixedWhereALaterStepWasNeverBegun() {
        assertThat(outcome(ended(Outcome.UNKNOWN, BEFORE), Resolution.As.ENDED, proof("canary", Verdict.VERIFIED)))
                .isEqualTo(Outcome.INTERRUPTED);
    }

    @Test
    void isRefusedOnceItIsProvedThatNothingBegan() {
        assertThat(outcome(ended(Outcome.UNKNOWN, BEFORE), Resolution.As.NOTHING_BEGAN))
                .isEqualTo(Outcome.REFUSED);
    }

    @Test
    void isRefusedByThePersonsWordWhereNothingProvesThatNothingBegan() {
        Intent adopted = IntentFixture.number(1)
                .adopted(Adoption.As.NEVER_BEGAN)
                .resolved(Resolution.As.NOTHING_BEGAN)
                .intent();

        ResolvedOutcome known =
                ResolvedOutcome.of(ended(Outcome.UNKNOWN, BEFORE), TWO_STEPS, List.of(adopted), Map.of());

        assertThat(known.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(known.reason())
                .startsWith("by a person's word nothing was begun")
                .doesNotContain("proved");
    }

    @Test
    void staysUnknownWhereNobodyCanTell() {
        assertThat(outcome(ended(Outcome.UNKNOWN, BEFORE), Resolution.As.UNTELLABLE))
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void isUnknownWhereARefusalTurnsOutToBeUntellable() {
        assertThat(outcome(ended(Outcome.REFUSED, BEFORE), Resolution.As.UNTELLABLE))
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void isOwedAfterUnknownUntilItWasTold() {
        Run unknown = ended(Outcome.UNKNOWN, AFTER);
        List<Intent> intents = List.of(resolved(Resolution.As.ENDED));
        assertThat(ResolvedOutcome.isOwed(unknown, intents)).isTrue();

        runs.resolvedNotified(ARN, RUN, AFTER);
        assertThat(ResolvedOutcome.isOwed(runs.find(ARN, RUN).orElseThrow(), intents))
                .as("machines have not been told yet")
                .isTrue();

        runs.resolvedTold(ARN, RUN, AFTER);
        assertThat(ResolvedOutcome.isOwed(runs.find(ARN, RUN).orElseThrow(), intents))
                .isFalse();
    }

    @Test
    void isOwedWhereAnIntentWasResolvedAfterTheReport() {
        assertThat(ResolvedOutcome.isOwed(ended(Outcome.MIXED, BEFORE), List.of(resolved(Resolution.As.ENDED))))
                .isTrue();
    }

    @Test
    void isNoNewsWhereTheReportSaidIt() {
        assertThat(ResolvedOutcome.isOwed(ended(Outcome.VERIFIED, AFTER), List.of(resolved(Resolution.As.ENDED))))
                .isFalse();
        assertThat(ResolvedOutcome.isOwed(
                        runs.find(ARN, RUN).orElseThrow(), List.of(resolved(Resolution.As.NEVER_CALLED))))
                .isFalse();
    }

    @Test
    void lastWordIsUnknownWhereACallWasGivenUp() {
        assertThat(LastWord.of(
                                runs.find(ARN, RUN).orElseThrow(),
                                TWO_STEPS,
                                List.of(resolved(Resolution.As.UNTELLABLE)),
                                Map.of(),
                                "the execution ended ABORTED")
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }
}
