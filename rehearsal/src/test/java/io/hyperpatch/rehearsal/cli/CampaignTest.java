package io.hyperpatch.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hyperpatch.rehearsal.hostile.CampaignResult;
import io.hyperpatch.rehearsal.hostile.HostilePlan;
import io.hyperpatch.rehearsal.hostile.SeedRange;
import io.hyperpatch.rehearsal.hostile.SeedResult;
import io.hyperpatch.rehearsal.oracle.Invariant;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code rehearse --seeds} tells machines, people and the page. */
class CampaignTest {
    private static final Path PAGE = Path.of("..", "docs", "hostile.md");

    @TempDir
    private Path files;

    private record Ran(int status, String out, String err) {}

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Ran(status, out.toString(), err.toString());
    }

    @Test
    void tellsMachinesEverythingInOneDocument() throws IOException {
        Ran ran = run("rehearse", "--seeds", "1..12", "--json");

        JsonNode document = new ObjectMapper().readTree(ran.out());
        assertThat(ran.status()).isZero();
        assertThat(document.path("runs").asInt()).isEqualTo(12);
        assertThat(document.path("outcomes")
                        .valueStream()
                        .mapToInt(JsonNode::asInt)
                        .sum())
                .isEqualTo(12);
        assertThat(document.path("faults")).isNotEmpty().allMatch(JsonNode::isIntegralNumber);
        assertThat(document.path("settings").isObject()).isTrue();
        assertThat(document.path("checks")).isNotEmpty();
        assertThat(document.path("broken").isArray()).isTrue();
        assertThat(document.path("broken")).isEmpty();
        assertThat(document.path("wallMillis").asLong()).isPositive();
    }

    @Test
    void namesSeedScenarioAndInvariantOfWhatIsBrokenAndEndsWithStatusOne() {
        CampaignResult broken = broken();

        JsonNode named = CampaignDocument.of(broken).path("broken");

        assertThat(named).hasSize(1);
        assertThat(named.get(0).path("seed").asLong()).isEqualTo(42);
        assertThat(named.get(0).path("scenario").asText()).isEqualTo("success");
        assertThat(named.get(0).path("invariant").asText()).isEqualTo("never-two-updates-in-effect");
        assertThat(ExitStatus.of(broken)).isEqualTo(1);
    }

    @Test
    void writesTheResultIntoAPageAsOftenAsItIsAsked() throws IOException {
        Path page = Files.writeString(
                files.resolve("page.md"), "# Mine\n\n<!-- campaign -->\nwhat stood here\n<!-- /campaign -->\n\nend\n");

        assertThat(run("rehearse", "--seeds", "1..3", "--page", page.toString()).status())
                .isZero();
        assertThat(run("rehearse", "--seeds", "1..2", "--page", page.toString()).status())
                .isZero();

        assertThat(Files.readString(page))
                .startsWith("# Mine\n\n<!-- campaign -->\n\nSeeds 1..2: 2 rehearsals in ")
                .contains(" of heap, Java ", "**No invariant is broken.**")
                .containsPattern("\\| never two updates in effect \\| \\d+ \\| 0 \\|")
                .endsWith("|\n\n<!-- /campaign -->\n\nend\n")
                .doesNotContain("what stood here", "1..3");
    }

    @Test
    void thePageNamesWhatIsBroken() {
        String text = CampaignPage.markdown(new SeedRange(42, 42), broken(), new Machine(2, 512, "25"));

        assertThat(text)
                .contains(
                        "on 2 cores with at most 512 MiB of heap, Java 25.",
                        "**Seeds that broke an invariant: 1.**",
                        "| never two updates in effect | 7 | 1 |")
                .doesNotContain("No invariant is broken");
    }

    @Test
    void theDocumentedPageHasAPlaceForTheResult() {
        assertThat(MarkedPage.at(PAGE, CampaignPage.MARK)).isNotNull();
        assertThat(PAGE).content().contains("./hyperpatch rehearse --seeds 1..10000 --page docs/hostile.md");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rehearse --page %s",
                "rehearse --placement singles --page %s",
                "rehearse --seeds 1..2 --page %s",
                "rehearse --seeds 1..2 --page %s/no"
            })
    void refusesAPageWithoutSeedsOrWithoutAPlaceBeforeAnythingIsPlayed(String arguments) throws IOException {
        Path page = Files.writeString(files.resolve("page.md"), "# Mine\n");

        Ran ran = run(arguments.formatted(page).split(" "));

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("--page");
        assertThat(ran.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rehearse --placement triples",
                "rehearse --placement singles --seeds 1..2",
                "rehearse --placement pairs --scenario success"
            })
    void refusesPlacementsThatThereAreNotAndAnotherRunThanTheDefaultOne(String arguments) {
        Ran ran = run(arguments.split(" "));

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("--placement");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void thePageHasAPlaceForPlacedFaults() {
        assertThat(Placements.values()).allSatisfy(each -> {
            assertThat(MarkedPage.at(PAGE, each.mark())).isNotNull();
            assertThat(PAGE)
                    .content()
                    .contains("./hyperpatch rehearse --placement " + each + " --page docs/hostile.md");
        });
    }

    private static CampaignResult broken() {
        SeedResult seed = new SeedResult(
                new HostilePlan(42, "success", List.of()),
                List.of("Verified"),
                Map.of(),
                List.of(new Invariant("never-two-updates-in-effect", 7, List.of("there were 2"))),
                Duration.ofDays(1),
                Duration.ofMillis(5));
        return new CampaignResult(
                1,
                Map.of("Verified", 1L),
                Map.of("Verified", 1L),
                Map.of("lost", 3L),
                Map.of(),
                Map.of("never-two-updates-in-effect", 7L),
                List.of(seed),
                List.of(seed),
                Duration.ofSeconds(1));
    }
}
