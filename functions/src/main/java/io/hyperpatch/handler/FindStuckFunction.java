package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.reconcile.Standing;
import io.hyperpatch.reconcile.Stuck;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Unreported;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Finds the runs that nobody is at work on any more; where all is well, two queries tell, and one more for each run that goes on. */
public final class FindStuckFunction extends JsonFunction<JsonNode> {
    /** So that one history holds them; the next reconcile finds the rest. */
    private static final int MOST = 100;

    private final Intents intents;
    private final Leases leases;
    private final Unreported unreported;
    private final Executions executions;
    private final Consumer<Standing> count;
    private final Clock clock;

    /** @param lease whether the cluster's lease has to be taken over */
    public record Found(ClusterArn cluster, RunName run, boolean lease, String why) {}

    public record Answer(List<Found> stuck) {}

    public FindStuckFunction() {
        this(Deployed.production());
    }

    FindStuckFunction(Deployed deployed) {
        this(deployed.executions(), deployed.store(), deployed.standing(), deployed.clock());
    }

    /** @param count told how things stand, each time */
    public FindStuckFunction(Executions executions, Store store, Consumer<Standing> count, Clock clock) {
        super(JsonNode.class);
        this.intents = new Intents(store);
        this.leases = new Leases(store);
        this.unreported = new Unreported(store);
        this.executions = Objects.requireNonNull(executions);
        this.count = Objects.requireNonNull(count);
        this.clock = Objects.requireNonNull(clock);
    }

    /** What is handed over says nothing that could matter: whatever starts reconcile is only a reason to look. */
    @Override
    protected Answer handle(JsonNode ignored) {
        Instant now = clock.instant();
        Map<ClusterArn, Lease> all = leases.all();
        count.accept(Standing.of(all.values(), lease -> isOverdue(lease, now), now));
        return new Answer(Stuck.find(all, unreported.all(), executions::status, now).stream()
                .limit(MOST)
                .map(stuck -> new Found(stuck.cluster(), stuck.run(), stuck.lease(), stuck.why()))
                .toList());
    }

    private boolean isOverdue(Lease lease, Instant now) {
        return intents.open(lease.run())
                .filter(intent -> now.isAfter(intent.deadline()))
                .isPresent();
    }
}
