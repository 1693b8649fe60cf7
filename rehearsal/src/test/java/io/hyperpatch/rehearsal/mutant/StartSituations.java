package io.hyperpatch.rehearsal.mutant;

import io.hyperpatch.admission.RunRequest;
import io.hyperpatch.handler.IntentInput;
import io.hyperpatch.harm.HarmSeen;
import io.hyperpatch.harm.Harmful;
import io.hyperpatch.hyperpod.aws.HyperPodStarter;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.KillSwitch;
import io.hyperpatch.rehearsal.run.Machines;
import io.hyperpatch.rollout.CanaryProof;
import io.hyperpatch.rollout.PolicyAlarms;
import io.hyperpatch.rollout.Progress;
import java.util.List;

/** The rules about whether a run may make its next start call at all. */
final class StartSituations {
    private static final String FORBIDDEN = "no-start-call-that-the-policy-forbids";
    private static final String HARM = "no-image-begins-again-where-it-did-harm";

    static final List<Situation> ALL = List.of(
            new Situation(
                    "observe mode",
                    "a policy that only observes changes nothing",
                    new Redefined(RunRequest.class, Instead.no(), "onlyObserves"),
                    "observe-mode",
                    FORBIDDEN),
            new Situation(
                    "the kill switch in the condition of the Called write",
                    "nothing is started while people have paused the product",
                    new Redefined(KillSwitch.class, Instead.switchedOff(), "isOff"),
                    "paused-while-the-wire-is-awaited",
                    FORBIDDEN),
            new Situation(
                    "the canary's proof before the next step",
                    "an image that has run on no node of the canary does not reach the rest",
                    new Redefined(CanaryProof.class, Instead.empty(), "missing"),
                    "canary-passed-over",
                    "nothing-begins-after-a-canary-that-did-not-run-the-image"),
            new Situation(
                    "the policy's alarms before the start",
                    "no update begins while an alarm that is to guard it has gone off, or is not there",
                    new Redefined(PolicyAlarms.class, Instead.empty(), "unfit"),
                    "alarm-gone-off-before",
                    FORBIDDEN),
            new Situation(
                    "the wire armed before the call",
                    "no update begins whose wire the service could not read as OK",
                    new Redefined(Machines.class, Instead.unarmed(), "define")
                            .and(new Redefined(Intents.class, Instead.condition(), "isArmed")),
                    "alarms-late",
                    "no-call-before-its-wire-is-armed"),
            Situation.of(Safeguard.ARMED, "alarms-late", "no-call-before-its-wire-is-armed"),
            new Situation(
                    "an intent's number, and its wire's state in the Called write",
                    "an invocation of the start function that comes late does not call the next intent",
                    new Redefined(IntentInput.class, Instead.theLast(), "in")
                            .and(new Redefined(Intents.class, Instead.condition(), "isArmed")),
                    "late-start-takes-no-other-intent",
                    "no-call-before-its-wire-is-armed"),
            Situation.of(Safeguard.SNAPSHOT, "planned-anew-before-the-call", "no-call-with-an-old-snapshot"),
            new Situation(
                    "the batch in the start call",
                    "no more nodes go at a time than the policy says",
                    new Redefined(HyperPodStarter.class, Instead.empty(), "batches"),
                    "paced",
                    FORBIDDEN),
            new Situation(
                    "the batch of a rollback in the start call",
                    "a rollback takes no more nodes at a time than the policy says",
                    new Redefined(HyperPodStarter.class, Instead.empty(), "rollbackBatch"),
                    "paced-both-ways",
                    FORBIDDEN),
            new Situation(
                    "the wait in the start call",
                    "between two batches the alarms have the time that the policy says",
                    new Redefined(HyperPodStarter.class, Instead.empty(), "waits"),
                    "paced",
                    FORBIDDEN),
            new Situation(
                    "images blocked where they did harm",
                    "an image that was rolled back comes again only once somebody has lifted that",
                    new Redefined(Harmful.class, Instead.nothing(), "among"),
                    "asked-again-after-a-rollback",
                    HARM),
            new Situation(
                    "the first sight of a rollback, or its proof",
                    "harm is remembered by the group and the image, whichever groups come or go",
                    new Redefined(HarmSeen.class, Instead.noEffect(), "inLook", "inProof"),
                    "group-added-after-a-rollback",
                    HARM),
            new Situation(
                    "stalls told",
                    "people hear of an update that does not move",
                    new Redefined(Progress.class, Instead.no(), "stalled"),
                    "stalled",
                    "a-stall-is-told-in-time"));

    private StartSituations() {}
}
