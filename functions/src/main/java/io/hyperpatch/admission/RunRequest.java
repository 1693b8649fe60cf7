package io.hyperpatch.admission;

import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.image.ImageTerms;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.rollout.RolloutRules;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The one record of what was admitted for a cluster. It is stored before anything is started, and whatever
 * works on the run reads it there: who may start an execution can choose no image.
 *
 * @param mode whether the run may change anything
 * @param generation what was wanted of the cluster by its number; absent in a request stored before it was
 *     counted
 * @param pins the pin of each instance group; they are stored as what the call asks for, so that a request
 *     that was read does not say what the newest image was resolved to
 * @param identities what stands for the image of each pin: for {@code default} what names or times it; empty in
 *     what an earlier version stored
 * @param parent the execution of patch-fleet that admitted it
 * @param end how the run ends before it begins, if it does
 */
public record RunRequest(
        RunName run,
        ClusterRef cluster,
        String policy,
        FleetPolicy.Mode mode,
        Optional<Long> generation,
        Map<String, Pin> pins,
        Map<String, String> identities,
        ImageTerms image,
        RolloutRules rollout,
        String parent,
        Optional<End> end) {
    public RunRequest {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(generation, "generation");
        pins = Map.copyOf(pins);
        identities = identities == null ? Map.of() : Map.copyOf(identities);
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(rollout, "rollout");
        Objects.requireNonNull(parent, "parent");
    }

    /**
     * The end of a run that does not begin.
     *
     * @param until when the image is old enough, if that is what it waits for
     */
    public record End(Outcome outcome, String reason, Optional<Instant> until) {
        public End {
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(reason, "reason");
        }
    }

    public RunRequest ending(End how) {
        return new RunRequest(
                run, cluster, policy, mode, generation, pins, identities, image, rollout, parent, Optional.of(how));
    }

    /** The run as it is recorded when its execution begins. */
    public Run planned(Instant now) {
        return Run.planned(run, cluster.arn(), cluster.name(), policy, pins, parent, now);
    }

    /** The pins as they were chosen, as far as that is stored. */
    public Map<String, Pin> chosen() {
        Map<String, Pin> chosen = new TreeMap<>(pins);
        identities.forEach((group, identity) -> chosen.put(group, Pin.of(identity)));
        return chosen;
    }

    /** Plans and notifies, and starts nothing. */
    public boolean onlyObserves() {
        return mode == FleetPolicy.Mode.OBSERVE;
    }
}
