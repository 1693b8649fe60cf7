package io.hyperpatch.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.PolicyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of a policy, from their files. */
class EventRulesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void readsEveryFileOfTheFolder() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../events/rules"))) {
            assertThat(EventRules.files())
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString().replace(".json", ""))
                                    .toList());
        }
    }

    @Test
    void putsWhatThePolicyTracksInThePlaceOfANameInBraces() {
        assertThat(rule("{ ssm: /golden/ami-id }", "ParameterChanged").pattern().at("/detail/name"))
                .isEqualTo(json("[\"/golden/ami-id\"]"));
        assertThat(rule("ami-0f1e2d3c4b5a69788", "AmiAvailable").pattern().at("/detail/ImageId"))
                .isEqualTo(json("[\"ami-0f1e2d3c4b5a69788\"]"));
    }

    @Test
    void leavesAFieldOutOfWhichAnyValueMatters() {
        assertThat(rule("{ ssm: /golden/ami-id }", "AmiAvailable").pattern().path("detail"))
                .isEqualTo(json("{\"State\": [\"available\"]}"));
    }

    @Test
    void leavesARuleOutOfWhichNothingMatters() {
        assertThat(rules("{ hyperpod: latest }"))
                .extracting(EventRule::name)
                .containsExactly(
                        "OperatorAsked", "ClusterChanged", "NodeHealthChanged", "ClusterEvent", "WorkflowDied");
    }

    @Test
    void leavesThePartOutThatHoldsNothingElse() {
        FleetPolicy tagged = policy("clusters: { tags: { patching: yes-please } }", "{ hyperpod: latest }");

        assertThat(EventRules.of(tagged, name -> "arn:" + name))
                .filteredOn(rule -> rule.name().equals("ClusterEvent"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.pattern().has("detail")).isFalse());
    }

    @Test
    void namesTheStateMachinesOfTheDeployment() {
        assertThat(rule("{ hyperpod: latest }", "WorkflowDied").pattern().at("/detail/stateMachineArn"))
                .isEqualTo(json("[\"arn:patch-fleet\", \"arn:patch-cluster\", \"arn:reconcile\"]"));
    }

    @Test
    void handsOnTheEnvelopeAndTheNamedPartsAlone() {
        JsonNode event = json("""
                {"version": "0", "id": "1", "source": "aws.cloudwatch", "detail-type": "CloudWatch Alarm State Change",
                 "account": "1", "region": "r", "time": "t", "resources": ["arn"],
                 "detail": {"alarmName": "a", "state": {"value": "ALARM", "reason": "long"}, "configuration": {}}}""");
        EventRule rule = EventRules.of(
                        policy(
                                "clusters: { names: [c] }\nrollout: { batch: 10%, wait: PT10M, alarms: [a] }",
                                "{ hyperpod: latest }"),
                        name -> name)
                .stream()
                .filter(each -> each.name().equals("AlarmRaised"))
                .findFirst()
                .orElseThrow();

        assertThat(rule.handedOn(event)).isEqualTo(json("""
                {"id": "1", "source": "aws.cloudwatch", "detail-type": "CloudWatch Alarm State Change",
                 "account": "1", "region": "r", "time": "t", "detail": {"alarmName": "a", "state": {"value": "ALARM"}}}"""));
    }

    private static EventRule rule(String track, String name) {
        return rules(track).stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<EventRule> rules(String track) {
        return EventRules.of(policy("clusters: { names: [c] }", track), name -> "arn:" + name);
    }

    private static FleetPolicy policy(String more, String track) {
        String text = "name: p\nmode: act\nimage: { track: " + track + ", owners: [self, amazon] }\n" + more;
        return new PolicyReader().read("policy.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}
