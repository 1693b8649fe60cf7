package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.event.EventParser;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.intent.aws.Wires;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.lease.HolderStatus;
import io.hyperpatch.lease.KnownExecution;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.reconcile.DeadRuns;
import io.hyperpatch.reconcile.aws.FleetTelling;
import io.hyperpatch.reconcile.aws.RunClosing;
import io.hyperpatch.report.aws.CauseReader;
import io.hyperpatch.report.aws.Publisher;
import io.hyperpatch.run.Run;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cleans up after a workflow that ended without being able to catch it: stopped, timed out, or failed in
 * the service itself.
 *
 * <p>The event is only a reason to look: DescribeExecution decides. It may come twice, late, or while the
 * execution has been redriven, which then goes on by itself.
 */
public final class JanitorFunction extends JsonFunction<JsonNode, JanitorFunction.Answer> {
    private static final Logger LOG = LoggerFactory.getLogger(JanitorFunction.class);

    private final EventParser events = new EventParser();
    private final Executions executions;
    private final DeadRuns deadRuns;
    private final Leases leases;
    private final FleetTelling fleets;
    private final RunClosing closing;
    private final JanitorConfig config;
    private final Clock clock;

    /** The words by which the workflow goes on. */
    @EnumNaming(PascalCase.class)
    public enum Verdict {
        /** People have been notified, and leases are given back or parked. */
        CLOSED,
        /** People may have been notified; reconcile repeats it when that is due. */
        WAITING,
        /** The execution runs again, or has not ended. */
        RUNNING,
        /** The event is none of the product. */
        IGNORED
    }

    public record Answer(Verdict verdict, String reason) {}

    public JanitorFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.JANITOR));
    }

    JanitorFunction(Deployed deployed) {
        this(
                deployed.clusters(),
                deployed.wires(),
                deployed.executions(),
                deployed.store(),
                deployed.publisher(),
                deployed.causes(),
                JanitorConfig.from(deployed.environment()),
                deployed.clock());
    }

    public JanitorFunction(
            ClusterReader clusters,
            Wires wires,
            Executions executions,
            Store store,
            Publisher publisher,
            CauseReader causes,
            JanitorConfig config,
            Clock clock) {
        super(JsonNode.class);
        this.executions = Objects.requireNonNull(executions);
        this.deadRuns = new DeadRuns(store);
        this.leases = new Leases(store);
        this.fleets = new FleetTelling(store, publisher);
        this.closing = new RunClosing(clusters, wires, store, publisher, causes);
        this.config = Objects.requireNonNull(config);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(JsonNode event) {
        Optional<String> execution = executionOf(event);
        if (execution.isEmpty()) {
            return new Answer(Verdict.IGNORED, "the event is about no execution");
        }
        KnownExecution known = executions.describe(execution.get());
        if (known.status() == HolderStatus.RUNNING) {
            return new Answer(Verdict.RUNNING, "the execution runs: it was redriven, or has not ended");
        }
        if (known.status() == HolderStatus.FORGOTTEN || known.succeeded()) {
            return new Answer(Verdict.IGNORED, known.inWords());
        }
        if (known.stateMachine().equals(config.patchCluster())) {
            return closeRun(known);
        }
        if (known.stateMachine().equals(config.patchFleet())) {
            return tellOfFleet(known);
        }
        return known.stateMachine().equals(config.reconcile())
                ? parkHeld(known)
                : new Answer(Verdict.IGNORED, "the execution is none of the product's");
    }

    /** An event that cannot be read is not delivered again and again: reconcile finds what it was about. */
    private Optional<String> executionOf(JsonNode event) {
        try {
            return events.parse(event) instanceof Trigger.ExecutionChanged changed
                    ? Optional.of(changed.executionArn())
                    : Optional.empty();
        } catch (BadDocument e) {
            LOG.warn("an event that the janitor cannot read: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Also a run that was stopped before it could record anything: its execution's own input tells what it
     * was.
     */
    private Answer closeRun(KnownExecution known) {
        Instant now = clock.instant();
        Optional<Run> run = deadRuns.of(known, now);
        if (run.isEmpty()) {
            return tellOfStranger(known, now);
        }
        RunClosing.Closed closed = closing.close(run.get(), known.arn(), known.inWords(), now);
        return new Answer(
                Verdict.CLOSED,
                (closed.reported() ? "reported" : "had been reported")
                        + (closed.returned() ? ", gave the lease back or parked it" : ", held no lease"));
    }

    /** It is not named as its run is: somebody has started it by hand, and people should know. */
    private Answer tellOfStranger(KnownExecution known, Instant now) {
        return fleets.wasTold(known.arn()) || fleets.tellOfStranger(known, now)
                ? new Answer(Verdict.CLOSED, "the execution has no run; people are notified")
                : new Answer(Verdict.WAITING, "people may have been notified of an execution without a run");
    }

    private Answer tellOfFleet(KnownExecution known) {
        if (fleets.wasTold(known.arn())) {
            return new Answer(Verdict.CLOSED, "people have been told already");
        }
        return fleets.tell(known, clock.instant())
                ? new Answer(Verdict.CLOSED, "people are told")
                : new Answer(
                        Verdict.WAITING, "people may have been told; reconcile tells them once more when that is due");
    }

    /**
     * Never given back here: what reconcile may have found out is still to be told, and the next one does
     * so.
     */
    private Answer parkHeld(KnownExecution known) {
        leases.all().readable().forEach((cluster, lease) -> {
            if (lease.isHeldBy(known.arn())) {
                leases.park(cluster, lease, clock.instant());
            }
        });
        return new Answer(Verdict.CLOSED, "its leases are parked for the next reconcile");
    }
}
