package io.hyperpatch.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.json.Json;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.InMemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmittedPagesTest {
    private static final String EXECUTION = "arn:aws:states:us-west-2:111122223333:execution:patch-fleet:event-0";
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

    private final AdmittedPages pages = new AdmittedPages(new InMemoryStore());

    private static List<AdmittedCluster> clusters(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new AdmittedCluster(
                        RunRequests.Course.DUPLICATE,
                        RunName.of("train-" + i + "-0123456789ab-1"),
                        new ClusterRef(IntentFixture.ARN, "train-" + i),
                        Optional.of("r".repeat(500)),
                        Optional.of(NOW),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
    }

    @Test
    void handsOutEachClusterOnceAndInOrder() {
        List<AdmittedCluster> all = clusters(60);

        List<AdmittedCluster> read = new ArrayList<>(pages.keep(EXECUTION, all, NOW));
        for (int page = 1; page < AdmittedPages.pages(60); page++) {
            read.addAll(pages.read(EXECUTION, page));
        }

        assertThat(read).isEqualTo(all);
    }

    @Test
    void makesOnePageOfNoClusters() {
        assertThat(AdmittedPages.pages(0)).isEqualTo(1);
        assertThat(pages.keep(EXECUTION, List.of(), NOW)).isEmpty();
    }

    @Test
    void keepsAPageOfTheLongestEntriesFarBelowWhatAStateHolds() {
        List<AdmittedCluster> first = pages.keep(EXECUTION, clusters(1000), NOW);

        assertThat(Json.mapper().valueToTree(first).toString()).hasSizeLessThan(32 * 1024);
    }

    @Test
    void namesAPageThatIsNotThere() {
        assertThatThrownBy(() -> pages.read(EXECUTION, 7)).hasMessage("page 7 of " + EXECUTION + " is not stored");
    }
}
