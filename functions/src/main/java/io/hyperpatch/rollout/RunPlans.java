package io.hyperpatch.rollout;

import io.hyperpatch.intent.Intents;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Stored;
import io.hyperpatch.store.Write;
import java.util.Objects;

/** The plans of runs: one item each, beside the run's intents. */
public final class RunPlans {
    private final Store store;

    public RunPlans(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    private static Key key(RunName run) {
        return new Key(Intents.partition(run), "plan");
    }

    /** The last plan stands: until a step begins, a run may plan again. */
    public void keep(RunName run, RunPlan plan) {
        store.write(new Write.Update(key(run), Stored.changes(plan), Condition.always()));
    }

    /** {@link RunPlan#NONE} for a run that ended before it had one. */
    public RunPlan of(RunName run) {
        return store.read(key(run))
                .map(item -> Stored.read(RunPlan.class, item))
                .orElse(RunPlan.NONE);
    }
}
