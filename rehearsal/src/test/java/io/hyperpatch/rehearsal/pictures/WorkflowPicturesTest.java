package io.hyperpatch.rehearsal.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hyperpatch.rehearsal.engine.State;
import io.hyperpatch.rehearsal.engine.StateMachine;
import io.hyperpatch.rehearsal.page.GeneratedPage;
import io.hyperpatch.rehearsal.run.Machines;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pictures are those of the files; with {@code -Dregenerate=true} this draws them anew. */
class WorkflowPicturesTest {
    @Test
    void thePageShowsEveryWorkflowAsItsFileStands() {
        String sections = Machines.names().reversed().stream()
                .map(WorkflowPicturesTest::section)
                .collect(Collectors.joining("\n"));

        GeneratedPage.docs("workflows.md").mustShow("workflows", sections);
    }

    @Test
    void theReadmeShowsWhatStartsWhat() throws IOException {
        GeneratedPage.README.mustShow("overview", mermaid(OverviewPicture.of(Starts.observed())));
    }

    static List<String> machines() {
        return Machines.names();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyStateAndEveryWayIsInThePicture(String name) {
        JsonNode definition = Machines.definition(name);
        StateMachine machine = StateMachine.parse(name, definition, placeholders(definition));
        String picture = WorkflowPicture.of(definition);
        List<String> arrows = picture.lines()
                .filter(line -> line.contains(">"))
                .map(String::strip)
                .toList();

        assertThat(machine.allStates()).allSatisfy(state -> {
            assertThat(picture).containsPattern("\\W" + state.name() + "\\W");
            for (String target : state.targets()) {
                assertThat(arrows)
                        .as("from " + state.name() + " to " + target)
                        .anyMatch(arrow -> arrow.matches(
                                state.name() + " -.*>(\\|.*\\|)? (" + target + "|\\w+\\(\\[" + target + "]\\):::see)"));
            }
            if (state instanceof State.Fail) {
                assertThat(picture).contains(state.name() + "([" + state.name() + "]):::bad");
            }
        });
    }

    @Test
    void drawsParallelBranchesErrorsAndCrowds() throws JsonProcessingException {
        String picture = WorkflowPicture.of(new ObjectMapper().readTree("""
                {"StartAt": "Both", "States": {
                  "Both": {"Type": "Parallel", "Next": "end",
                    "Catch": [{"ErrorEquals": ["States.Timeout", "My.FineException"], "Next": "Broken"}],
                    "Branches": [
                      {"StartAt": "One", "States": {"One": {"Type": "Pass", "End": true}}},
                      {"StartAt": "Two", "States": {"Two": {"Type": "Wait", "End": true}}}]},
                  "Broken": {"Type": "Fail"},
                  "end": {"Type": "Succeed"}}}
                """));

        assertThat(picture.lines().map(String::strip))
                .contains(
                        "subgraph Both[\"Both: all at once\"]",
                        "Both_begin0(( )):::start --> One",
                        "Both_begin1(( )):::start --> Two",
                        "Two(Two):::wait",
                        "Both -.->|\"Fine or Timeout\"| Broken",
                        "Both --> end_",
                        "end_([end]):::good");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "{% $lease.verdict = 'Taken' %}; Taken",
                "{% $look.verdict != 'Waiting' %}; not Waiting",
                "{% $watch.verdict in ['Ended', 'Unchanged'] %}; Ended or Unchanged",
                "{% $readiness.verdict = 'Ready' and $work.mode = 'observe' %}; Ready and work.mode = observe",
                "{% $states.input.decision = 'Start' %}; decision = Start",
                "{% $stepIndex < $count($steps) %}; stepIndex < count(steps)",
                "{% $look.verdict = 'Waiting' and $rounds >= 500 %}; Waiting and rounds >= 500"
            })
    void saysAConditionInFewWords(String condition, String label) {
        assertThat(Label.of(TextNode.valueOf(condition))).isEqualTo(label);
    }

    @Test
    void keepsFromMermaidWhatItWouldMisread() {
        assertThat(Label.escaped("a < b and \"c\" > d and rounds >= 500 or this is long"))
                .isEqualTo("a #lt; b and #quot;c#quot; #gt; d and rounds<br/>≥ 500 or this is long");
    }

    private static String section(String name) {
        JsonNode definition = Machines.definition(name);
        return "## " + name + "\n\n" + definition.path("Comment").asText() + " [Its file](../statemachines/" + name
                + ".asl.json)\n\n" + mermaid(WorkflowPicture.of(definition)) + "\n" + StateTable.of(definition);
    }

    private static String mermaid(String picture) {
        return "```mermaid\n" + picture + "```\n";
    }

    private static Map<String, String> placeholders(JsonNode definition) {
        return Arrays.stream(definition.toString().split("\\$\\{"))
                .skip(1)
                .map(rest -> rest.substring(0, rest.indexOf('}')))
                .distinct()
                .collect(Collectors.toMap(name -> name, name -> name));
    }
}
