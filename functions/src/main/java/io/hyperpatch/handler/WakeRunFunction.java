package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.event.EventParser;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.signal.Signals;
import io.hyperpatch.signal.aws.WaitingTask;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Takes a HyperPod event as a wake-up call for the run that waits on its cluster; the event itself is not believed. */
public final class WakeRunFunction extends JsonFunction<JsonNode> {
    private final EventParser events = new EventParser();
    private final Signals signals;
    private final WaitingTask waitingTask;
    private final Clock clock;

    public WakeRunFunction(Store store, WaitingTask waitingTask, Clock clock) {
        super(JsonNode.class);
        this.signals = new Signals(store);
        this.waitingTask = Objects.requireNonNull(waitingTask);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Object handle(JsonNode event) {
        if (!(events.parse(event) instanceof Trigger.ClusterSignal signal)) {
            return Map.of("woke", false, "reason", "no event about a cluster");
        }
        Optional<String> waiting = signals.raise(ClusterArn.of(signal.clusterArn()), signal.perNode(), clock.instant());
        boolean woke = waiting.filter(waitingTask::wake).isPresent();
        return Map.of("woke", woke, "reason", woke ? signal.summary() : "no run waits on " + signal.clusterArn());
    }
}
