package io.hyperpatch.rehearsal.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hyperpatch.document.BadDocument;
import io.hyperpatch.rehearsal.scenario.ScenarioReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchedPlaceTest {

    private static final String HEAD = "name: try\ndescription: a try\n";
    private static final String TRIGGERS = "triggers:\n  - ";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            policy: { rollout: { batch: 0 } }                           | /policy/rollout/batch
            policy: { image: { owners: [me] } }                         | /policy/image/owners/0
            policy: { image: null }                                     | /policy/image
            policy: { a: 7 }                                            | /policy/a
            clusterChanges: { ClusterName: 7 }                          | /clusterChanges/ClusterName
            clusterChanges: { InstanceGroups: { gpu: { Status: 7 } } }  | /clusterChanges/InstanceGroups
            """)
    void namesWhatTheScenarioChanges(String change, String pointer) {
        var bad = problems(HEAD + change + "\n" + TRIGGERS + "{ event: ec2-ami-state-change, expect: Verified }");

        assertThat(bad.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("try.yaml");
            assertThat(problem.pointer()).isEqualTo(pointer);
            assertThat(problem.line()).isEqualTo(3);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { event: ec2-ami-state-change, with: { detail: { ImageId: x } }, expect: Quiet } | /triggers/0/with/detail/ImageId
            { event: {}, with: { detail: { ImageId: x } }, expect: Quiet }                   | /triggers/0/event
            """)
    void namesWhatTheScenarioSaysOfItsEvents(String trigger, String pointer) {
        var bad = problems(HEAD + TRIGGERS + trigger);

        assertThat(bad.problems()).singleElement().satisfies(problem -> assertThat(problem.pointer())
                .isEqualTo(pointer));
    }

    private static BadDocument problems(String yaml) {
        var scenario = new ScenarioReader().read("try.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        return catchThrowableOfType(BadDocument.class, () -> new Preparation(Given.of(scenario)).setting());
    }
}
