package io.hyperpatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.json.Json;
import io.hyperpatch.store.InMemoryStore;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotedEventsTest {
    private static final Instant T = Instant.parse("2026-11-21T02:00:00Z");
    private static final String POLICY = "gpu-fleet";
    private static final long TOKEN = 7;

    private final Store store = new InMemoryStore();
    private final NotedEvents noted = new NotedEvents(store);

    @BeforeEach
    void twoCameIn() {
        note("second", 2);
        note("first", 1);
    }

    private void note(String name, int seconds) {
        store.transact(List.of(NotedEvents.note(
                POLICY, new Noted(name, Json.object().put("id", name), T.plusSeconds(seconds), Optional.empty()))));
    }

    private Optional<String> next(long token, int round) {
        return noted.next(POLICY, new Noted.Round(token, round))
                .map(event -> event.path("id").asText());
    }

    @Test
    void comeOneInEachRoundTheOldestFirst() {
        assertThat(next(TOKEN, 0)).contains("first");
        assertThat(next(TOKEN, 1)).contains("second");
        assertThat(next(TOKEN, 2)).isEmpty();
        assertThat(store.list("fleet/" + POLICY, "noted/")).isEmpty();
    }

    @Test
    void areTheSameWhenTheSameRoundAsksAgain() {
        assertThat(next(TOKEN, 0)).contains("first");
        assertThat(next(TOKEN, 0)).contains("first");
    }

    @Test
    void areLookedAtAgainByWhoeverTakesTheRecordOverInBetween() {
        assertThat(next(TOKEN, 0)).contains("first");
        assertThat(next(TOKEN + 1, 0)).contains("first");
    }

    @Test
    void stayWhenTheyComeInOnceMoreWhileTheyAreLookedAt() {
        assertThat(next(TOKEN, 0)).contains("first");

        note("first", 3);

        assertThat(next(TOKEN, 1)).contains("second");
        assertThat(next(TOKEN, 2)).contains("first");
        assertThat(next(TOKEN, 3)).isEmpty();
    }

    @Test
    void ofOtherPoliciesAreLeftAlone() {
        Optional<JsonNode> other = noted.next("other", new Noted.Round(TOKEN, 0));

        assertThat(other).isEmpty();
    }
}
