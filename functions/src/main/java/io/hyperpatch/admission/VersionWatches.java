package io.hyperpatch.admission;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.image.ReleaseVersion;
import io.hyperpatch.run.Runs;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The stored readings of version statuses, one item per group, and when each release version was first
 * seen.
 */
public final class VersionWatches {
    private static final String RELEASE_VERSIONS = "release-versions";
    private static final String FIRST_SEEN = "firstSeen";
    private static final String COUNT = "count";

    private final Store store;

    public VersionWatches(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    /** The watch as stored, and how often it has been written. */
    private record Kept(VersionWatch watch, long count) {}

    /**
     * Stores one more reading of a group. If another look stores one at the same moment, that one counts,
     * and this is none.
     */
    public VersionWatch read(ClusterArn cluster, InstanceGroup group, Instant now) {
        Key key = new Key(Runs.partition(cluster), "version-watch/" + group.name());
        Optional<Kept> stored = store.read(key).map(VersionWatches::stored);
        VersionWatch read = stored.map(Kept::watch)
                .map(watch -> watch.read(group.imageVersionStatus(), now))
                .orElseGet(() -> VersionWatch.first(group.imageVersionStatus(), now));
        if (stored.map(Kept::watch).filter(read::equals).isPresent()) {
            return read;
        }
        Condition unchanged =
                stored.map(was -> Condition.equal(COUNT, was.count())).orElseGet(Condition::absent);
        long count = stored.map(Kept::count).orElse(0L) + 1;
        List<Change> changes = new ArrayList<>(Stored.changes(read));
        changes.add(Change.set(COUNT, count));
        WriteResult result = store.write(new Write.Update(key, changes, unchanged));
        return switch (result) {
            case WriteResult.Written written -> read;
            case WriteResult.Refused refused ->
                refused.current().map(VersionWatches::stored).map(Kept::watch).orElse(read);
        };
    }

    private static Kept stored(Item item) {
        return new Kept(Stored.read(VersionWatch.class, item), item.number(COUNT));
    }

    /**
     * The time at which a version was first seen by this product: it has been out since then, at least.
     * Nothing tells when it was released.
     *
     * @param platform by its key: each has releases of its own
     */
    public Instant firstSeen(String platform, ReleaseVersion version, Instant now) {
        Key key = new Key(RELEASE_VERSIONS, platform + "/" + version);
        WriteResult result =
                store.write(new Write.Update(key, List.of(Change.set(FIRST_SEEN, now)), Condition.absent()));
        return switch (result) {
            case WriteResult.Written written -> now;
            case WriteResult.Refused refused ->
                refused.current()
                        .flatMap(item -> item.text(FIRST_SEEN))
                        .map(Instant::parse)
                        .orElse(now);
        };
    }
}
