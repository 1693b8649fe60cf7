package io.hyperpatch.handler;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentId;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.aws.Wires;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.reconcile.SpentWire;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Removes the wires that have had their use, whosever they are; one that a group's configuration names against what was concluded of
 * its intent reopens that intent.
 */
public final class SweepWiresFunction extends JsonFunction<SweepWiresFunction.Input, SweepWiresFunction.Answer> {
    /** Pages of 100; the next sweep finds the rest. */
    private static final int PAGES = 10;

    /** Of a wire whose intent nobody knows any more nothing can be asked; no update is in flight for so long. */
    private static final Duration FORGOTTEN = Duration.ofDays(90);

    private final ClusterReader clusters;
    private final Wires wires;
    private final Intents intents;
    private final Leases leases;
    private final Clock clock;

    /** @param holder the ARN of the reconcile execution */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Input(String holder) {
        public Input {
            Objects.requireNonNull(holder, "holder");
        }
    }

    /** @param reopened the intents that have begun an update after all */
    public record Answer(int swept, List<String> reopened) {}

    public SweepWiresFunction() {
        this(Deployed.production());
    }

    SweepWiresFunction(Deployed deployed) {
        this(deployed.clusters(), deployed.wires(), deployed.store(), deployed.clock());
    }

    public SweepWiresFunction(ClusterReader clusters, Wires wires, Store store, Clock clock) {
        super(Input.class);
        this.clusters = Objects.requireNonNull(clusters);
        this.wires = Objects.requireNonNull(wires);
        this.intents = new Intents(store);
        this.leases = new Leases(store);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        Instant now = clock.instant();
        Map<ClusterArn, Optional<Cluster>> read = new HashMap<>();
        List<String> spent = new ArrayList<>();
        List<String> reopened = new ArrayList<>();
        RuntimeException failure = null;
        try {
            Each.of(wires.all(PAGES), wire -> {
                Optional<IntentId> id = IntentId.ofWire(wire.name());
                if (id.isEmpty()) {
                    // the name only begins as ours do
                    return;
                }
                Optional<Intent> known = intents.find(id.get());
                if (known.isEmpty()) {
                    if (wire.configuredAt().plus(FORGOTTEN).isBefore(now)) {
                        spent.add(wire.name());
                    }
                    return;
                }
                Intent intent = known.get();
                if (!SpentWire.hasTold(intent)) {
                    return;
                }
                Optional<Cluster> cluster = read.computeIfAbsent(intent.cluster(), clusters::find);
                if (cluster.isEmpty() || SpentWire.is(intent, cluster.get(), now)) {
                    spent.add(wire.name());
                } else if (SpentWire.contradicts(intent, cluster.get()) && reopen(intent, input.holder(), now)) {
                    reopened.add(intent.id().toString());
                }
            });
        } catch (RuntimeException e) {
            failure = e;
        }
        wires.delete(spent);
        if (failure != null) {
            throw failure;
        }
        return new Answer(spent.size(), reopened);
    }

    /**
     * The update is ours, so nobody else may write: the lease is kept for its run until the next reconcile has found out how it ends.
     *
     * @return false if the lease is in other hands; a later sweep comes again
     */
    private boolean reopen(Intent intent, String holder, Instant now) {
        Lease lease = leases.take(intent.cluster(), holder, intent.id().run(), now);
        boolean mine = lease.state() == Lease.State.HELD
                && lease.holder().equals(holder)
                && lease.run().equals(intent.id().run());
        if (mine) {
            intents.sighted(intent, now);
            leases.park(intent.cluster(), lease, now);
        }
        return mine;
    }
}
