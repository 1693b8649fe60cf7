package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.lease.HolderStatus;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.reconcile.FailedRounds;
import io.hyperpatch.reconcile.Standing;
import io.hyperpatch.reconcile.Stuck;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Unreported;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the runs that nobody is at work on any more; where all is well, two queries tell, and one more for
 * each run that goes on. A run with which rounds failed again and again is left out until the next of them
 * is due.
 */
public final class FindStuckFunction extends JsonFunction<JsonNode, FindStuckFunction.Answer> {
    private static final Logger LOG = LoggerFactory.getLogger(FindStuckFunction.class);

    /** So that one history holds them; the next reconcile finds the rest. */
    private static final int MOST = 100;

    private final Intents intents;
    private final Leases leases;
    private final Unreported unreported;
    private final FailedRounds failed;
    private final Executions executions;
    private final Consumer<Standing> count;
    private final Clock clock;

    /** @param lease whether the cluster's lease has to be taken over */
    public record Found(ClusterArn cluster, RunName run, boolean lease, String why) {}

    public record Answer(List<Found> stuck) {}

    public FindStuckFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.FIND_STUCK));
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
        this.failed = new FailedRounds(store);
        this.executions = Objects.requireNonNull(executions);
        this.count = Objects.requireNonNull(count);
        this.clock = Objects.requireNonNull(clock);
    }

    /**
     * Ignores its input: whatever starts reconcile is only a reason to look.
     */
    @Override
    protected Answer handle(JsonNode ignored) {
        Instant now = clock.instant();
        Leases.All all = leases.all();
        if (!all.unreadable().isEmpty()) {
            LOG.warn("leases that cannot be read count as held: {}", all.unreadable());
        }
        count.accept(Standing.of(all.readable().values(), lease -> isOverdue(lease, now), now)
                .withParked(all.unreadable().size()));
        Statuses statuses = new Statuses(executions);
        List<Stuck> stuck = Stuck.find(all.readable(), unreported.all(), statuses::of, now);
        if (stuck.isEmpty()) {
            statuses.complain();
        }
        Set<RunName> resting = stuck.isEmpty() ? Set.of() : failed.resting(now);
        return new Answer(stuck.stream()
                .filter(each -> !resting.contains(each.run()))
                .limit(MOST)
                .map(each -> new Found(each.cluster(), each.run(), each.lease(), each.why()))
                .toList());
    }

    private boolean isOverdue(Lease lease, Instant now) {
        try {
            return intents.open(lease.run())
                    .filter(intent -> now.isAfter(intent.deadline()))
                    .isPresent();
        } catch (IllegalArgumentException e) {
            LOG.warn("an intent of run {} cannot be read, and counts as overdue", lease.run(), e);
            return true;
        }
    }

    /**
     * Asks for executions one by one; one that cannot be asked for is left alone, as if it ran, and the
     * others are freed.
     */
    private static final class Statuses {
        private final Executions executions;
        private RuntimeException failure;

        Statuses(Executions executions) {
            this.executions = executions;
        }

        HolderStatus of(String execution) {
            try {
                return executions.status(execution);
            } catch (RuntimeException e) {
                LOG.warn("nobody can tell whether {} runs", execution, e);
                failure = e;
                return HolderStatus.RUNNING;
            }
        }

        /** The failure is all that there is to say if nothing else was found to do. */
        void complain() {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
