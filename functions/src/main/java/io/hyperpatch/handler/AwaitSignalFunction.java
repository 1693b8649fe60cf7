package io.hyperpatch.handler;

import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.run.RunName;
import io.hyperpatch.signal.Signals;
import io.hyperpatch.signal.aws.WaitingTask;
import io.hyperpatch.store.Store;
import java.util.Objects;
import java.util.Optional;

/**
 * Registers who waits for the next event about a cluster; if one came since the look, the wait ends at once.
 *
 * <p>A wait that succeeds says that there is nothing to wait for. Whatever else ends it, a signal or its
 * time-out, fails it, and leads straight to the next look: so a round of a watch is two states.
 */
public final class AwaitSignalFunction extends JsonFunction<AwaitSignalFunction.Input, AwaitSignalFunction.Answer> {
    private final Signals signals;
    private final WaitingTask waitingTask;

    /**
     * @param over there is nothing to wait for
     * @param rest nobody is registered: only the time-out ends the wait
     * @param counter the signals' counter as the look found it
     * @param step the index of the step that is watched; absent in a watch of version 1
     */
    public record Input(
            RunName run,
            ClusterRef cluster,
            Optional<Integer> step,
            boolean over,
            boolean rest,
            long counter,
            String taskToken) {
        public Input {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(taskToken, "taskToken");
        }

        Signals.Waiter waiter() {
            return new Signals.Waiter(run + "/watch/" + step.orElse(0), taskToken);
        }
    }

    /** @param waits the watch sleeps until a signal or its time comes */
    public record Answer(boolean waits) {}

    public AwaitSignalFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.AWAIT_SIGNAL));
    }

    AwaitSignalFunction(Deployed deployed) {
        this(deployed.store(), deployed.waitingTask());
    }

    public AwaitSignalFunction(Store store, WaitingTask waitingTask) {
        super(Input.class);
        this.signals = new Signals(store);
        this.waitingTask = Objects.requireNonNull(waitingTask);
    }

    @Override
    protected Answer handle(Input input) {
        if (input.over()) {
            waitingTask.end(input.taskToken());
            return new Answer(false);
        }
        boolean waits = input.rest() || signals.register(input.cluster().arn(), input.waiter(), input.counter());
        if (!waits) {
            waitingTask.wake(input.taskToken());
        }
        return new Answer(waits);
    }
}
