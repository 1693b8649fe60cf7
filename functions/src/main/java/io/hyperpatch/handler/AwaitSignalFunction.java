package io.hyperpatch.handler;

import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.run.RunName;
import io.hyperpatch.signal.Signals;
import io.hyperpatch.signal.aws.WaitingTask;
import io.hyperpatch.store.Store;
import java.util.Map;
import java.util.Objects;

/** Registers who waits for the next event about a cluster; if one came since the look, the wait ends at once. */
public final class AwaitSignalFunction extends JsonFunction<AwaitSignalFunction.Input> {
    private final Signals signals;
    private final WaitingTask waitingTask;

    /** @param counter the signals' counter as the look found it */
    public record Input(RunName run, ClusterRef cluster, long counter, String taskToken) {
        public Input {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(taskToken, "taskToken");
        }
    }

    public AwaitSignalFunction(Store store, WaitingTask waitingTask) {
        super(Input.class);
        this.signals = new Signals(store);
        this.waitingTask = Objects.requireNonNull(waitingTask);
    }

    @Override
    protected Object handle(Input input) {
        boolean waits = signals.register(input.cluster().arn(), input.counter(), input.taskToken());
        if (!waits) {
            waitingTask.wake(input.taskToken());
        }
        return Map.of("waits", waits);
    }
}
