package io.hyperpatch.admission;

import io.hyperpatch.intent.Intents;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Stored;
import io.hyperpatch.store.Write;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The requests of runs: one item each, beside the run's plan and intents. */
public final class Requests {
    private final Store store;

    public Requests(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    private static Key key(RunName run) {
        return new Key(Intents.partition(run), "request");
    }

    /**
     * Stores what was admitted. Of a run that has begun, the request stays as it was then; of one that has
     * not, whether its execution is still to be started or will never be, the last look counts.
     */
    public void keep(RunRequest request) {
        store.transact(List.of(
                new Write.Update(key(request.run()), Stored.changes(request), Condition.always()),
                new Write.Check(Runs.key(request.cluster().arn(), request.run()), Condition.absent())));
    }

    /** Empty for a name under which nothing was admitted. */
    public Optional<RunRequest> find(RunName run) {
        return store.read(key(run)).map(item -> Stored.read(RunRequest.class, item));
    }

    /** The stand-ins for the images of a run's pins, by group; empty where an earlier version admitted it, or nobody did. */
    public Map<String, String> identities(RunName run) {
        return find(run).map(RunRequest::identities).orElse(Map.of());
    }

    /** @throws IllegalStateException if nothing was admitted under this name */
    public RunRequest of(RunName run) {
        return find(run).orElseThrow(() -> new IllegalStateException("no request of run " + run + " is stored"));
    }
}
