package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.reconcile.Stuck;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Unreported;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** Finds the runs that nobody is at work on any more; where all is well, two queries tell. */
public final class FindStuckFunction extends JsonFunction<JsonNode> {
    /** So that one history holds them; the next reconcile finds the rest. */
    private static final int MOST = 100;

    private final Leases leases;
    private final Unreported unreported;
    private final Executions executions;
    private final Clock clock;

    /** @param lease whether the cluster's lease has to be taken over */
    public record Found(ClusterArn cluster, RunName run, boolean lease, String why) {}

    public record Answer(List<Found> stuck) {}

    public FindStuckFunction() {
        this(Deployed.production());
    }

    FindStuckFunction(Deployed deployed) {
        this(deployed.executions(), deployed.store(), deployed.clock());
    }

    public FindStuckFunction(Executions executions, Store store, Clock clock) {
        super(JsonNode.class);
        this.leases = new Leases(store);
        this.unreported = new Unreported(store);
        this.executions = Objects.requireNonNull(executions);
        this.clock = Objects.requireNonNull(clock);
    }

    /** What is handed over says nothing that could matter: whatever starts reconcile is only a reason to look. */
    @Override
    protected Answer handle(JsonNode ignored) {
        return new Answer(Stuck.find(leases.all(), unreported.all(), executions::status, clock.instant()).stream()
                .limit(MOST)
                .map(stuck -> new Found(stuck.cluster(), stuck.run(), stuck.lease(), stuck.why()))
                .toList());
    }
}
