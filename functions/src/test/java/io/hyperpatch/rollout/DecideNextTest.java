package io.hyperpatch.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.intent.Resolution;
import io.hyperpatch.proof.Evidence;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.GroupProof.Verdict;
import io.hyperpatch.proof.GroupProofs;
import io.hyperpatch.proof.Stand;
import io.hyperpatch.run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a run with a canary step and one more does next. */
class DecideNextTest {
    private static final Instant NOW = IntentFixture.CALLED_AT.plus(Duration.ofHours(1));
    private static final Step CANARY = new Step(1, Step.Phase.CANARY, Pin.of(IntentFixture.PIN), List.of("canary"));
    private static final Step REST = new Step(2, Step.Phase.REST, Pin.of(IntentFixture.PIN), List.of("gpu"));
    private static final Step BACK = new Step(
            3,
            Step.Direction.BACK,
            Step.Phase.REST,
            Pin.of(IntentFixture.OLD),
            List.of("gpu"),
            Optional.of(DeploymentConfig.NONE));

    private boolean leaseHeld = true;
    private Optional<String> superseded = Optional.empty();
    private boolean observes;
    private Optional<String> abort = Optional.empty();
    private Optional<String> closedGate = Optional.empty();
    private RunPlan plan = new RunPlan(List.of(CANARY, REST), Outlook.NONE, Optional.of("nothing is at work"));
    private final List<Intent> intents = new ArrayList<>();
    private final Map<Integer, List<GroupProof>> proofs = new HashMap<>();
    private Heard heard = new Heard.Nothing();
    private Tries tries = new Tries(0, 0, 0, 0, 0, 0);

    private NextAct next() {
        return DecideNext.decide(
                new RunRecord(leaseHeld, superseded, observes, abort, closedGate, plan, intents, proofs),
                heard,
                tries,
                NOW);
    }

    private void unplanned() {
        plan = RunPlan.NONE;
    }

    private void called(int step) {
        intents.add(IntentFixture.number(1).step(step).intent());
    }

    private void endSeen(int step) {
        intents.add(IntentFixture.number(1).step(step).endedAt(NOW).intent());
    }

    private void ended(int step, String group, Verdict verdict) {
        Resolution.As as = verdict == Verdict.UNPROVEN ? Resolution.As.UNTELLABLE : Resolution.As.ENDED;
        intents.add(IntentFixture.number(1).step(step).resolved(as).intent());
        proofs.put(step, List.of(GroupProofs.of(group, verdict, group + " is " + verdict)));
    }

    private void wait(Duration pause, String reason) {
        assertThat(next()).isEqualTo(new NextAct.Wait(NOW.plus(pause), reason));
    }

    private void end(Outcome outcome, String reason) {
        assertThat(next()).isEqualTo(new NextAct.End(outcome, reason));
    }

    @Test
    void checksTheClusterBeforeThereIsAPlan() {
        unplanned();

        assertThat(next()).isInstanceOf(NextAct.Check.class);
    }

    @Test
    void endsWhereTheClusterMayNotBePatched() {
        unplanned();
        heard = new Heard.NotReady(Outcome.ALREADY_CURRENT, "all is done");

        end(Outcome.ALREADY_CURRENT, "all is done");
    }

    @Test
    void readsOnAfterAMinuteAndNotForEver() {
        unplanned();
        heard = new Heard.ReadOn("200 of 900 nodes are read");

        wait(Duration.ofMinutes(1), "200 of 900 nodes are read");

        tries = new Tries(200, 0, 0, 0, 0, 0);

        end(Outcome.REFUSED, "200 of 900 nodes are read");
    }

    @Test
    void looksThreeTimesMoreWhetherAShortageMoves() {
        unplanned();
        heard = new Heard.Short("gpu has 3 of 4 nodes");
        tries = new Tries(4, 3, 0, 0, 0, 0);

        wait(Duration.ofMinutes(15), "gpu has 3 of 4 nodes");

        tries = new Tries(5, 4, 0, 0, 0, 0);

        end(Outcome.REFUSED, "gpu has 3 of 4 nodes");
    }

    @Test
    void beginsTheFirstStepThatIsNotDone() {
        assertThat(next()).isEqualTo(new NextAct.Begin(1, "step 1 is not done"));

        ended(1, "canary", Verdict.VERIFIED);

        assertThat(next()).isEqualTo(new NextAct.Begin(2, "step 2 is not done"));
    }

    @Test
    void beginsAStepAgainWhoseCallBeganNothing() {
        intents.add(
                IntentFixture.number(1).resolved(Resolution.As.NOTHING_BEGAN).intent());

        assertThat(next()).isEqualTo(new NextAct.Begin(1, "step 1 is not done"));
    }

    @Test
    void goesOnWithAStepThatIsPlannedAndNotCalled() {
        intents.add(IntentFixture.number(1).planned().intent());

        assertThat(next()).isEqualTo(new NextAct.Begin(1, "step 1 is not done"));
    }

    @Test
    void followsACallWhateverPeopleWant() {
        called(1);
        abort = Optional.of("dana asks for it");
        closedGate = Optional.of("the kill switch is on");

        assertThat(next()).isInstanceOf(NextAct.Follow.class);
    }

    @Test
    void provesAStepWhoseEndWasSeen() {
        ended(1, "canary", Verdict.VERIFIED);
        endSeen(2);

        assertThat(next()).isEqualTo(new NextAct.Prove(2, "the update of step 2 is over"));
    }

    @Test
    void provesLaterWhatIsOnItsWayAndNotForEver() {
        endSeen(1);
        heard = new Heard.ProofTooEarly("i-1 is Pending");

        wait(Duration.ofMinutes(5), "i-1 is Pending");

        tries = new Tries(1, 0, 1, 1, 0, 200);

        end(Outcome.UNKNOWN, "i-1 is Pending");
    }

    @Test
    void endsWithoutAWordOnTheClusterWhereNoProofIsWaitedForAnyLonger() {
        endSeen(1);
        heard = new Heard.ProofGivenUp("the deadline is over");

        end(Outcome.UNKNOWN, "the deadline is over");
    }

    @Test
    void beginsALostWatchAgainThreeTimesInARow() {
        called(1);
        heard = new Heard.WatchLost("the state WatchUpdate failed");
        tries = new Tries(1, 0, 1, 3, 3, 0);

        wait(Duration.ofMinutes(1), "the state WatchUpdate failed");

        tries = new Tries(1, 0, 1, 4, 4, 0);

        end(Outcome.UNKNOWN, "the state WatchUpdate failed");
    }

    @Test
    void endsByTheProofsOfAllGroupsOnceNoStepIsLeft() {
        proofs.put(0, List.of(GroupProofs.of("login", Verdict.ALREADY_CURRENT, "it was on it")));
        ended(1, "canary", Verdict.VERIFIED);
        ended(2, "gpu", Verdict.VERIFIED_WITH_SKIPS);

        end(
                Outcome.VERIFIED_WITH_SKIPS,
                "canary: canary is VERIFIED; gpu: gpu is VERIFIED_WITH_SKIPS; login: it was on it");
    }

    @Test
    void endsAfterAStepThatWasRolledBack() {
        ended(1, "canary", Verdict.ROLLED_BACK);

        end(Outcome.ROLLED_BACK, "canary: canary is ROLLED_BACK");
    }

    @Test
    void endsAfterAStepThatLeftItsGroupsInPart() {
        ended(1, "canary", Verdict.VERIFIED);
        ended(2, "gpu", Verdict.MIXED);

        end(Outcome.MIXED, "gpu: gpu is MIXED");
    }

    @Test
    void endsAfterAStepOfWhichNothingCanTellHowItEnded() {
        ended(1, "canary", Verdict.UNPROVEN);

        end(Outcome.UNKNOWN, "canary: canary is UNPROVEN");
    }

    @Test
    void letsNothingFollowACanaryThatDidNotRunTheImage() {
        intents.add(IntentFixture.number(1).resolved(Resolution.As.ENDED).intent());
        proofs.put(
                1,
                List.of(new GroupProof(
                        "canary",
                        Verdict.VERIFIED_WITH_SKIPS,
                        "every node was passed over",
                        Evidence.IMAGE_ID,
                        Optional.empty(),
                        Pin.of(IntentFixture.PIN),
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        0,
                        Set.of(Stand.AS_BEFORE),
                        false,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of())));

        assertThat(next()).isInstanceOfSatisfying(NextAct.End.class, end -> {
            assertThat(end.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(end.reason()).contains("no node of the canary step", "every node was passed over");
        });
    }

    @Test
    void letsNothingFollowACanaryThatHasLostItsNodes() {
        proofs.put(1, List.of(GroupProofs.of("canary", Verdict.EMPTY, "it has no nodes")));

        assertThat(next()).isInstanceOfSatisfying(NextAct.End.class, end -> {
            assertThat(end.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(end.reason()).contains("have no nodes any more");
        });
    }

    @Test
    void passesOverALaterStepThatHasLostItsNodes() {
        ended(1, "canary", Verdict.VERIFIED);
        proofs.put(2, List.of(GroupProofs.of("gpu", Verdict.EMPTY, "it has no nodes")));

        end(Outcome.VERIFIED, "canary: canary is VERIFIED; gpu: it has no nodes");
    }

    @Test
    void endsWithThePlanWhereThePolicyOnlyObserves() {
        observes = true;

        end(Outcome.OBSERVED, "nothing is at work");
    }

    @Test
    void beginsNothingThatIsNotWantedAnyMore() {
        superseded = Optional.of("another image is wanted");

        end(Outcome.SUPERSEDED, "another image is wanted");
    }

    @Test
    void followsACallEvenIfAnotherImageIsWanted() {
        called(1);
        superseded = Optional.of("another image is wanted");

        assertThat(next()).isInstanceOf(NextAct.Follow.class);
    }

    @Test
    void beginsNothingOncePeopleAskForAnAbort() {
        ended(1, "canary", Verdict.VERIFIED);
        abort = Optional.of("dana asks for it");

        end(Outcome.ABORTED, "dana asks for it");
    }

    @Test
    void beginsNothingAtAClosedGate() {
        closedGate = Optional.of("the kill switch is on");

        end(Outcome.REFUSED, "the kill switch is on");
    }

    @Test
    void takesAStepBackThroughEveryGate() {
        plan = new RunPlan(List.of(CANARY, REST, BACK), Outlook.NONE);
        ended(1, "canary", Verdict.VERIFIED);
        ended(2, "gpu", Verdict.MIXED);
        abort = Optional.of("dana asks for it");
        closedGate = Optional.of("the kill switch is on");

        assertThat(next()).isEqualTo(new NextAct.Begin(3, "step 3 is not done"));

        ended(3, "gpu", Verdict.VERIFIED);

        end(Outcome.ROLLED_BACK, "canary: canary is VERIFIED; gpu: gpu is VERIFIED");
    }

    @Test
    void endsAtOnceWhereTheFirstStepMayNotBegin() {
        heard = new Heard.PlanNotReady("an update is under way");

        end(Outcome.REFUSED, "an update is under way");
    }

    @Test
    void letsAClusterSettleBeforeALaterStepAndNotForEver() {
        ended(1, "canary", Verdict.VERIFIED);
        heard = new Heard.PlanNotReady("a node is replaced");
        tries = new Tries(1, 0, 11, 1, 0, 0);

        wait(Duration.ofMinutes(5), "a node is replaced");

        tries = new Tries(1, 0, 12, 1, 0, 0);

        end(Outcome.REFUSED, "a node is replaced");
    }

    @Test
    void listsTheNodesAgainAndNotForEver() {
        heard = new Heard.PlanTooEarly("a node stood there twice");

        wait(Duration.ofMinutes(5), "a node stood there twice");

        tries = new Tries(1, 0, 12, 0, 0, 0);

        end(Outcome.REFUSED, "a node stood there twice");
    }

    @Test
    void endsWhereNoCallIsToBePlanned() {
        heard = new Heard.PlanRefused(Outcome.REFUSED, "3 start calls in a row began nothing");

        end(Outcome.REFUSED, "3 start calls in a row began nothing");
    }

    @Test
    void leavesEverythingToWhoeverHoldsTheLease() {
        leaseHeld = false;
        called(1);

        assertThat(next()).isInstanceOf(NextAct.Leave.class);
    }
}
