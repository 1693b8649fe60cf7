package io.hyperpatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Items between versions of the product: one writes what another does not know. */
class StoredTest {
    private static final Key KEY = new Key("p", "s");

    /** A record of this version. */
    public record Kept(String name, Optional<String> reason, long count) {
        public Kept {
            Objects.requireNonNull(name, "name");
        }
    }

    private final Store store = new InMemoryStore();

    @Test
    void readsNoAttributeThatThisVersionDoesNotKnow() {
        store.write(new Write.Put(
                KEY,
                Json.object().put("name", "a").put("count", 1).put("of another version", true),
                Condition.absent()));

        assertThat(read()).isEqualTo(new Kept("a", Optional.empty(), 1));
    }

    @Test
    void changesWhatTheRecordSaysAndLeavesTheRest() {
        store.write(new Write.Put(
                KEY,
                Json.object()
                        .put("name", "a")
                        .put("reason", "b")
                        .put("count", 1)
                        .put("of another version", true),
                Condition.absent()));

        store.write(new Write.Update(KEY, Stored.changes(new Kept("c", Optional.empty(), 2)), Condition.exists()));

        assertThat(store.read(KEY).orElseThrow().attributes())
                .isEqualTo(Json.object().put("name", "c").put("count", 2L).put("of another version", true));
    }

    @Test
    void refusesAnItemThatLacksWhatTheRecordNeeds() {
        store.write(new Write.Put(KEY, Json.object().put("count", 1), Condition.absent()));

        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Kept");
    }

    @Test
    void namesEachAttributeOnce() {
        assertThat(Stored.changes(new Kept("a", Optional.of("b"), 1)))
                .extracting(Change::attribute)
                .isEqualTo(List.of("name", "reason", "count"));
    }

    private Kept read() {
        return Stored.read(Kept.class, store.read(KEY).orElseThrow());
    }
}
