package io.hyperpatch.handler;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.aws.HyperPod;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.aws.Wires;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Ends a run's hold on its cluster: the lease goes back, or is parked while an intent is unresolved. */
public final class ReleaseLeaseFunction extends JsonFunction<ReleaseLeaseFunction.Input> {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseLeaseFunction.class);

    private final HyperPod hyperPod;
    private final Wires wires;
    private final Leases leases;
    private final Intents intents;
    private final Clock clock;

    /** @param holder the ARN of the execution that gives the lease back */
    public record Input(RunName run, ClusterRef cluster, String holder) {
        public Input {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(holder, "holder");
        }
    }

    public record Answer(String verdict, String reason) {}

    public ReleaseLeaseFunction(HyperPod hyperPod, Wires wires, Store store, Clock clock) {
        super(Input.class);
        this.hyperPod = Objects.requireNonNull(hyperPod);
        this.wires = Objects.requireNonNull(wires);
        this.leases = new Leases(store);
        this.intents = new Intents(store);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        Instant now = clock.instant();
        Optional<Lease> held = leases.find(input.cluster().arn())
                .filter(lease -> lease.state() == Lease.State.HELD)
                .filter(lease -> lease.holder().equals(input.holder()));
        if (held.isEmpty()) {
            return new Answer(
                    "NotHeld",
                    "this execution does not hold the lease of "
                            + input.cluster().name());
        }
        intents.of(input.run()).stream()
                .filter(intent -> intent.state() == Intent.State.PLANNED)
                .forEach(intent -> intents.withdraw(intent, "the run has ended", now));
        try {
            removeWires(input);
        } catch (SdkException e) {
            // A wire that stays harms nobody; a lease that stays keeps everybody out.
            LOG.warn("the wires of {} stay", input.run(), e);
        }
        Optional<Intent> open = intents.open(input.run());
        if (open.isPresent()) {
            leases.park(input.cluster().arn(), held.get(), now);
            return new Answer("Parked", "what became of " + open.get().id() + " is not proved");
        }
        leases.giveBack(input.cluster().arn(), held.get(), now);
        return new Answer("Free", "no intent of the run is unresolved");
    }

    /** A wire goes only when its intent is resolved and no group's configuration names it: a rollback may still need it. */
    private void removeWires(Input input) {
        List<Intent> resolved = intents.of(input.run()).stream()
                .filter(intent -> intent.wired() && !intent.isUnresolved())
                .toList();
        if (resolved.isEmpty()) {
            return;
        }
        Cluster cluster = hyperPod.describe(input.cluster().arn().toString());
        wires.delete(resolved.stream()
                .filter(intent -> cluster.groups().stream().noneMatch(intent::marks))
                .map(Intent::wire)
                .toList());
    }
}
