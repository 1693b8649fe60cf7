package io.hyperpatch.admission.aws;

import io.hyperpatch.admission.Return;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.lease.WaitingRequest;
import io.hyperpatch.lease.WaitingRequests;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Has admission look again for a request that waited for a lease, once that is free.
 *
 * <p>Whatever dies on the way has left the note, and the next reconcile finds it: the lease is free, and a request waits for it.
 */
public final class Waking {
    private final Leases leases;
    private final WaitingRequests waiting;
    private final Runs runs;
    private final Returns returns;

    public Waking(Store store, Returns returns) {
        this.leases = new Leases(store);
        this.waiting = new WaitingRequests(store);
        this.runs = new Runs(store);
        this.returns = Objects.requireNonNull(returns);
    }

    /** Schedules the look, if the cluster's lease is free and a request waits for it; asked again, it does the same. */
    public void wake(ClusterArn cluster, Instant now) {
        Optional<WaitingRequest> request = waiting.find(cluster);
        Optional<Lease> free =
                request.flatMap(any -> leases.find(cluster)).filter(lease -> lease.state() == Lease.State.FREE);
        if (free.isEmpty()) {
            return;
        }
        runs.find(cluster, request.get().run())
                .ifPresent(run -> wake(run, free.get().since(), now));
        waiting.served(cluster, request.get());
    }

    private void wake(Run run, Instant freeSince, Instant now) {
        runs.freed(run.cluster(), run.name(), now);
        returns.schedule(Return.of(run.policy(), freeSince, now), workflow(run.parent()));
    }

    /** The workflow of an execution: both ARNs carry its name. */
    private static String workflow(String execution) {
        String machine = execution.replace(":execution:", ":stateMachine:");
        return machine.substring(0, machine.lastIndexOf(':'));
    }
}
