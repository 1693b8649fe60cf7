package io.hyperpatch.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.run.Rehearsal;
import io.hyperpatch.rehearsal.run.RehearsalResult;
import io.hyperpatch.rehearsal.run.Watcher;
import io.hyperpatch.rehearsal.run.Weeks;
import io.hyperpatch.rehearsal.scenario.BundledScenarios;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Forty releases in a year on three clusters: the table shows what became of each of them. */
class YearOfReleasesTest {
    private static final int RELEASES = 40;
    private static final int BAD = 10;
    private static final int BY_HAND = 20;
    private static final int TAKEN_BACK = 30;

    private static RehearsalResult result;
    private static Weeks weeks;

    @BeforeAll
    static void play() {
        Given given = Given.of(BundledScenarios.find("a-year-of-releases").orElseThrow());
        try (Rehearsal rehearsal = new Rehearsal(new Preparation(given).setting(), 1)) {
            result = rehearsal.run(Watcher.NOBODY);
        }
        weeks = Weeks.of(result);
    }

    /** The week in which a release is due: they come every nine days from the second on, and wait for seven. */
    private static int due(int release) {
        return (9 * (release - 1) + 2 + 7) / 7;
    }

    private static Weeks.Week week(int cluster, int week) {
        return weeks.rows().get(cluster).weeks().get(week);
    }

    private static IntStream clusters() {
        return IntStream.range(0, 3);
    }

    private static List<String> subjects(String begin) {
        return result.evidence().messages().stream()
                .map(message -> message.subject().orElse(""))
                .filter(subject -> subject.startsWith(begin))
                .toList();
    }

    @Test
    void everyClusterRunsEachGoodReleaseOnceItIsOldEnough() {
        assertThat(result.surprises()).isEmpty();
        assertThat(result.allInvariantsHeld()).isTrue();
        assertThat(weeks.images()).hasSize(RELEASES);
        assertThat(weeks.rows()).extracting(Weeks.Row::cluster).containsExactly("train-a", "train-a-1", "train-a-2");
        clusters().forEach(cluster -> {
            Set<Integer> run = new TreeSet<>();
            weeks.rows().get(cluster).weeks().forEach(week -> run.addAll(week.runs()));
            assertThat(run).doesNotContain(BAD).contains(0, 1, 9, 11, BY_HAND, RELEASES);
            assertThat(week(cluster, due(RELEASES)).runs()).containsExactly(RELEASES);
        });
    }

    @Test
    void theBadOneStopsAtTheFirstCluster() {
        assertThat(week(0, due(BAD)).rolledBack()).containsExactly(BAD);
        assertThat(clusters()
                        .mapToObj(cluster -> weeks.rows().get(cluster))
                        .flatMap(row -> row.weeks().stream())
                        .filter(week -> !week.rolledBack().isEmpty()))
                .hasSize(1);
        clusters().forEach(cluster -> assertThat(week(cluster, due(BAD)).runs()).containsExactly(BAD - 1));
        assertThat(subjects("RolledBack")).hasSize(1);
        assertThat(subjects("Stopped")).hasSize(1);
    }

    @Test
    void theOneByHandIsLeftThere() {
        int handed = (9 * (BY_HAND - 1) + 2 + 1) / 7;

        assertThat(week(1, handed).byHand()).containsExactly(BY_HAND);
        assertThat(week(1, handed).runs()).containsExactly(BY_HAND);
        assertThat(week(0, handed).runs()).containsExactly(BY_HAND - 1);
        clusters().forEach(cluster -> assertThat(week(cluster, due(BY_HAND)).runs())
                .containsExactly(BY_HAND));
        assertThat(clusters().filter(cluster -> week(cluster, due(BY_HAND)).returned()))
                .isEmpty();
    }

    @Test
    void theOneThatIsTakenBackGoesBackEverywhere() {
        clusters().forEach(cluster -> {
            List<Weeks.Week> all = weeks.rows().get(cluster).weeks();
            assertThat(all.stream().filter(Weeks.Week::returned)).hasSize(1);
            assertThat(all.get(due(TAKEN_BACK)).returned()).isTrue();
            assertThat(all.get(due(TAKEN_BACK)).runs()).containsExactly(TAKEN_BACK - 1);
        });
    }

    @Test
    void isPrintedAsATableOfClusterByWeek() {
        StringWriter text = new StringWriter();

        ResultText.print(result, new PrintWriter(text, true));

        assertThat(result.figures().virtualTime()).isGreaterThan(Duration.ofDays(350));
        assertThat(text.toString())
                .contains("train-a-1 ", "9 x10", "20 h20", "29<", "Events ", "Deferred 40, Verified 1", "Stopped 1");
    }
}
