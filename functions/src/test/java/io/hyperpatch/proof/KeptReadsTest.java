package io.hyperpatch.proof;

import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.json.Json;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.InMemoryStore;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptReadsTest {
    private static final Instant ENDED = CALLED_AT.plus(Duration.ofHours(4));
    private static final Instant LAUNCHED = CALLED_AT.minus(Duration.ofDays(30));
    private static final String IMAGE = "ami-0abcdef1234567890";
    private static final int MOST_BYTES = 400_000;

    private final InMemoryStore store = new InMemoryStore();
    private final IntentFixture intent = IntentFixture.number(1).endedAt(ENDED);

    private KeptReads another() {
        return KeptReads.ofEnd(store, intent.intent());
    }

    private static Node listed(int number, Instant updated, Instant launched) {
        return node(number, updated, launched, ShownImage.NONE);
    }

    private static Node node(int number, Instant updated, Instant launched, ShownImage image) {
        return new Node(
                "i-%017d".formatted(number),
                "gpu",
                Node.RUNNING,
                Optional.empty(),
                Optional.of(updated),
                Optional.of(launched),
                image,
                Optional.of("UpToDate"));
    }

    private static Map<Node, Node> page(int from, int count) {
        Map<Node, Node> page = new LinkedHashMap<>();
        for (int i = from; i < from + count; i++) {
            page.put(
                    listed(i, CALLED_AT, LAUNCHED),
                    node(i, CALLED_AT, LAUNCHED, new ShownImage(Optional.of(IMAGE), Optional.of("1.2.3"))));
        }
        return page;
    }

    @Test
    void goesOnWhereTheLastInvocationStopped() {
        another().add(page(0, 100), ENDED);
        another().add(page(100, 7), ENDED);

        assertThat(another().find(listed(3, CALLED_AT, LAUNCHED))).get().satisfies(node -> {
            assertThat(node.currentImageId()).contains(IMAGE);
            assertThat(node.currentImage().releaseVersion()).contains("1.2.3");
        });
        assertThat(another().find(listed(106, CALLED_AT, LAUNCHED))).isPresent();
        assertThat(another().find(listed(107, CALLED_AT, LAUNCHED))).isEmpty();
    }

    @Test
    void readsANodeAgainThatWasUpdatedOrLaunchedSince() {
        another().add(page(0, 2), ENDED);

        assertThat(another().find(listed(0, ENDED, LAUNCHED))).isEmpty();
        assertThat(another().find(listed(1, CALLED_AT, ENDED))).isEmpty();
    }

    @Test
    void provesNothingOfALaterEnd() {
        another().add(page(0, 2), ENDED);
        intent.endedAt(ENDED.plusSeconds(1));

        assertThat(another().find(listed(0, CALLED_AT, LAUNCHED))).isEmpty();
    }

    @Test
    void takesTheLaterOfTwoReadings() {
        another().add(page(0, 1), ENDED);
        another()
                .add(
                        Map.of(
                                listed(0, ENDED, LAUNCHED),
                                node(0, ENDED, LAUNCHED, ShownImage.ofId("ami-00000000000000001"))),
                        ENDED);

        assertThat(another().find(listed(0, ENDED, LAUNCHED)))
                .flatMap(Node::currentImageId)
                .contains("ami-00000000000000001");
        assertThat(another().find(listed(0, CALLED_AT, LAUNCHED))).isEmpty();
    }

    @Test
    void beginsAnewWhenItHasForgotten() {
        another().add(page(0, 100), ENDED);
        another().add(page(100, 100), ENDED);
        another().forget(ENDED);

        assertThat(another().find(listed(0, CALLED_AT, LAUNCHED))).isEmpty();
        another().add(page(1, 1), ENDED);
        assertThat(another().find(listed(1, CALLED_AT, LAUNCHED))).isPresent();
        assertThat(another().find(listed(2, CALLED_AT, LAUNCHED))).isEmpty();
    }

    @Test
    void fitsAPageIntoAnItem() {
        another().add(page(0, KeptReads.NODES_PER_PAGE), ENDED);

        assertThat(pages()).singleElement().satisfies(item -> assertThat(
                        item.attributes().toString().length())
                .isLessThan(MOST_BYTES));
    }

    @Test
    void readsAgainWhatAPageHoldsThatCannotBeRead() {
        another().add(page(0, 2), ENDED);
        Item page = pages().getFirst();
        store.write(new Write.Put(page.key(), Json.object().put("nodes", "from another time"), Condition.always()));

        assertThat(another().find(listed(0, CALLED_AT, LAUNCHED))).isEmpty();
    }

    @Test
    void readsWhatAnotherVersionHasAddedTo() {
        another().add(page(0, 2), ENDED);
        Item page = pages().getFirst();
        JsonNode nodes = page.get("nodes").orElseThrow();
        nodes.forEach(node -> ((ObjectNode) node).put("readBy", "another version"));
        store.write(new Write.Update(page.key(), List.of(Change.set("nodes", nodes)), Condition.exists()));

        assertThat(another().find(listed(0, CALLED_AT, LAUNCHED))).isPresent();
    }

    private List<Item> pages() {
        return store.list("run/" + IntentFixture.RUN, "reads/");
    }
}
