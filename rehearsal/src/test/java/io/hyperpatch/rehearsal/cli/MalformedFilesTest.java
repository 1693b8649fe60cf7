package io.hyperpatch.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.malformed.Mutant;
import io.hyperpatch.rehearsal.malformed.Mutants;
import io.hyperpatch.rehearsal.malformed.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * A mutated file on the command line: exit status 2 and lines that name the file, or a rehearsal to its end; never a stack
 * trace, never an internal fault.
 */
class MalformedFilesTest {

    /** A rehearsal takes a hundred times as long as a refusal. */
    private static final int REHEARSED = 3;

    private static final Map<String, Integer> REHEARSALS = new HashMap<>();

    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory(Path.of("target"), "malformed");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Provide
    Arbitrary<Mutant> events() {
        return Mutants.of(Sample.events());
    }

    @Provide
    Arbitrary<Mutant> policies() {
        return Mutants.of(Sample.policies());
    }

    @Provide
    Arbitrary<Mutant> scenarios() {
        return Mutants.of(Sample.scenarios());
    }

    @Provide
    Arbitrary<Mutant> clusters() {
        return Mutants.of(Sample.clusters());
    }

    @Property(tries = 200, seed = "1")
    void validatesOrRefusesAPolicy(@ForAll("policies") Mutant mutant) throws IOException {
        require(List.of(0, ExitStatus.BAD_INPUT), mutant, run("validate", write(mutant)));
    }

    @Property(tries = 150, seed = "1")
    void rehearsesOrRefusesAnEvent(@ForAll("events") Mutant mutant) throws IOException {
        rehearseOrRefuse("--event", mutant);
    }

    @Property(tries = 150, seed = "1")
    void rehearsesOrRefusesAScenario(@ForAll("scenarios") Mutant mutant) throws IOException {
        rehearseOrRefuse("--scenario", mutant);
    }

    @Property(tries = 150, seed = "1")
    void rehearsesOrRefusesACluster(@ForAll("clusters") Mutant mutant) throws IOException {
        rehearseOrRefuse("--cluster", mutant);
    }

    /** The second file is missing, so that nothing is rehearsed, and the mistakes of both are told. */
    private void rehearseOrRefuse(String option, Mutant mutant) throws IOException {
        String file = write(mutant);
        String other = option.equals("--event") ? "--policy" : "--event";
        Ran refused = run("rehearse", option, file, other, "missing.json");
        require(List.of(ExitStatus.BAD_INPUT), mutant, refused);
        if (!refused.err().contains(mutant.fileName()) && REHEARSALS.merge(option, 1, Integer::sum) <= REHEARSED) {
            require(
                    List.of(0, ExitStatus.BROKEN, ExitStatus.BAD_INPUT, ExitStatus.OTHER_OUTCOME),
                    mutant,
                    run("rehearse", option, file));
        }
    }

    private static void require(List<Integer> statuses, Mutant mutant, Ran ran) {
        assertThat(ran.status()).as(ran.err()).isIn(statuses);
        assertThat(ran.out() + ran.err())
                .doesNotContain("\tat ", "at io.", "Exception", "internal fault", "broken invariant")
                .doesNotContainPattern("[\\p{Cntrl}&&[^\n\r]]");
        if (ran.status() == ExitStatus.BROKEN) {
            assertThat(ran.err()).contains("not as the scenario declares");
        }
        if (ran.status() == ExitStatus.BAD_INPUT) {
            assertThat(ran.err()).isNotBlank();
            assertThat(ran.err().lines()).allMatch(line -> line.contains("; "));
        }
    }

    private record Ran(int status, String out, String err) {}

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Ran(status, out.toString(), err.toString());
    }

    private static String write(Mutant mutant) throws IOException {
        Path file = folder.resolve(mutant.fileName());
        Files.write(file, mutant.bytes());
        return file.toString();
    }
}
