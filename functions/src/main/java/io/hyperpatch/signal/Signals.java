package io.hyperpatch.signal;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Write;
import io.hyperpatch.store.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How an event wakes a waiting run, with no wake-up lost: a counter that only grows, and the token of who waits.
 *
 * <p>A look notes the counter before it reads the cluster. A token is registered only if the counter has not moved since; whoever
 * raises the counter gets the token that waits, in the same write.
 */
public final class Signals {
    private static final String COUNTER = "counter";
    private static final String TOKEN = "taskToken";
    private static final String QUIET_UNTIL = "quietUntil";

    /** Until the next look says otherwise, routine events wake a run no more often than this. */
    private static final Duration LEAST_QUIET = Duration.ofMinutes(5);

    private final Store store;

    public Signals(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    private static Key key(ClusterArn cluster) {
        return new Key(Runs.partition(cluster), "signal");
    }

    /** Begins a run's listening: without this item, events about the cluster change nothing. */
    public void listen(ClusterArn cluster) {
        store.write(new Write.Update(
                key(cluster),
                List.of(Change.add(COUNTER, 1), Change.set(QUIET_UNTIL, 0), Change.remove(TOKEN)),
                Condition.always()));
    }

    public long counter(ClusterArn cluster) {
        return store.read(key(cluster)).map(item -> item.number(COUNTER)).orElse(0L);
    }

    /** Sets from when on a routine event may wake the run again. */
    public void quietUntil(ClusterArn cluster, Instant time) {
        store.write(new Write.Update(
                key(cluster), List.of(Change.set(QUIET_UNTIL, time.getEpochSecond())), Condition.exists()));
    }

    /** When a waiting run looks again at the latest, whatever is signalled; empty before its first look. */
    public Optional<Instant> looksAgainBy(ClusterArn cluster) {
        return store.read(key(cluster))
                .map(item -> item.number(QUIET_UNTIL))
                .filter(seconds -> seconds > 0)
                .map(Instant::ofEpochSecond);
    }

    /** Registers who waits. False: something was signalled since the look, so do not wait. */
    public boolean register(ClusterArn cluster, long counterAtLook, String taskToken) {
        return store.write(new Write.Update(
                        key(cluster), List.of(Change.set(TOKEN, taskToken)), nothingSignalledSince(counterAtLook)))
                instanceof WriteResult.Written;
    }

    private static Condition nothingSignalledSince(long counterAtLook) {
        return Condition.equal(COUNTER, counterAtLook);
    }

    /**
     * Raises the counter and tells who waits.
     *
     * @param routine an event that an update sends by the thousand, about a node or a batch: it signals only after the quiet time
     * @return the token that waits, if the signal counted and someone waits
     */
    public Optional<String> raise(ClusterArn cluster, boolean routine, Instant now) {
        Write.Update update = routine
                ? new Write.Update(
                        key(cluster),
                        List.of(
                                Change.add(COUNTER, 1),
                                Change.set(QUIET_UNTIL, now.plus(LEAST_QUIET).getEpochSecond())),
                        Condition.atMost(QUIET_UNTIL, now.getEpochSecond()))
                : new Write.Update(key(cluster), List.of(Change.add(COUNTER, 1)), Condition.exists());
        return switch (store.write(update)) {
            case WriteResult.Written written -> written.after().flatMap(Signals::waiting);
            case WriteResult.Refused refused -> Optional.empty();
        };
    }

    private static Optional<String> waiting(Item item) {
        return item.text(TOKEN);
    }
}
