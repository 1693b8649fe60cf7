package io.hyperpatch.rehearsal.mutant;

import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.handler.IntentInput;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.VersionReadings;
import io.hyperpatch.rehearsal.run.Machines;
import io.hyperpatch.rehearsal.run.RehearsalResult;
import java.util.List;

/**
 * A rule of the product that stands behind another one, or before it, so that nothing breaks without it.
 *
 * @param title of the rule
 * @param off the way to switch it off
 * @param scenario as in {@link Situation}
 * @param by the rule that covers it
 * @param says a part of the run's reason: that rule's own words
 */
record Covered(String title, Redefined off, String scenario, String by, String says) {

    static final List<Covered> ALL = List.of(
            new Covered(
                    "idempotent names",
                    new Redefined(Machines.class, Instead.withoutNames(), "define"),
                    "success",
                    "TakeLease, which begins no run for an execution that is not named as it",
                    "the run's execution failed"),
            new Covered(
                    "image: well-formed",
                    new Redefined("io.hyperpatch.image.PinRules", Instead.kept(), "wellFormed"),
                    "image-refused-well-formed",
                    "admission, which pins nothing but the id of an image, a release version or `default`",
                    "which is no AMI id"),
            new Covered(
                    "image: image-given",
                    new Redefined("io.hyperpatch.image.PinRules", Instead.kept(), "imageGiven"),
                    "parameter-holds-nothing",
                    "the same",
                    "which is no AMI id"),
            new Covered(
                    "image: group-known",
                    new Redefined("io.hyperpatch.image.PinRules", Instead.kept(), "groupKnown"),
                    "group-removed-before-its-image-is-judged",
                    "readiness: groups-known, which looks at the cluster once more",
                    "[groups-known]"),
            new Covered(
                    "readiness: groups-known",
                    new Redefined("io.hyperpatch.readiness.TargetRules", Instead.nothing(), "groupsKnown"),
                    "group-removed-before-its-readiness-is-judged",
                    "the plan, which has no step for a group that is not there, and the proof, which names it",
                    "every node runs the pinned image"),
            new Covered(
                    "version status: five readings alike",
                    new Redefined(VersionReadings.class, Instead.yes(), "enough"),
                    "passed-over-by-a-flapping-status",
                    "the node's update time: where it is shown and stands still, no status proves an update",
                    "nothing that the service shows proves"),
            new Covered(
                    "an intent's number, handed on from its plan",
                    new Redefined(IntentInput.class, Instead.theLast(), "in"),
                    "late-start-takes-no-other-intent",
                    "the wire's state in the Called write. With both switched off, `no-call-before-its-wire-is-armed` breaks",
                    "did not become OK"),
            new Covered(
                    "the wire's state in the Called write",
                    new Redefined(Intents.class, Instead.condition(), "isArmed"),
                    "late-start-takes-no-other-intent",
                    "the intent's number, by which a late invocation finds that its own intent was withdrawn",
                    "did not become OK"),
            new Covered(
                    "the listing: each id once",
                    new Redefined(NodeListing.class, Instead.nobody(), "repeatedIn"),
                    "skipped-node-hidden-while-scaled-in",
                    "the listing's count: an id in place of another one leaves it too short. With both switched off,"
                            + " `the-reported-outcome-is-the-truth` breaks",
                    "1 nodes were left on another image"));

    RehearsalResult play() {
        return MutantScenario.play(scenario);
    }

    /** In the words of the scenario. */
    String description() {
        return MutantScenario.read(scenario).description();
    }

    @Override
    public String toString() {
        return title;
    }
}
