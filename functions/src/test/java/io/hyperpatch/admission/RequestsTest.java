package io.hyperpatch.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.cluster.Pin;
import io.hyperpatch.handler.Sample;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.json.Json;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.InMemoryStore;
import io.hyperpatch.store.Write;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private static final RunName RUN = IntentFixture.RUN;
    private static final RunRequest FIRST = RequestFixture.of(RUN, Map.of("gpu", Pin.of("ami-0abcdef1234567890")));
    private static final RunRequest SECOND = RequestFixture.of(RUN, Map.of("gpu", Pin.of("ami-0abcdef1234567891")));

    private final InMemoryStore store = new InMemoryStore();
    private final Requests requests = new Requests(store);

    @Test
    void readsWhatWasKept() {
        requests.keep(FIRST);

        assertThat(requests.of(RUN)).isEqualTo(FIRST);
    }

    /** The run's name says what the newest image was resolved to; the call asks for {@code default}. */
    @Test
    void storesWhatTheCallAsksFor() {
        requests.keep(RequestFixture.of(RUN, Map.of("gpu", new Pin.Newest(Optional.of("2026-11-20T06:00:00Z")))));

        assertThat(store.list("run/" + RUN, "request")).singleElement().satisfies(item -> assertThat(
                        item.attributes().at("/pins/gpu").asText())
                .isEqualTo("default"));
        assertThat(requests.of(RUN).pins()).isEqualTo(Map.of("gpu", Pin.Newest.UNRESOLVED));
    }

    @Test
    void takesTheLastLookForARunThatHasNotBegun() {
        requests.keep(FIRST);
        requests.keep(SECOND);

        assertThat(requests.of(RUN)).isEqualTo(SECOND);
    }

    @Test
    void leavesTheRequestOfARunThatHasBegunAsItWas() {
        requests.keep(FIRST);
        new Runs(store).begin(FIRST.planned(Instant.EPOCH));

        requests.keep(SECOND);

        assertThat(requests.of(RUN)).isEqualTo(FIRST);
    }

    /** One that was stored before identities were. */
    @Test
    void readsTheIdentitiesOfAnEarlierVersionAsUnknown() throws IOException {
        Sample.StoredItem golden = Json.to(
                Sample.StoredItem.class,
                Json.mapper()
                        .readTree(Path.of("src/test/resources/version-2/items/run-request.json")
                                .toFile()));
        store.write(new Write.Put(golden.key(), golden.attributes(), Condition.absent()));
        RunName run = RunName.of("train-a-10f47a2f0d8e-1");

        assertThat(requests.identities(run)).isEmpty();
        assertThat(requests.of(run).chosen()).containsEntry("gpu", Pin.of("ami-0f1e2d3c4b5a69788"));
    }

    @Test
    void keepsWhatStoodForTheNewestImage() {
        requests.keep(RequestFixture.of(RUN, Map.of("gpu", Pin.of("default:2026-11-21T02:00:00Z"))));

        assertThat(requests.identities(RUN)).containsEntry("gpu", "default:2026-11-21T02:00:00Z");
        assertThat(requests.of(RUN).chosen().get("gpu").identity()).isEqualTo("default:2026-11-21T02:00:00Z");
        assertThat(requests.of(RUN).pins()).containsEntry("gpu", Pin.Newest.UNRESOLVED);
    }

    @Test
    void namesARunThatWasNotAdmitted() {
        assertThat(requests.find(RUN)).isEmpty();
        assertThatThrownBy(() -> requests.of(RUN)).hasMessageContaining(RUN.toString());
    }
}
