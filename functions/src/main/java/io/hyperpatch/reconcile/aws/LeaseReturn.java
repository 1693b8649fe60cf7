package io.hyperpatch.reconcile.aws;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.aws.Wires;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.platform.Ownership;
import io.hyperpatch.reconcile.ResolvedOutcome;
import io.hyperpatch.reconcile.SpentWire;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a hold on a cluster: the lease goes back, or is parked while something of its run is unresolved, or
 * owed to people.
 */
public final class LeaseReturn {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseReturn.class);

    private final ClusterReader clusters;
    private final Wires wires;
    private final Leases leases;
    private final Intents intents;
    private final Runs runs;

    public LeaseReturn(ClusterReader clusters, Wires wires, Store store) {
        this.clusters = Objects.requireNonNull(clusters);
        this.wires = Objects.requireNonNull(wires);
        this.leases = new Leases(store);
        this.intents = new Intents(store);
        this.runs = new Runs(store);
    }

    /**
     * Gives a held lease back, or parks it.
     *
     * @return why it is parked; empty if it was given back
     */
    public Optional<String> giveBackOrPark(ClusterArn cluster, Lease held, Instant now) {
        RunName run = held.run();
        intents.withdrawPlanned(run, "the run has ended", now);
        try {
            removeWires(cluster, run, now);
        } catch (RuntimeException e) {
            // A wire that stays harms nobody; a lease that stays keeps everybody out.
            LOG.warn("the wires of {} stay", run, e);
        }
        Optional<String> keeps = keeps(cluster, run);
        if (keeps.isPresent()) {
            leases.park(cluster, held, now);
        } else {
            leases.giveBack(cluster, held, now);
        }
        return keeps;
    }

    private Optional<String> keeps(ClusterArn cluster, RunName name) {
        List<Intent> ofRun = intents.of(name);
        return ofRun.stream()
                .filter(Intent::isOpen)
                .findFirst()
                .map(open -> "what became of " + open.id() + " is not proved")
                .or(() -> runs.find(cluster, name)
                        .filter(run -> ResolvedOutcome.isOwed(run, ofRun))
                        .map(run -> "how " + name + " turned out is still to be told"));
    }

    /**
     * A wire goes only when its intent is resolved and no group's configuration names it: a rollback may
     * still need it.
     */
    private void removeWires(ClusterArn arn, RunName run, Instant now) {
        List<Intent> resolved = intents.of(run).stream()
                .filter(intent -> intent.ownership() == Ownership.WIRE && SpentWire.hasTold(intent))
                .toList();
        if (resolved.isEmpty()) {
            return;
        }
        Cluster cluster = clusters.describe(arn);
        wires.delete(resolved.stream()
                .filter(intent -> SpentWire.is(intent, cluster, now))
                .map(Intent::wire)
                .toList());
    }
}
