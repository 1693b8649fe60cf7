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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How an event wakes waiting runs, with no wake-up lost: a counter that only grows, and a token for each wait.
 *
 * <p>A look notes the counter before it reads the cluster. A token is registered only if the counter has
 * not moved since; whoever raises the counter gets the tokens that wait, in the same write. Each wait has
 * an attribute of its own: two of one run, or of two directions, cannot take each other's place.
 */
public final class Signals {
    private static final String COUNTER = "counter";
    private static final String WAITER = "waiter/";

    /** The only wait that version 1 knew. */
    private static final String FIRST = "taskToken";

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

    /**
     * A task that waits.
     *
     * @param reason what it waits for, in a name of its own
     */
    public record Waiter(String reason, String taskToken) {}

    /**
     * Begins a run's listening: without this item, events about the cluster change nothing. Whoever waited
     * for a run before does no more.
     */
    public void listen(ClusterArn cluster) {
        WriteResult result = store.write(new Write.Update(
                key(cluster),
                List.of(Change.add(COUNTER, 1), Change.set(QUIET_UNTIL, 0), Change.remove(FIRST)),
                Condition.always()));
        if (result instanceof WriteResult.Written written) {
            written.after().map(Signals::waiting).orElse(List.of()).forEach(waiter -> forget(cluster, waiter));
        }
    }

    /** Removes a task that waits no more, unless another has registered for the same wait since. */
    public void forget(ClusterArn cluster, Waiter waiter) {
        store.write(new Write.Update(
                key(cluster),
                List.of(Change.remove(attribute(waiter.reason()))),
                Condition.equal(attribute(waiter.reason()), waiter.taskToken())));
    }

    private static String attribute(String wait) {
        return wait.equals(FIRST) ? FIRST : WAITER + wait;
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
    public boolean register(ClusterArn cluster, Waiter waiter, long counterAtLook) {
        return store.write(new Write.Update(
                        key(cluster),
                        List.of(Change.set(attribute(waiter.reason()), waiter.taskToken())),
                        nothingSignalledSince(counterAtLook)))
                instanceof WriteResult.Written;
    }

    private static Condition nothingSignalledSince(long counterAtLook) {
        return Condition.equal(COUNTER, counterAtLook);
    }

    /**
     * Raises the counter and says who waits.
     *
     * @param routine an event that an update sends by the thousand, about a node or a batch: it signals
     *     only after the quiet time
     * @return the tasks that wait; none if the signal did not count
     */
    public List<Waiter> raise(ClusterArn cluster, boolean routine, Instant now) {
        Write.Update update = routine
                ? new Write.Update(
                        key(cluster),
                        List.of(
                                Change.add(COUNTER, 1),
                                Change.set(QUIET_UNTIL, now.plus(LEAST_QUIET).getEpochSecond())),
                        Condition.atMost(QUIET_UNTIL, now.getEpochSecond()))
                : new Write.Update(key(cluster), List.of(Change.add(COUNTER, 1)), Condition.exists());
        return switch (store.write(update)) {
            case WriteResult.Written written ->
                written.after().map(Signals::waiting).orElse(List.of());
            case WriteResult.Refused refused -> List.of();
        };
    }

    private static List<Waiter> waiting(Item item) {
        List<Waiter> waiters = new ArrayList<>();
        item.attributes().properties().forEach(attribute -> {
            String name = attribute.getKey();
            if (name.equals(FIRST) || name.startsWith(WAITER)) {
                String wait = name.equals(FIRST) ? FIRST : name.substring(WAITER.length());
                waiters.add(new Waiter(wait, attribute.getValue().textValue()));
            }
        });
        return List.copyOf(waiters);
    }
}
