package io.hyperpatch.rehearsal.mutant;

import io.hyperpatch.fleet.Turns;
import io.hyperpatch.fleet.aws.FleetTaking;
import java.util.List;

/** The rules by which the clusters of a policy have their turns. */
final class FleetSituations {
    private static final String AFTER_A_BAD_END = "no-cluster-begins-after-a-bad-end";

    static final List<Situation> ALL = List.of(
            new Situation(
                    "the record of a policy, and the end of the last turn before the next one",
                    "two announcements of one image do not patch two clusters at once",
                    new Redefined(FleetTaking.class, Instead.no(), "isOfOther")
                            .and(new Redefined(Turns.class, Instead.empty(), "stop")),
                    "announced-twice-to-two-clusters",
                    "one-cluster-of-a-policy-at-a-time"),
            new Situation(
                    "the stop after a bad end",
                    "an image that did harm on one cluster comes to no further one",
                    new Redefined(Turns.class, Instead.no(), "isBad"),
                    "bad-end-on-the-first-of-two",
                    AFTER_A_BAD_END),
            new Situation(
                    "bad ends that outlive later turns",
                    "a run that does not begin does not make the bad end before it forgotten",
                    new Redefined(Turns.class, Instead.nothing(), "kept"),
                    "bad-end-behind-a-refusal",
                    AFTER_A_BAD_END));

    private FleetSituations() {}
}
