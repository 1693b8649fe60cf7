package io.hyperpatch.run;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Stored;
import io.hyperpatch.store.Write;
import io.hyperpatch.store.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The record of runs: one item per attempt, beside the cluster's lease. */
public final class Runs {
    /** Set on a run's item when people ask it to end. */
    public static final String ABORT = "abort";

    /** Set once, when a run's end is known. */
    public static final String OUTCOME = "outcome";

    private static final String RESOLVED = "resolved";

    private final Store store;

    public Runs(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    public static String partition(ClusterArn cluster) {
        return "cluster/" + cluster;
    }

    public static Key key(ClusterArn cluster, RunName name) {
        return new Key(partition(cluster), prefix(name.fingerprint()) + String.format("%06d", name.attempt()));
    }

    private static String prefix(String fingerprint) {
        return "run/" + fingerprint + "/";
    }

    /** Records a run that begins; a run that is already recorded stays as it is. */
    public void begin(Run run) {
        store.write(new Write.Update(key(run.cluster(), run.name()), Stored.changes(run), Condition.absent()));
    }

    public Optional<Run> find(ClusterArn cluster, RunName name) {
        return store.read(key(cluster, name)).map(Runs::run);
    }

    /** The attempts at the same pins on one cluster, in order. */
    public List<Run> attempts(ClusterArn cluster, String fingerprint) {
        return store.list(partition(cluster), prefix(fingerprint)).stream()
                .map(Runs::run)
                .toList();
    }

    /** Every run that was ever recorded of one cluster, what began first coming first. */
    public List<Run> all(ClusterArn cluster) {
        return store.list(partition(cluster), "run/").stream()
                .map(Runs::run)
                .sorted(Comparator.comparing(Run::startedAt))
                .toList();
    }

    /** Records how a run ended; the first word stands, so that a repeated report says the same. */
    public Run end(
            ClusterArn cluster, RunName name, Outcome outcome, String reason, Optional<Instant> until, Instant now) {
        List<Change> changes = new ArrayList<>(
                List.of(Change.set(OUTCOME, outcome.word()), Change.set("reason", reason), Change.set("endedAt", now)));
        until.ifPresent(time -> changes.add(Change.set("until", time)));
        WriteResult result = store.write(new Write.Update(
                key(cluster, name), changes, Condition.all(Condition.exists(), Condition.missing(OUTCOME))));
        return switch (result) {
            case WriteResult.Written written -> run(written.after().orElseThrow());
            case WriteResult.Refused refused ->
                refused.current()
                        .map(Runs::run)
                        .orElseThrow(() -> new IllegalStateException("run " + name + " is not recorded"));
        };
    }

    /** Records that the final notification went out. */
    public void notified(ClusterArn cluster, RunName name, Instant now) {
        store.write(new Write.Update(key(cluster, name), List.of(Change.set("notified", now)), Condition.exists()));
    }

    /** Records that the lease is free for which it ended without beginning: the clock need not be patient with it. */
    public void freed(ClusterArn cluster, RunName name, Instant now) {
        store.write(new Write.Update(key(cluster, name), List.of(Change.set("freed", now)), Condition.exists()));
    }

    /**
     * Records how a run turned out to have ended, beside its first outcome; here, too, the first word
     * stands.
     */
    public Run resolve(ClusterArn cluster, RunName name, Outcome outcome, String reason, Instant now) {
        WriteResult result = store.write(new Write.Update(
                key(cluster, name),
                List.of(
                        Change.set(RESOLVED, outcome.word()),
                        Change.set("resolvedReason", reason),
                        Change.set("resolvedAt", now)),
                Condition.all(Condition.exists(), Condition.missing(RESOLVED))));
        return switch (result) {
            case WriteResult.Written written -> run(written.after().orElseThrow());
            case WriteResult.Refused refused ->
                refused.current()
                        .map(Runs::run)
                        .orElseThrow(() -> new IllegalStateException("run " + name + " is not recorded"));
        };
    }

    /** Records that people were told of the resolved outcome. */
    public void resolvedNotified(ClusterArn cluster, RunName name, Instant now) {
        store.write(
                new Write.Update(key(cluster, name), List.of(Change.set("resolvedNotified", now)), Condition.exists()));
    }

    /** Records that machines were told of it, too. */
    public void resolvedTold(ClusterArn cluster, RunName name, Instant now) {
        store.write(new Write.Update(key(cluster, name), List.of(Change.set("resolvedTold", now)), Condition.exists()));
    }

    private static Run run(Item item) {
        return Stored.read(Run.class, item);
    }
}
