package io.hyperpatch.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Problem;
import io.hyperpatch.event.Trigger.ClusterSignal.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ARN = "arn:aws:sagemaker:us-west-2:111122223333:cluster/abcdef123456";

    private final EventParser parser = new EventParser();

    static Stream<Path> samplesOfOurs() {
        return files("src/test/resources/aws-samples/ours");
    }

    static Stream<Path> samplesOfOthers() {
        return files("src/test/resources/aws-samples/others");
    }

    private static Stream<Path> files(String folder) {
        try (var list = Files.list(Path.of(folder))) {
            return list.sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] example(String name) {
        try {
            return Files.readAllBytes(Path.of("../events/in/" + name + ".example.json"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ObjectNode tree(String name) {
        try {
            return (ObjectNode) JSON.readTree(example(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private List<Problem> problems(ObjectNode event) {
        return catchThrowableOfType(BadDocument.class, () -> parser.parse(event))
                .problems();
    }

    @ParameterizedTest
    @MethodSource("samplesOfOurs")
    void acceptsTheSamplesOfTheAwsDocumentationAsTheyStand(Path sample) throws IOException {
        var trigger = parser.parse(sample.toString(), Files.readAllBytes(sample));

        assertThat(trigger.summary()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("samplesOfOthers")
    void refusesEventsOfOthersNamingWhatItTakes(Path sample) throws IOException {
        var bytes = Files.readAllBytes(sample);

        assertThat(catchThrowableOfType(BadDocument.class, () -> parser.parse("event.json", bytes))
                        .problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.file()).isEqualTo("event.json");
                    assertThat(problem.pointer()).isEqualTo("/detail-type");
                    assertThat(problem.line()).isPositive();
                    assertThat(problem.value()).isNotBlank();
                    assertThat(problem.remedy())
                            .contains("EC2 AMI State Change (aws.ec2)", "Hyperpatch Operator Request");
                });
    }

    @Test
    void readsWhatEachExampleClaims() {
        assertThat(parsed("ec2-ami-state-change"))
                .isEqualTo(new Trigger.ImageReleased("ami-0f1e2d3c4b5a69788", "available"));
        assertThat(parsed("image-builder-image-state-change"))
                .isEqualTo(new Trigger.ImageBuilt(
                        "arn:aws:imagebuilder:us-west-2:111122223333:image/hyperpod-eks/1.4.0/1", "AVAILABLE"));
        assertThat(parsed("parameter-store-change"))
                .isEqualTo(new Trigger.ParameterChanged("/golden/hyperpod-eks/ami-id", "Update", Optional.empty()));
        assertThat(parsed("scheduled-event")).isEqualTo(new Trigger.ScheduleDue(LocalDate.of(2026, 11, 21)));
        assertThat(parsed("operator-request"))
                .isEqualTo(new Trigger.OperatorAsked(
                        "start",
                        List.of("train-a"),
                        "CVE-2026-12345 is fixed in this image",
                        "arn:aws:iam::111122223333:user/dana",
                        false,
                        LocalDate.of(2026, 11, 21)));
        assertThat(parsed("cloudwatch-alarm-state-change"))
                .isInstanceOfSatisfying(Trigger.AlarmChanged.class, alarm -> {
                    assertThat(alarm.alarmName()).isEqualTo("gpu-xid-train-a");
                    assertThat(alarm.state()).isEqualTo("ALARM");
                    assertThat(alarm.previousState()).contains("OK");
                    assertThat(alarm.muted()).isFalse();
                });
    }

    @Test
    void tellsApartTheThreeEventsOfHyperPod() {
        assertThat(parsed("hyperpod-cluster-state-change"))
                .isInstanceOfSatisfying(Trigger.ClusterSignal.class, signal -> {
                    assertThat(signal.clusterArn()).isEqualTo(ARN);
                    assertThat(signal.kind()).isEqualTo(Kind.STATE_CHANGE);
                    assertThat(signal.routine()).isFalse();
                    assertThat(signal.text()).isEqualTo("the cluster is Updating");
                });
        assertThat(parsed("hyperpod-cluster-event")).isInstanceOfSatisfying(Trigger.ClusterSignal.class, signal -> {
            assertThat(signal.kind()).isEqualTo(Kind.CLUSTER_EVENT);
            assertThat(signal.routine()).isFalse();
            assertThat(signal.instanceGroup()).contains("gpu");
            assertThat(signal.text()).startsWith("UpdateClusterSoftware completed");
        });
        assertThat(parsed("hyperpod-node-health-event")).isInstanceOfSatisfying(Trigger.ClusterSignal.class, signal -> {
            assertThat(signal.kind()).isEqualTo(Kind.NODE_HEALTH);
            assertThat(signal.routine()).isTrue();
            assertThat(signal.instanceId()).contains("i-0391f86fa0fe0d465");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Next update batch selected for IG gpu in Cluster train-a | true",
                "Baking period started for IG gpu in Cluster train-a. Monitoring alarms [a] for 600 seconds. | true",
                "Baking period completed for IG gpu in Cluster train-a. | true",
                "Baking period failed for IG gpu in Cluster train-a. Initiating auto-rollback. | false",
                "UpdateClusterSoftware completed successfully for IG gpu in Cluster train-a. | false",
                "A text that nobody has seen before. | false"
            })
    void takesWhatOnlySaysThatAnUpdateGoesOnForRoutine(String description, boolean routine) {
        ObjectNode event = tree("hyperpod-cluster-event");
        ((ObjectNode) event.at("/detail/EventDetails")).put("Description", description);

        assertThat(parser.parse(event))
                .isInstanceOfSatisfying(Trigger.ClusterSignal.class, signal -> assertThat(signal.routine())
                        .isEqualTo(routine));
    }

    private Trigger parsed(String name) {
        return parser.parse(name, example(name));
    }

    @Test
    void carriesStatusesThatItDoesNotKnow() {
        var event = tree("ec2-ami-state-change");
        ((ObjectNode) event.get("detail")).put("State", "resting").put("SomethingNew", 1);

        assertThat(parser.parse(event)).isEqualTo(new Trigger.ImageReleased("ami-0f1e2d3c4b5a69788", "resting"));
    }

    @Test
    void carriesTextUnchangedWhateverItHolds() {
        var text = "\"quoted\" \\ back\\slash\nnew line {% $states.input %} \u202e ${x}";
        var event = tree("cloudwatch-alarm-state-change");
        ((ObjectNode) event.at("/detail/configuration")).put("description", text);

        assertThat(parser.parse(event))
                .isInstanceOfSatisfying(Trigger.AlarmChanged.class, alarm -> assertThat(alarm.description())
                        .isEqualTo(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ami-xyz", "", "ami-0f1e2d3c4b5a69788\n", "ami-0F1E2D3C4B5A69788", "ami-0f1e2d3c4b5a69788; rm"})
    void refusesWhatIsNoImageId(String imageId) {
        var event = tree("ec2-ami-state-change");
        ((ObjectNode) event.get("detail")).put("ImageId", imageId);

        assertThat(problems(event)).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo("/detail/ImageId");
            assertThat(problem.message()).isEqualTo("is no AMI id");
        });
    }

    @Test
    void takesTheBuiltImageOnlyFromAResourceThatIsOne() {
        var event = tree("image-builder-image-state-change");
        var image = event.at("/resources/0").asText();
        event.putArray("resources").add("x:image/y").add(image);

        assertThat(parser.parse(event)).isEqualTo(new Trigger.ImageBuilt(image, "AVAILABLE"));

        event.putArray("resources").add("x:image/y");
        assertThat(problems(event)).extracting(Problem::pointer).containsExactly("/resources");
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        var event = tree("operator-request");
        event.put("source", "aws.ec2").put("time", "yesterday");
        var detail = (ObjectNode) event.get("detail");
        detail.remove("reason");
        detail.put("cluster", "train-a")
                .put("release", "yes")
                .putArray("clusters")
                .add("no_such");

        assertThat(problems(event))
                .extracting(Problem::pointer)
                .containsExactlyInAnyOrder(
                        "/source",
                        "/time",
                        "/detail/reason",
                        "/detail/cluster",
                        "/detail/release",
                        "/detail/clusters/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abort", "rollback", "release", "adopt", "pause", "resume", "approve"})
    void refusesRequestsThatAreNotEnforcedYetByName(String action) {
        var event = tree("operator-request");
        ((ObjectNode) event.get("detail")).put("action", action);

        assertThat(problems(event)).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo("/detail/action");
            assertThat(problem.value()).isEqualTo("\"" + action + "\"");
            assertThat(problem.message()).isEqualTo("is not enforced yet");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-21", "2026-11-21T25:00:00Z"})
    void refusesATimeThatDoesNotExist(String time) {
        assertThat(problems(tree("scheduled-event").put("time", time)))
                .singleElement()
                .extracting(Problem::pointer)
                .isEqualTo("/time");
    }

    @Test
    void takesTheDayOfAScheduleInUtc() {
        assertThat(parser.parse(tree("scheduled-event").put("time", "2026-11-21T23:30:00-05:00")))
                .isEqualTo(new Trigger.ScheduleDue(LocalDate.of(2026, 11, 22)));
    }

    @Test
    void takesAnEventOfEventBridgeScheduler() {
        var event = tree("scheduled-event").put("source", "aws.scheduler").put("detail", "{}");

        assertThat(parser.parse(event)).isEqualTo(new Trigger.ScheduleDue(LocalDate.of(2026, 11, 21)));
    }

    @Test
    void refusesAnEventOfOneMegabytePolitely() {
        var event = tree("ec2-ami-state-change");
        ((ObjectNode) event.get("detail")).put("ErrorMessage", "x".repeat(1024 * 1024));
        var bytes = event.toString().getBytes(UTF_8);

        assertThat(catchThrowableOfType(BadDocument.class, () -> parser.parse("event.json", bytes)))
                .hasMessageStartingWith("event.json (the document): has 1048968 bytes")
                .hasMessageContaining("more than the 262144 that are read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "\"EC2 AMI State Change\"", "{}", "null", "{\"detail-type\": 1}", "{\"detail-type\": {}}"})
    void refusesWhatIsNoEvent(String json) {
        assertThat(catchThrowableOfType(BadDocument.class, () -> parser.parse("event.json", json.getBytes(UTF_8))))
                .isNotNull();
    }
}
