package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.lease.HolderStatus;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.lease.WaitingRequests;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.reconcile.FailedRounds;
import io.hyperpatch.reconcile.Standing;
import io.hyperpatch.reconcile.Stuck;
import io.hyperpatch.reconcile.aws.LostRuns;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Unreported;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the runs that nobody is at work on any more; where all is well, three queries and the list of executions that ended badly show it,
 * and one query more for each run that goes on. A run with which rounds failed again and again is left out until the next of them is
 * due.
 */
public final class FindStuckFunction extends JsonFunction<JsonNode, FindStuckFunction.Answer> {
    private static final Logger LOG = LoggerFactory.getLogger(FindStuckFunction.class);

    /** So that one history holds them; the next reconcile finds the rest. */
    private static final int MOST = 100;

    private final Intents intents;
    private final Leases leases;
    private final Unreported unreported;
    private final WaitingRequests waiting;
    private final FailedRounds failed;
    private final Executions executions;
    private final LostRuns lost;
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
        this(
                deployed.executions(),
                deployed.store(),
                JanitorConfig.patchCluster(deployed.environment()),
                deployed.standing(),
                deployed.clock());
    }

    /**
     * @param patchCluster the state machine's ARN
     * @param count receives how things stand, each time
     */
    public FindStuckFunction(
            Executions executions, Store store, String patchCluster, Consumer<Standing> count, Clock clock) {
        super(JsonNode.class);
        this.intents = new Intents(store);
        this.leases = new Leases(store);
        this.unreported = new Unreported(store);
        this.waiting = new WaitingRequests(store);
        this.failed = new FailedRounds(store);
        this.executions = Objects.requireNonNull(executions);
        this.lost = new LostRuns(store, executions, patchCluster);
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
        Asked asked = new Asked();
        asked.tried("whether runs ended unrecorded", () -> lost.record(now));
        List<Stuck> stuck = Stuck.find(
                all.readable(), unreported.all(), waiting.all().keySet(), execution -> status(asked, execution), now);
        if (stuck.isEmpty()) {
            asked.complain();
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

    /** One that cannot be asked for is left alone, as if it ran, and the others are freed. */
    private HolderStatus status(Asked asked, String execution) {
        return asked.orElse("whether " + execution + " runs", () -> executions.status(execution), HolderStatus.RUNNING);
    }

    /** Questions to Step Functions: one that is not answered keeps none of the others waiting. */
    private static final class Asked {
        private RuntimeException failure;

        <T> T orElse(String question, Supplier<T> answer, T otherwise) {
            try {
                return answer.get();
            } catch (RuntimeException e) {
                LOG.warn("nobody can say {}", question, e);
                failure = e;
                return otherwise;
            }
        }

        void tried(String question, Runnable work) {
            orElse(
                    question,
                    () -> {
                        work.run();
                        return null;
                    },
                    null);
        }

        /** The failure is all that there is to say if nothing else was found to do. */
        void complain() {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
