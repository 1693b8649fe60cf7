package io.hyperpatch.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.routing.EventRule;
import io.hyperpatch.routing.EventRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of a rehearsal are those of the template: the same patterns, and the same input for the same event. */
class RehearsedRulesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static List<FleetPolicy> policies() {
        return Policies.ALL;
    }

    @ParameterizedTest
    @MethodSource("policies")
    void areThoseOfTheTemplate(FleetPolicy policy) throws IOException {
        List<DeployedRule> deployed = DeployedRule.all(Synthesized.of(policy));
        List<EventRule> rehearsed = rehearsed(policy);

        assertThat(deployed)
                .extracting(DeployedRule::name)
                .containsExactlyInAnyOrderElementsOf(
                        rehearsed.stream().map(EventRule::name).toList());
        for (EventRule rule : rehearsed) {
            DeployedRule same = DeployedRule.named(Synthesized.of(policy), rule.name());
            assertThat(MAPPER.readTree(same.pattern())).as(rule.name()).isEqualTo(rule.pattern());
            assertThat(same.bus().isPresent()).isEqualTo(rule.bus() == EventRule.Bus.REQUESTS);
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void handTheSameOn(FleetPolicy policy) throws IOException {
        for (Path sample : samples()) {
            JsonNode event = MAPPER.readTree(Files.readString(sample));
            for (EventRule rule : rehearsed(policy)) {
                DeployedRule deployed = DeployedRule.named(Synthesized.of(policy), rule.name());
                if (deployed.matches(event)) {
                    assertThat(deployed.handedOn(event))
                            .as("%s of %s", sample.getFileName(), rule.name())
                            .isEqualTo(rule.handedOn(event));
                }
            }
        }
    }

    private static List<EventRule> rehearsed(FleetPolicy policy) {
        Synthesized deployment = Synthesized.of(policy);
        return EventRules.of(policy, name -> DeployedRule.arnOf(deployment, machine(name)));
    }

    /** The beginning of the logical id of a workflow: {@code patch-fleet} is WorkflowsPatchFleetMachine. */
    private static String machine(String workflow) {
        StringBuilder id = new StringBuilder("Workflows");
        for (String word : workflow.split("-")) {
            id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return id + "Machine";
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> examples = Files.list(Synthesized.ROOT.resolve("events/in"));
                Stream<Path> ours =
                        Files.list(Synthesized.ROOT.resolve("functions/src/test/resources/aws-samples/ours"))) {
            return Stream.concat(examples.filter(file -> file.toString().endsWith(".example.json")), ours)
                    .sorted()
                    .toList();
        }
    }
}
