package io.hyperpatch.admission.aws;

import io.hyperpatch.admission.Admission;
import io.hyperpatch.admission.ClusterFinder;
import io.hyperpatch.admission.Decision;
import io.hyperpatch.admission.FoundClusters;
import io.hyperpatch.admission.Relevance;
import io.hyperpatch.admission.Tracked;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.policy.FleetPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Asks AWS for what admission needs, in an order in which most events cost no call at all. */
public final class Admissions {
    private final ImageTracker tracker;
    private final ClusterFinder finder;
    private final GroupImages groups;

    public Admissions(ImageTracker tracker, ClusterFinder finder, GroupImages groups) {
        this.tracker = Objects.requireNonNull(tracker);
        this.finder = Objects.requireNonNull(finder);
        this.groups = Objects.requireNonNull(groups);
    }

    /** @param mayLookAgain whether there is time left to read what flaps once more */
    public Decision admit(FleetPolicy policy, Trigger trigger, boolean mayLookAgain, Instant now) {
        if (Admission.consider(policy, trigger) instanceof Relevance.Quiet quiet) {
            return new Decision.Quiet(quiet.reason());
        }
        Tracked tracked = tracker.resolve(policy.image(), now);
        if (Admission.consider(policy, trigger, tracked) instanceof Relevance.Quiet quiet) {
            return new Decision.Quiet(quiet.reason());
        }
        boolean pointless = tracked.parts().stream().anyMatch(Tracked.Nothing.class::isInstance);
        FoundClusters found = pointless ? new FoundClusters(List.of(), List.of()) : finder.find(policy.clusters());
        GroupImages.Chosen chosen = groups.choose(
                tracked,
                Admission.asked(trigger, found.clusters()),
                found.clusters(),
                policy.image().allowDeprecated(),
                now);
        return mayLookAgain && !chosen.undecided().isEmpty()
                ? new Decision.LookAgain(String.join("; ", chosen.undecided()))
                : Admission.decide(policy, trigger, new Admission.Facts(tracked, found, chosen.byCluster(), now));
    }
}
