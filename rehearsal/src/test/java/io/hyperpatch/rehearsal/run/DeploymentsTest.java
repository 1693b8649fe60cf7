package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.hyperpatch.json.Json;
import io.hyperpatch.rehearsal.scenario.BundledScenarios;
import io.hyperpatch.rehearsal.scenario.Scenario;
import io.hyperpatch.rehearsal.scenario.ScenarioReader;
import io.hyperpatch.rehearsal.setting.Deployment;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.setting.Setting;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is deployed while the product is at work: new workflow definitions, a narrower policy. */
class DeploymentsTest {
    private static final String TWICE = """
            name: twice
            description: The same image is announced twice.
            triggers:
              - event: ec2-ami-state-change
                expect: %s
              - event: ec2-ami-state-change
                after: PT%dH
                expect: %s
            """;

    private static RehearsalResult play(Scenario scenario, Deployment... deployments) {
        Setting setting = new Preparation(Given.of(scenario)).setting();
        Setting deployed = setting.deploying(List.of(deployments));
        try (Rehearsal rehearsal = new Rehearsal(deployed, 1)) {
            return rehearsal.run(Watcher.NOBODY);
        }
    }

    private static Scenario twice(String first, int hours, String second) {
        return new ScenarioReader()
                .read("twice.yaml", TWICE.formatted(first, hours, second).getBytes(StandardCharsets.UTF_8));
    }

    private static Scenario bundled(String name) {
        return BundledScenarios.find(name).orElseThrow();
    }

    @Test
    void anExecutionGoesOnByTheDefinitionWithWhichItBegan() {
        RehearsalResult result =
                play(twice("Quiet", 3, "Verified"), new Deployment.Definitions(Duration.ofHours(1), 0));

        assertThat(result.triggers()).extracting(TriggerEnd::outcome).containsExactly("Quiet", "Verified");
        assertThat(result.triggers().getFirst().reason()).isEqualTo("by the definition of version 0");
        assertThat(result.faultsStruck()).containsEntry("deploy", 1L);
    }

    @ParameterizedTest
    @CsvSource({
        "success, PT3H, 1",
        "success, PT10S, 1",
        "canary-then-rest, PT1H30M, 1",
        "slurm, PT2H, 1",
        "stopped-in-flight, PT30M, 1",
        "fourteen-day-rollout, P3D, 1",
        "success, PT10S, 2",
        "canary-then-rest, PT1H30M, 2",
        "slurm, PT2H, 2",
        "alarms-late, PT1H, 2",
        "start-killed-before-the-call, PT1H, 2",
        "late-start-takes-no-other-intent, PT1H, 2",
        "planned-anew-before-the-call, PT1H, 1",
        "planned-anew-before-the-call, PT1H, 2"
    })
    void aRunThatBeganUnderAnEarlierVersionEndsAsItDoesOtherwise(String scenario, Duration after, int version) {
        RehearsalResult otherwise = play(bundled(scenario));
        RehearsalResult result = play(bundled(scenario), new Deployment.Definitions(after, version));

        assertThat(result.faultsStruck()).containsEntry("deploy", 1L);
        assertThat(result.triggers())
                .extracting(TriggerEnd::outcome)
                .isEqualTo(
                        otherwise.triggers().stream().map(TriggerEnd::outcome).toList());
        assertThat(result.surprises()).isEmpty();
        assertThat(result.evidence().truth().calls())
                .hasSameSizeAs(otherwise.evidence().truth().calls());
        assertThat(outcomes(result)).isEqualTo(outcomes(otherwise));
        UnknownsTest.assertHeld(result);
    }

    private static List<String> outcomes(RehearsalResult result) {
        return result.evidence().reports().stream()
                .map(report -> report.detail().path("run").asText() + " "
                        + report.detail().path("outcome").asText())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"mode\": \"observe\"}", "{\"clusters\": {\"names\": [\"another-cluster\"]}}"})
    void aRunThatIsAtWorkGoesOnUnderTheNarrowerPolicy(String patch) {
        RehearsalResult result = play(bundled("canary-then-rest"), narrower(Duration.ofMinutes(50), patch));

        assertThat(result.surprises()).isEmpty();
        assertThat(result.faultsStruck()).containsEntry("narrowerPolicy", 1L);
        UnknownsTest.assertHeld(result);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"mode": "observe"}                          | Observed
            {"clusters": {"names": ["another-cluster"]}} | Refused
            """)
    void theNextRunDoesNotBeginUnderTheNarrowerPolicy(String patch, String next) {
        RehearsalResult result =
                play(bundled("paused-and-gone-on-with-the-next-day"), narrower(Duration.ofHours(10), patch));

        assertThat(result.triggers()).extracting(TriggerEnd::outcome).containsExactly("Interrupted", next);
        assertThat(result.evidence().truth().calls()).hasSize(1);
        UnknownsTest.assertHeld(result);
    }

    private static Deployment narrower(Duration after, String patch) {
        try {
            return new Deployment.Narrower(after, Json.mapper().readTree(patch));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aGroupThatThePolicyLeavesOutFromNowOnIsLeftOutOfTheNextRun() {
        RehearsalResult result =
                play(bundled("success"), narrower(Duration.ofMillis(1), "{\"rollout\": {\"leaveOut\": [\"gpu\"]}}"));

        assertThat(result.evidence().calls())
                .filteredOn(call -> call.action().equals("sagemaker:UpdateClusterSoftware"))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.request().toString()).doesNotContain("\"gpu\""));
        UnknownsTest.assertHeld(result);
    }
}
