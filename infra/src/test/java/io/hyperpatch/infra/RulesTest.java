package io.hyperpatch.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.admission.Admission;
import io.hyperpatch.admission.Relevance;
import io.hyperpatch.event.EventParser;
import io.hyperpatch.policy.FleetPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.MachineComplexityEvaluator;
import software.amazon.event.ruler.Ruler;

/** Which events each rule lets through, as EventBridge's own matcher sees it, and what is handed on of them. */
class RulesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final EventParser EVENTS = new EventParser();
    /** As EventBridge's matcher measures it: the most states of it that one text can be in. No page gives the service's own limit. */
    private static final int MOST_COMPLEX = 3;

    private static final Path EXAMPLES = Synthesized.ROOT.resolve("events/in");

    static ObjectNode example(String name) {
        return read(EXAMPLES.resolve(name + ".example.json"));
    }

    private static ObjectNode read(Path file) {
        try {
            return (ObjectNode) MAPPER.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules that let an event through, by the parts of their ids that people chose. */
    private static Set<String> matching(FleetPolicy policy, JsonNode event) {
        return DeployedRule.all(Synthesized.of(policy)).stream()
                .filter(rule -> rule.matches(event))
                .map(DeployedRule::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @CsvSource({
        "ec2-ami-state-change, AmiAvailable",
        "parameter-store-change, ParameterChanged",
        "cloudwatch-alarm-state-change, AlarmRaised",
        "operator-request, OperatorAsked",
        "hyperpod-cluster-state-change, ClusterChanged",
        "hyperpod-cluster-event, ClusterEvent",
        "hyperpod-node-health-event, NodeHealthChanged",
    })
    void eachEventMeetsItsOwnRuleAndNoOther(String event, String rule) {
        assertThat(matching(Policies.EXAMPLE, example(event))).containsExactly(rule);
    }

    @Test
    void anImageThatWasBuiltMeetsTwoPoliciesAtMost() {
        ObjectNode built = example("image-builder-image-state-change");

        assertThat(matching(Policies.EXAMPLE, built))
                .as("a parameter is tracked")
                .isEmpty();
        assertThat(matching(Policies.BUILT, built)).containsExactly("ImageBuilt");
    }

    @Test
    void anExecutionThatEndedBadlyMeetsTheJanitorIfItIsOurs() {
        ObjectNode event = example("step-functions-execution-status-change");
        ObjectNode detail = (ObjectNode) event.get("detail");
        assertThat(matching(Policies.EXAMPLE, event))
                .as("somebody else's machine")
                .isEmpty();

        detail.put(
                "stateMachineArn",
                DeployedRule.arnOf(Synthesized.of(Policies.EXAMPLE), "WorkflowsPatchClusterMachine"));
        for (String status : List.of("FAILED", "TIMED_OUT", "ABORTED")) {
            assertThat(matching(Policies.EXAMPLE, withText(event, "/detail", "status", status)))
                    .containsExactly("WorkflowDied");
        }
        for (String status : List.of("RUNNING", "SUCCEEDED", "PENDING_REDRIVE")) {
            assertThat(matching(Policies.EXAMPLE, withText(event, "/detail", "status", status)))
                    .isEmpty();
        }
        detail.put("status", "FAILED");
        detail.put(
                "stateMachineArn", DeployedRule.arnOf(Synthesized.of(Policies.EXAMPLE), "WorkflowsWatchUpdateMachine"));
        assertThat(matching(Policies.EXAMPLE, event)).as("its parent sees it").isEmpty();
    }

    @Test
    void aScheduleIsNoRuleAtAll() {
        assertThat(matching(Policies.EXAMPLE, example("scheduled-event"))).isEmpty();
    }

    static Stream<Path> nearMisses() throws IOException {
        return Files.list(Synthesized.ROOT.resolve("functions/src/test/resources/aws-samples/others"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("nearMisses")
    void otherEventsOfTheSameServicesAreLeftAlone(Path sample) {
        for (FleetPolicy policy : Policies.ALL) {
            assertThat(matching(policy, read(sample))).as(sample.toString()).isEmpty();
        }
    }

    @Test
    void anAmiStartsNothingUntilItIsAvailable() {
        ObjectNode event = example("ec2-ami-state-change");
        for (String state : List.of("failed", "deregistered", "disabled", "Available")) {
            assertThat(matching(Policies.EXAMPLE, withText(event, "/detail", "State", state)))
                    .isEmpty();
        }
        assertThat(matching(Policies.FIXED, event)).containsExactly("AmiAvailable");
        assertThat(matching(Policies.FIXED, withText(event, "/detail", "ImageId", "ami-00000000000000001")))
                .isEmpty();
        assertThat(matching(Policies.HYPERPOD, event))
                .as("HyperPod's own images are not in this account")
                .isEmpty();
    }

    @Test
    void whatIsTrackedForEitherArchitectureMatters() {
        ObjectNode changed = example("parameter-store-change");
        assertThat(matching(Policies.BY_ARCHITECTURE, changed)).containsExactly("ParameterChanged");
        assertThat(matching(Policies.BY_ARCHITECTURE, withText(changed, "/detail", "name", "/golden/arm/ami-id")))
                .containsExactly("ParameterChanged");
        assertThat(matching(Policies.BY_ARCHITECTURE, withText(changed, "/detail", "name", "/golden/other")))
                .isEmpty();

        assertThat(matching(Policies.BUILT_AND_FIXED, example("image-builder-image-state-change")))
                .containsExactly("ImageBuilt");
        assertThat(matching(Policies.BUILT_AND_FIXED, example("ec2-ami-state-change")))
                .containsExactly("AmiAvailable");
    }

    @Test
    void onlyTheTrackedParameterMattersAndOnlyWhenItHasANewValue() {
        ObjectNode event = example("parameter-store-change");
        assertThat(matching(Policies.EXAMPLE, withText(event, "/detail", "operation", "Create")))
                .containsExactly("ParameterChanged");
        assertThat(matching(Policies.EXAMPLE, withText(event, "/detail", "operation", "Delete")))
                .isEmpty();
        assertThat(matching(Policies.EXAMPLE, withText(event, "/detail", "operation", "LabelParameterVersion")))
                .isEmpty();
        assertThat(matching(Policies.EXAMPLE, withText(event, "/detail", "name", "/golden/hyperpod-eks/ami-id-2")))
                .isEmpty();
        assertThat(matching(Policies.EXAMPLE, withText(event, "/detail", "exception", "no such AMI")))
                .isEmpty();
        assertThat(matching(Policies.TAGGED, withText(event, "/detail", "name", "golden")))
                .contains("ParameterChanged");
        assertThat(matching(Policies.SEARCHED, event)).isEmpty();
    }

    /** AWS sends its events to nobody; and the image is not of this account, so that no event tells of it either. */
    @Test
    void aPublicParameterHasNoRuleAtAll() {
        String name = "/aws/service/sagemaker-hyperpod/ami/x86_64/eks-1.31/latest/ami-id";

        assertThat(matching(Policies.PUBLISHED, withText(example("parameter-store-change"), "/detail", "name", name)))
                .isEmpty();
        assertThat(matching(Policies.PUBLISHED, example("ec2-ami-state-change")))
                .isEmpty();
    }

    @Test
    void onlyTheTrackedImageIsWaitedFor() {
        ObjectNode event = example("image-builder-image-state-change");
        assertThat(matching(Policies.BUILT, built(event, "hyperpod-eks/1.4.2/3")))
                .containsExactly("ImageBuilt");
        assertThat(matching(Policies.BUILT, built(event, "hyperpod-eks/2.0.0/1")))
                .isEmpty();
        assertThat(matching(Policies.BUILT, built(event, "hyperpod-eks-2/1.0.0/1")))
                .isEmpty();
        for (String status : List.of("BUILDING", "DISTRIBUTING", "CANCELLED", "FAILED")) {
            assertThat(matching(Policies.BUILT, withText(event, "/detail/state", "status", status)))
                    .isEmpty();
        }
    }

    private static ObjectNode built(ObjectNode event, String image) {
        ObjectNode other = event.deepCopy();
        other.putArray("resources").add("arn:aws:imagebuilder:us-west-2:111122223333:image/" + image);
        return other;
    }

    @Test
    void onlyThePolicysAlarmsMatterAndOnlyWhenTheyGoOff() {
        ObjectNode event = example("cloudwatch-alarm-state-change");
        assertThat(matching(Policies.EXAMPLE, withText(event, "/detail", "alarmName", "gpu-xid-train-b")))
                .isEmpty();
        assertThat(matching(
                        Policies.EXAMPLE,
                        withText(event, "/detail", "alarmName", "hyperpatch-train-a-0123456789ab-1-s1-i1")))
                .as("a wire of ours")
                .isEmpty();
        assertThat(matching(Policies.EXAMPLE, withText(event, "/detail/state", "value", "OK")))
                .isEmpty();
        assertThat(matching(Policies.EXAMPLE, withText(event, "/detail/state", "value", "INSUFFICIENT_DATA")))
                .isEmpty();
        assertThat(matching(Policies.SEARCHED, event))
                .as("a policy without alarms")
                .isEmpty();
        assertThat(matching(Policies.TAGGED, withText(event, "/detail", "alarmName", "gpu-xid-any")))
                .containsExactly("AlarmRaised");
        assertThat(matching(Policies.TAGGED, withText(event, "/detail", "alarmName", "fleet*")))
                .containsExactly("AlarmRaised");
        assertThat(matching(Policies.TAGGED, withText(event, "/detail", "alarmName", "fleet-2")))
                .isEmpty();
    }

    @Test
    void onlyEventsOfThePolicysClustersWakeRuns() {
        ObjectNode event = example("hyperpod-cluster-state-change");
        assertThat(matching(Policies.EXAMPLE, withText(event, "/detail", "ClusterName", "train-b")))
                .isEmpty();
        assertThat(matching(Policies.TAGGED, withText(event, "/detail", "ClusterName", "train-b")))
                .as("the event does not tell the tags")
                .containsExactly("ClusterChanged");
        assertThat(matching(
                        Policies.EXAMPLE,
                        withText(example("hyperpod-cluster-event"), "/detail/EventDetails", "ClusterName", "b")))
                .isEmpty();
    }

    @Test
    void operatorsAskOnABusOfOurOwn() {
        DeployedRule rule = DeployedRule.named(Synthesized.of(Policies.EXAMPLE), "OperatorAsked");

        assertThat(rule.bus()).hasValueSatisfying(bus -> assertThat(bus).startsWith("Bus"));
        assertThat(DeployedRule.all(Synthesized.of(Policies.EXAMPLE)))
                .filteredOn(other -> !other.name().equals("OperatorAsked"))
                .allSatisfy(other -> assertThat(other.bus()).isEmpty());
        ObjectNode forged = example("operator-request");
        forged.put("source", "hyperpatch");
        assertThat(rule.matches(forged))
                .as("what we send ourselves starts nothing")
                .isFalse();
    }

    /** The rules are coarser than admission, never finer: what would be looked into passes. */
    @ParameterizedTest
    @MethodSource("samples")
    void everyEventThatAdmissionWouldLookIntoPasses(Path sample) {
        ObjectNode event = read(sample);
        for (FleetPolicy policy : Policies.ALL) {
            var relevance = Admission.consider(policy, EVENTS.parse(event));
            if (relevance instanceof Relevance.Look
                    && !event.path("detail-type").asText().equals("Scheduled Event")) {
                assertThat(matching(policy, event))
                        .as("%s under %s", sample.getFileName(), policy.image())
                        .isNotEmpty();
            }
        }
    }

    static Stream<Path> samples() throws IOException {
        return Stream.concat(
                Files.list(EXAMPLES).filter(file -> file.toString().endsWith(".example.json")),
                Files.list(Synthesized.ROOT.resolve("functions/src/test/resources/aws-samples/ours")));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsHandedOnTellsTheSameInFewWords(Path sample) {
        ObjectNode event = read(sample);
        for (FleetPolicy policy : Policies.ALL) {
            for (DeployedRule rule : DeployedRule.all(Synthesized.of(policy))) {
                if (rule.matches(event)) {
                    JsonNode handed = rule.handedOn(event);
                    assertThat(EVENTS.parse(handed).summary().substring(0, 10))
                            .isEqualTo(EVENTS.parse(event).summary().substring(0, 10));
                    assertThat(Admission.consider(policy, EVENTS.parse(handed)).getClass())
                            .isEqualTo(Admission.consider(policy, EVENTS.parse(event))
                                    .getClass());
                }
            }
        }
    }

    @Test
    void noPatternIsLongerThanEventBridgeTakes() {
        String names = Stream.iterate(1, n -> n + 1)
                .limit(60)
                .map(n -> "a-rather-long-cluster-name-for-training-" + n)
                .collect(Collectors.joining(", "));
        FleetPolicy many = Policies.of("""
                clusters: { names: [%s] }
                image: { track: { ssm: /golden }, owners: [self] }
                rollout: { batch: 10%%, wait: PT10M, alarms: ["gpu-xid-{cluster}", "thermal-{cluster}"] }
                """.formatted(names));

        assertThat(DeployedRule.all(Synthesized.of(many)))
                .allSatisfy(rule ->
                        assertThat(rule.pattern().length()).as(rule.name()).isLessThanOrEqualTo(2048));
        ObjectNode event = withText(
                example("cloudwatch-alarm-state-change"),
                "/detail",
                "alarmName",
                "thermal-a-rather-long-cluster-name-for-training-47");
        assertThat(matching(many, event)).containsExactly("AlarmRaised");
    }

    @ParameterizedTest
    @CsvSource({
        "'a-{cluster}', a-train-a",
        "'{cluster}-a', train-a-a",
        "'a-{cluster}-b', a-train-a-b",
        "'{cluster}', train-a",
        "'fleet*', fleet*"
    })
    void everyAlarmOfAClusterThatOnlyItsTagsNamePasses(String alarm, String name) {
        FleetPolicy tagged = tagged(alarm);

        assertThat(matching(tagged, alarmEvent(name))).containsExactly("AlarmRaised");
        if (!alarm.equals("{cluster}")) {
            assertThat(matching(tagged, alarmEvent("something else"))).isEmpty();
        }
    }

    @Test
    void noPatternIsTooComplexForEventBridge() throws Exception {
        FleetPolicy nine = tagged(Stream.of("xid", "thermal", "ecc", "nvlink", "efa", "disk", "fan", "power", "link")
                .map(word -> "{cluster}-" + word)
                .toArray(String[]::new));

        for (FleetPolicy policy :
                Stream.concat(Policies.ALL.stream(), Stream.of(nine)).toList()) {
            for (DeployedRule rule : DeployedRule.all(Synthesized.of(policy))) {
                assertThat(complexity(rule.pattern())).as(rule.pattern()).isLessThan(MOST_COMPLEX);
            }
        }
        assertThat(complexity(
                        "{\"a\":[{\"wildcard\":\"*-xid\"},{\"wildcard\":\"*-thermal\"},{\"wildcard\":\"*-ecc\"},{\"wildcard\":\"*-fan\"},"
                                + "{\"wildcard\":\"*-link\"}]}"))
                .as("the measure tells wildcards from suffixes")
                .isGreaterThanOrEqualTo(5);
    }

    private static int complexity(String pattern) throws Exception {
        Machine machine = Machine.builder().build();
        machine.addRule("rule", pattern);
        return machine.evaluateComplexity(new MachineComplexityEvaluator(100));
    }

    private static FleetPolicy tagged(String... alarms) {
        return Policies.of("""
                clusters: { tags: { patching: gpu-fleet } }
                image: { track: { ssm: /golden }, owners: [self] }
                rollout: { batch: 10%%, wait: PT10M, alarms: [%s] }
                """.formatted(
                        Stream.of(alarms).map(alarm -> "\"" + alarm + "\"").collect(Collectors.joining(", "))));
    }

    private static ObjectNode alarmEvent(String name) {
        return withText(example("cloudwatch-alarm-state-change"), "/detail", "alarmName", name);
    }

    private static ObjectNode withText(ObjectNode event, String pointer, String field, String text) {
        ObjectNode other = event.deepCopy();
        ((ObjectNode) other.at(pointer)).put(field, text);
        return other;
    }

    @Test
    void theMatcherItselfTellsOneFromAnother() throws Exception {
        assertThat(Ruler.matchesRule("{\"a\":\"x\"}", "{\"a\":[\"x\"]}")).isTrue();
        assertThat(Ruler.matchesRule("{\"a\":\"x\"}", "{\"a\":[\"y\"]}")).isFalse();
    }
}
