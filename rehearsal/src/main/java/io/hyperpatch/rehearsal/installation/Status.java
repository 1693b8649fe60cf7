package io.hyperpatch.rehearsal.installation;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.KillSwitch;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.reconcile.Stuck;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Unreported;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How an installation stands.
 *
 * @param clusters in the order of their ARNs: those of which anything is recorded
 * @param stuck what nobody is at work on any more: reconcile takes it up
 * @param resting those of them with which rounds of reconcile failed again and again, and which the next round leaves out
 * @param stopped policies of which no further cluster begins with the same images
 * @param unreported runs whose end has not been told yet; those that go on are among them
 */
public record Status(
        Installation installation,
        KillSwitch.State killSwitch,
        Subscriptions subscriptions,
        List<Cluster> clusters,
        List<Stuck> stuck,
        Set<RunName> resting,
        List<Stopped> stopped,
        List<Unreported.Entry> unreported) {
    public Status {
        Objects.requireNonNull(installation, "installation");
        Objects.requireNonNull(killSwitch, "killSwitch");
        Objects.requireNonNull(subscriptions, "subscriptions");
        clusters = List.copyOf(clusters);
        stuck = List.copyOf(stuck);
        resting = Set.copyOf(resting);
        stopped = List.copyOf(stopped);
        unreported = List.copyOf(unreported);
    }

    /**
     * A policy whose clusters have no turn after a bad end, until another image is wanted, or a person resumes it.
     *
     * @param after the run that had the bad end
     */
    public record Stopped(String policy, RunName after, String cluster, Outcome outcome) {
        public Stopped {
            Objects.requireNonNull(policy, "policy");
            Objects.requireNonNull(after, "after");
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * One image that is blocked.
     *
     * @param image as {@code unblock} takes it
     * @param groups in which it did harm, or is held back
     * @param reason what happened there, and when
     */
    public record Block(String image, List<String> groups, String reason) {
        public Block {
            Objects.requireNonNull(image, "image");
            groups = List.copyOf(groups);
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * @param lease empty if it was never taken
     * @param waits the run whose request waits for the lease
     * @param unresolved the intents that keep the lease from going back
     * @param looksAgainBy of a run that waits: an event wakes it earlier
     * @param runs the latest, newest first
     * @param blocked images that begin again only once a person has lifted their harm
     */
    public record Cluster(
            ClusterArn arn,
            String name,
            Optional<Lease> lease,
            Optional<RunName> waits,
            List<Intent> unresolved,
            Optional<Instant> looksAgainBy,
            List<Run> runs,
            List<Block> blocked) {
        public Cluster {
            Objects.requireNonNull(arn, "arn");
            Objects.requireNonNull(name, "name");
            unresolved = List.copyOf(unresolved);
            runs = List.copyOf(runs);
            blocked = List.copyOf(blocked);
        }
    }
}
