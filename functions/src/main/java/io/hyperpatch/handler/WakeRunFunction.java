package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.event.EventParser;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.signal.Signals;
import io.hyperpatch.signal.aws.WaitingTask;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a HyperPod event as a wake-up call for the run that waits on its cluster; the event itself is not
 * believed.
 */
public final class WakeRunFunction extends JsonFunction<JsonNode, WakeRunFunction.Answer> {
    private static final Logger LOG = LoggerFactory.getLogger(WakeRunFunction.class);

    private final EventParser events = new EventParser();
    private final Signals signals;
    private final WaitingTask waitingTask;
    private final Clock clock;

    /** @param woke a run was waiting, and does no more */
    public record Answer(boolean woke) {}

    public WakeRunFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.WAKE_RUN));
    }

    WakeRunFunction(Deployed deployed) {
        this(deployed.store(), deployed.waitingTask(), deployed.clock());
    }

    public WakeRunFunction(Store store, WaitingTask waitingTask, Clock clock) {
        super(JsonNode.class);
        this.signals = new Signals(store);
        this.waitingTask = Objects.requireNonNull(waitingTask);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(JsonNode event) {
        return clusterOf(event).map(this::raise).orElseGet(() -> new Answer(false));
    }

    private Answer raise(Signal signal) {
        boolean woke = false;
        for (Signals.Waiter waiter : signals.raise(signal.cluster(), signal.routine(), clock.instant())) {
            if (waitingTask.wake(waiter.taskToken())) {
                woke = true;
            } else {
                signals.forget(signal.cluster(), waiter);
            }
        }
        return new Answer(woke);
    }

    private record Signal(ClusterArn cluster, boolean routine) {}

    /**
     * An event that says nothing about a cluster of ours wakes nobody; to fail would only have it delivered
     * again.
     */
    private Optional<Signal> clusterOf(JsonNode event) {
        try {
            return events.parse(event) instanceof Trigger.ClusterSignal signal
                    ? Optional.of(new Signal(ClusterArn.of(signal.clusterArn()), signal.routine()))
                    : Optional.empty();
        } catch (BadDocument | IllegalArgumentException e) {
            LOG.warn("an event that wakes nobody: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
