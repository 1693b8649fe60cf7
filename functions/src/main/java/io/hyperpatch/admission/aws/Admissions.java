package io.hyperpatch.admission.aws;

import io.hyperpatch.admission.Admission;
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

    public Admissions(ImageTracker tracker, ClusterFinder finder) {
        this.tracker = Objects.requireNonNull(tracker);
        this.finder = Objects.requireNonNull(finder);
    }

    public Decision admit(FleetPolicy policy, Trigger trigger, Instant now) {
        if (Admission.consider(policy, trigger) instanceof Relevance.Quiet quiet) {
            return new Decision.Quiet(quiet.reason());
        }
        Tracked tracked = tracker.resolve(policy.image(), now);
        boolean pointless = tracked instanceof Tracked.Nothing
                || Admission.consider(policy, trigger, tracked) instanceof Relevance.Quiet;
        FoundClusters found = pointless ? new FoundClusters(List.of(), List.of()) : finder.find(policy.clusters());
        return Admission.decide(policy, trigger, new Admission.Facts(tracked, found, now));
    }
}
