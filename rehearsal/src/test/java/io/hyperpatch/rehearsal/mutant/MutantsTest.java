package io.hyperpatch.rehearsal.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.hyperpatch.intent.Intents;
import io.hyperpatch.rehearsal.cli.Main;
import io.hyperpatch.rehearsal.hostile.HostilePlan;
import io.hyperpatch.rehearsal.hostile.HostilePlans;
import io.hyperpatch.rehearsal.hostile.SeedResult;
import io.hyperpatch.rehearsal.hostile.Seeds;
import io.hyperpatch.rehearsal.hostile.Shrinker;
import io.hyperpatch.rehearsal.page.GeneratedPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Switches off one safeguard at a time, and requires that the hostile rehearsals catch it.
 *
 * <p>{@code -Dregenerate=true} searches anew for the seeds, which takes some minutes, and writes {@code
 * docs/mutants.md} and README's table; {@code -Dsafeguard=CALLED_WRITE} beside it does so for one line.
 */
@Isolated("a method that is switched off is so in the whole JVM")
class MutantsTest {
    private static final String ANEW = "draws or rules have changed: search anew with"
            + " mvn -pl functions,rehearsal test -Dtest=MutantsTest -Dsurefire.failIfNoSpecifiedTests=false"
            + " -Dregenerate=true";

    /** The name of a safeguard: the others keep their lines. */
    private static final String ONLY = "safeguard";

    private final Catch catching = new Catch();

    @BeforeAll
    static void everySafeguardIsWhereItWas() throws IOException {
        for (Safeguard safeguard : Safeguard.values()) {
            safeguard.without(() -> "it can be switched off");
        }
        if (GeneratedPage.anew()) {
            Search search = new Search();
            List<MutantRow> rows = new ArrayList<>();
            for (Safeguard safeguard : Safeguard.values()) {
                boolean wanted = System.getProperty(ONLY, safeguard.name()).equals(safeguard.name());
                rows.add(
                        wanted
                                ? search.row(safeguard)
                                : MutantsPage.row(safeguard).orElseThrow());
            }
            MutantsPage.write(rows);
        }
    }

    @ParameterizedTest
    @EnumSource(Safeguard.class)
    void breaksAnInvariantOnceTheSafeguardIsOff(Safeguard safeguard) throws IOException {
        MutantRow row = MutantsPage.row(safeguard)
                .orElseThrow(() ->
                        new AssertionError("docs/mutants.md has no line for '" + safeguard.title() + "'; " + ANEW));
        assertThat(row.line()).as(ANEW).contains(safeguard.protects());
        if (row.first().isEmpty()) {
            assertThat(Situations.all())
                    .extracting(Situation::title)
                    .as(safeguard.title() + " is caught by no seed and by no situation; " + ANEW)
                    .contains(safeguard.title());
            return;
        }
        long seed = row.first().get().seed();

        assertThat(catching.without(safeguard, seed))
                .as("seed " + seed + " without " + safeguard.title() + "; " + ANEW)
                .contains(row.first().get().invariant());
        assertThat(catching.withEverySafeguard(seed))
                .as("seed " + seed + " with every safeguard on")
                .isEmpty();
    }

    @Test
    void showsTheTableInTheReadmeAsWell() throws IOException {
        assertThat(MutantsPage.readmeShowsTheSame()).as(ANEW).isTrue();
    }

    @Test
    void replaysABrokenSeedToTheSameTimeline() throws IOException {
        Safeguard safeguard = Safeguard.PARKING;
        long seed =
                MutantsPage.row(safeguard).orElseThrow().first().orElseThrow().seed();

        List<String> first = safeguard.without(() -> timeline(seed));
        List<String> again = safeguard.without(() -> timeline(seed));

        assertThat(first).hasSizeGreaterThan(5);
        assertThat(again).isEqualTo(first);
        assertThat(timeline(seed)).as("with the safeguard on").isNotEqualTo(first);
    }

    @Test
    void theCommandLineTellsOfABrokenSeedWhatItsTimelineTells() throws IOException {
        Safeguard safeguard = Safeguard.CALLED_WRITE;
        MutantRow.Caught caught =
                MutantsPage.row(safeguard).orElseThrow().first().orElseThrow();

        safeguard.without(() -> {
            Seeds seeds = new Seeds(new HostilePlans());
            Shrinker shrinker = new Shrinker(seeds);
            SeedResult smallest = shrinker.shrink(seeds.play(caught.seed()));
            String lines = String.join("\n", shrinker.timeline(smallest.plan()).lines());
            String told = commandLine(caught.seed());
            assertThat(told).contains(caught.invariant()).contains(lines);
            assertThat(withoutTimes(commandLine(caught.seed()))).isEqualTo(withoutTimes(told));
            return null;
        });
    }

    @Test
    void saysWhereToLookWhenASafeguardHasMoved() {
        Redefined moved = new Redefined(Intents.class, Instead.yes(), "asItWasCalledOnce");
        assertThatIllegalStateException()
                .isThrownBy(moved::redefine)
                .withMessageContaining("asItWasCalledOnce")
                .withMessageContaining("name in Safeguard where the rule is now");

        Redefined gone = new Redefined("io.hyperpatch.intent.AsItWasCalledOnce", Instead.yes(), "any");
        assertThatIllegalStateException().isThrownBy(gone::redefine).withMessageContaining("AsItWasCalledOnce");
    }

    private static List<String> timeline(long seed) {
        HostilePlan plan = new HostilePlans().draw(seed);
        return new Shrinker(new Seeds(new HostilePlans())).timeline(plan).lines();
    }

    private static String commandLine(long seed) {
        StringWriter out = new StringWriter();
        PrintWriter both = new PrintWriter(out, true);
        assertThat(Main.run(both, both, "rehearse", "--seeds", seed + ".." + seed))
                .isEqualTo(1);
        return out.toString();
    }

    private static String withoutTimes(String told) {
        return told.replaceAll(" +[0-9]+ ms| in [0-9]+ s", "");
    }
}
