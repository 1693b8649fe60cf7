package io.hyperpatch.rehearsal.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.document.BadDocument;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.twin.Happening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioReaderTest {

    private static final String HEAD = "name: try\ndescription: a try\n";
    private static final String TRIGGER = "triggers:\n  - event: ec2-ami-state-change\n    expect: Verified\n";

    @ParameterizedTest
    @MethodSource("bundled")
    void readsEveryScenarioThatComesWithTheProduct(String name) {
        Scenario scenario = BundledScenarios.find(name).orElseThrow();

        assertThat(scenario.name()).isEqualTo(name);
        assertThat(scenario.cast(Names.SAMPLE).triggers()).isNotEmpty();
    }

    static List<String> bundled() {
        return BundledScenarios.names();
    }

    @Test
    void listsEveryScenarioFileAndNoOther() throws IOException {
        try (var files = Files.list(Path.of("src", "main", "resources", "scenarios"))) {
            List<String> found = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".yaml"))
                    .map(file -> file.replace(".yaml", ""))
                    .toList();

            assertThat(found).containsExactlyInAnyOrderElementsOf(BundledScenarios.names());
        }
    }

    @Test
    void fillsPlaceholdersWithTheClustersOwnNames() {
        Cast cast = read(HEAD
                        + "twin: { mishaps: { pdbSkips: ['{largest}/3'] } }\n"
                        + "happenings:\n  - { happens: stall, when: { afterStart: PT1H }, length: PT30M }\n"
                        + TRIGGER)
                .cast(Names.SAMPLE);

        assertThat(cast.twin().mishaps().pdbSkips()).containsExactly("gpu/3");
        assertThat(cast.twin().happenings())
                .containsExactly(
                        new Happening.Stall(Happening.When.afterStart(Duration.ofHours(1)), Duration.ofMinutes(30)));
    }

    @Test
    void readsFaultsAsTheGateTakesThem() {
        Cast cast = read(HEAD
                        + "faults:\n  - kind: killFunction\n    moment: after\n"
                        + "    at: { function: StartUpdate, when: { occurrence: 1 } }\n" + TRIGGER)
                .cast(Names.SAMPLE);

        assertThat(cast.faults()).singleElement().isInstanceOf(Fault.KillFunction.class);
    }

    @Test
    void namesEveryMistakeAtOnceWithItsPlaceAndTheRemedy() {
        assertThatThrownBy(() -> read(HEAD
                        + "twinn: {}\n"
                        + "faults:\n  - { kind: throtle, at: {} }\n"
                        + "triggers:\n  - { event: ec2-ami-state-change, expect: Verifed, after: soon }\n"))
                .isInstanceOf(BadDocument.class)
                .hasMessageContaining("try.yaml:3:1 /twinn")
                .hasMessageContaining("did you mean `twin`?")
                .hasMessageContaining("did you mean `throttle`?")
                .hasMessageContaining("did you mean `Verified`?")
                .hasMessageContaining("/triggers/0/after \"soon\": is no ISO 8601 duration; write for instance PT20M");
    }

    @Test
    void namesThePartThatCannotBePlayed() {
        assertThatThrownBy(() -> read(HEAD + "faults:\n  - { kind: loseAnswer, at: {} }\n" + TRIGGER))
                .isInstanceOf(BadDocument.class)
                .hasMessageContaining("/faults/0")
                .hasMessageContaining("moment");
    }

    @Test
    void namesTheMemberOfAPartThatCannotBePlayed() {
        assertThatThrownBy(() -> read(HEAD
                        + "happenings:\n  - { happens: updateByOthers, when: { afterStart: PT1H }, request: { ClusterName: 7 } }\n"
                        + TRIGGER))
                .isInstanceOf(BadDocument.class)
                .hasMessageContaining("/happenings/0/request");
    }

    private static Scenario read(String yaml) {
        return new ScenarioReader().read("try.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }
}
