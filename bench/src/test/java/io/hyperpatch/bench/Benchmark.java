package io.hyperpatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Measures everything and writes docs/benchmarks.md; only with the profile `bench`. */
class Benchmark {
    private static final Path ROOT = Path.of("..");

    private final BenchmarkPage page = new BenchmarkPage(ROOT.resolve("docs/benchmarks.md"));

    @Test
    void measuresAndShows() throws Exception {
        FollowingTable following = new FollowingTable();
        List.of(Rollout.AN_HOUR, Rollout.SIXTY_FOUR_HOURS, Rollout.A_FORTNIGHT).forEach(following::add);
        show("following", following.text());
        GrowthTable growth = new GrowthTable();
        List.of(10, 100, 1_000, 5_000).forEach(growth::add);
        show("growth", growth.text());
        show("throughput", Throughput.text());
        show("start", StartTable.text(ROOT));
        show(
                "machine",
                Runtime.getRuntime().availableProcessors() + " cores, Java "
                        + Runtime.version().feature() + ", " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch") + ".");

        assertThat(growth.passed()).as("the goals of growth").isTrue();
    }

    private void show(String mark, String table) throws Exception {
        System.out.println("\n" + mark + "\n" + table);
        page.show(mark, table);
    }
}
