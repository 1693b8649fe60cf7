package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.lease.HolderStatus;
import io.hyperpatch.lease.KnownExecution;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.reconcile.aws.FleetTelling;
import io.hyperpatch.report.aws.Publisher;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Notifies people of each patch-fleet that ended without a word.
 *
 * <p>The janitor does so when the event about its end comes. Those events are best effort, and no run or
 * lease is left behind that would show that one was lost.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">events are best effort</a>
 */
public final class ReportLostFleetsFunction extends JsonFunction<JsonNode, ReportLostFleetsFunction.Answer> {
    private final Executions executions;
    private final FleetTelling fleets;
    private final String patchFleet;
    private final Clock clock;

    public record Answer(List<String> told) {}

    public ReportLostFleetsFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.REPORT_LOST_FLEETS));
    }

    ReportLostFleetsFunction(Deployed deployed) {
        this(
                deployed.executions(),
                deployed.store(),
                deployed.publisher(),
                JanitorConfig.patchFleet(deployed.environment()),
                deployed.clock());
    }

    /** @param patchFleet the state machine's ARN */
    public ReportLostFleetsFunction(
            Executions executions, Store store, Publisher publisher, String patchFleet, Clock clock) {
        super(JsonNode.class);
        this.executions = Objects.requireNonNull(executions);
        this.fleets = new FleetTelling(store, publisher);
        this.patchFleet = Objects.requireNonNull(patchFleet);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(JsonNode ignored) {
        Instant now = clock.instant();
        List<KnownExecution> lost = executions.endedBadly(patchFleet, now).stream()
                .filter(arn -> !fleets.wasTold(arn))
                .map(executions::describe)
                .filter(known -> known.status() == HolderStatus.ENDED && !known.succeeded())
                .toList();
        List<String> told = new ArrayList<>();
        Each.of(lost, known -> {
            if (fleets.tell(known, now)) {
                told.add(known.arn());
            }
        });
        return new Answer(told);
    }
}
