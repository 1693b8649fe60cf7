package io.hyperpatch.report;

import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Expiry;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Write;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Which notices people have had, by their ids, so that a janitor need not tell them again. */
public final class Notices {
    private static final String PARTITION = "notices";

    private final Store store;

    public Notices(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    public boolean wasTold(String id) {
        return store.read(new Key(PARTITION, id)).isPresent();
    }

    public void told(String id, Instant now) {
        store.write(new Write.Update(
                new Key(PARTITION, id), List.of(Change.set("at", now), Expiry.set(now)), Condition.always()));
    }
}
