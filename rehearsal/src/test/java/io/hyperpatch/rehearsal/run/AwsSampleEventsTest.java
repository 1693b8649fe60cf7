package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.document.Document;
import io.hyperpatch.document.Documents;
import io.hyperpatch.event.EventParser;
import io.hyperpatch.rehearsal.oracle.Invariant;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The events of the AWS documentation, as they stand there, given to a rehearsal without a policy. */
class AwsSampleEventsTest {

    private static final Path SAMPLES = Path.of("../functions/src/test/resources/aws-samples/ours");

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isRehearsedToAQuietEndOrAVerifiedOne(Path sample) throws IOException {
        Document event = new Documents(EventParser.MAX_BYTES).read(sample.toString(), Files.readAllBytes(sample));
        Given given = new Given(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(event.tree()), Optional.empty());

        try (Rehearsal rehearsal = new Rehearsal(new Preparation(given).setting(), 1)) {
            RehearsalResult result = rehearsal.run(Watcher.NOBODY);

            assertThat(result.triggers()).extracting(TriggerEnd::outcome).containsAnyOf("Verified", "Quiet");
            assertThat(result.invariants()).allMatch(Invariant::held);
        }
    }
}
