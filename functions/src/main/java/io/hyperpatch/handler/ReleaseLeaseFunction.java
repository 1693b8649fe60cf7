package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.admission.aws.Returns;
import io.hyperpatch.admission.aws.Waking;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.intent.aws.Wires;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.reconcile.aws.LeaseReturn;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Ends a run's hold on its cluster: the lease goes back, or is parked while an intent is unresolved. A request that waited for the lease
 * is looked at again.
 */
public final class ReleaseLeaseFunction extends JsonFunction<ReleaseLeaseFunction.Input, ReleaseLeaseFunction.Answer> {
    private final Leases leases;
    private final LeaseReturn leaseReturn;
    private final Waking waking;
    private final Clock clock;

    /** @param holder the ARN of the execution that gives the lease back */
    public record Input(RunName run, ClusterRef cluster, String holder) {
        public Input {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(holder, "holder");
        }
    }

    /** The words by which the workflow goes on. */
    @EnumNaming(PascalCase.class)
    public enum Verdict {
        /** The next run may begin. */
        FREE,
        /** Something of the run is unresolved: reconcile sees to it. */
        PARKED,
        /** The lease is none of this execution. */
        NOT_HELD
    }

    public record Answer(Verdict verdict, String reason) {}

    public ReleaseLeaseFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.RELEASE_LEASE));
    }

    ReleaseLeaseFunction(Deployed deployed) {
        this(deployed.clusters(), deployed.wires(), deployed.store(), deployed.returns(), deployed.clock());
    }

    public ReleaseLeaseFunction(ClusterReader clusters, Wires wires, Store store, Returns returns, Clock clock) {
        super(Input.class);
        this.leases = new Leases(store);
        this.leaseReturn = new LeaseReturn(clusters, wires, store);
        this.waking = new Waking(store, returns);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        Instant now = clock.instant();
        Answer answer = release(input, now);
        waking.wake(input.cluster().arn(), now);
        return answer;
    }

    private Answer release(Input input, Instant now) {
        Optional<Lease> held = leases.find(input.cluster().arn())
                .filter(lease -> lease.state() == Lease.State.HELD)
                .filter(lease -> lease.holder().equals(input.holder()));
        if (held.isEmpty()) {
            return new Answer(
                    Verdict.NOT_HELD,
                    "this execution does not hold the lease of "
                            + input.cluster().name());
        }
        return leaseReturn
                .giveBackOrPark(input.cluster().arn(), held.get(), now)
                .map(why -> new Answer(Verdict.PARKED, why))
                .orElseGet(() -> new Answer(Verdict.FREE, "nothing of the run is unresolved"));
    }
}
