package io.hyperpatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is counted is the same everywhere: the page must still say it. The longest and largest rows are left to the bench. */
class CountedTablesTest {
    private final BenchmarkPage page = new BenchmarkPage(Path.of("../docs/benchmarks.md"));

    @Test
    void thePageShowsWhatFollowingARolloutCosts() throws IOException {
        FollowingTable table = new FollowingTable();
        table.add(Rollout.AN_HOUR);

        assertThat(page.shown("following").lines().toList())
                .as("docs/benchmarks.md; write it anew with mvn -Pbench -pl bench -am test")
                .containsAll(table.text().lines().toList());
    }

    @Test
    void thePageShowsWhatARunCostsAsTheClusterGrows() throws IOException {
        GrowthTable table = new GrowthTable();
        List.of(10, 100).forEach(table::add);

        assertThat(table.passed()).isTrue();
        assertThat(page.shown("growth").lines().toList())
                .as("docs/benchmarks.md; write it anew with mvn -Pbench -pl bench -am test")
                .containsAll(table.text().lines().limit(4).toList());
    }
}
