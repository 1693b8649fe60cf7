package io.hyperpatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is counted is the same everywhere: the page must still say it. The longest and largest rows are left to the bench, and
 * to {@code -Dregenerate=true}, which counts all of them anew.
 */
class CountedTablesTest {
    private static final boolean WRITE = Boolean.getBoolean("regenerate");
    private static final String ANEW = "docs/benchmarks.md; write it anew with -Dregenerate=true";
    private static final int HEAD_AND_TWO_ROWS = 4;

    private final BenchmarkPage page = new BenchmarkPage(Path.of("../docs/benchmarks.md"));

    @Test
    void thePageShowsWhatFollowingARolloutCosts() throws IOException {
        FollowingTable table = new FollowingTable();
        table.add(Rollout.AN_HOUR);
        List<String> lines = table.text().lines().toList();
        if (WRITE) {
            table.add(Rollout.SIXTY_FOUR_HOURS);
            table.add(Rollout.A_FORTNIGHT);
            page.show("following", table.text());
        }

        assertThat(table.passed()).isTrue();
        assertThat(page.shown("following").lines().toList()).as(ANEW).containsAll(lines);
    }

    @Test
    void thePageShowsWhatARunCostsAsTheClusterGrows() throws IOException {
        GrowthTable table = new GrowthTable();
        List.of(10, 100).forEach(table::add);
        List<String> lines = table.text().lines().limit(HEAD_AND_TWO_ROWS).toList();
        if (WRITE) {
            List.of(1_000, 5_000).forEach(table::add);
            page.show("growth", table.text());
        }

        assertThat(table.passed()).isTrue();
        assertThat(page.shown("growth").lines().toList()).as(ANEW).containsAll(lines);
    }
}
