package io.hyperpatch.proof;

import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.PIN;
import static io.hyperpatch.intent.IntentFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.cluster.UnreadableAnswer;
import io.hyperpatch.hyperpod.ServiceDocument;
import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.Installation;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.intent.NodeBefore;
import io.hyperpatch.json.Json;
import io.hyperpatch.readiness.Readiness;
import io.hyperpatch.readiness.Remembered;
import io.hyperpatch.readiness.Situation;
import io.hyperpatch.report.Findings;
import io.hyperpatch.report.RunEnd;
import io.hyperpatch.rollout.Conclusion;
import io.hyperpatch.rollout.Outlook;
import io.hyperpatch.rollout.Patience;
import io.hyperpatch.rollout.RolloutRules;
import io.hyperpatch.rollout.Sight;
import io.hyperpatch.rollout.Watch;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** However odd the service's answers are, they are unreadable or are judged: a judge throws nothing. */
class OddAnswersTest {
    private static final int SIZE = 8;
    private static final Patience PATIENCE =
            new Patience(Duration.ofMinutes(2), Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1));
    private static final List<String> GROUPS = List.of("gpu", "system");
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "63",
            "1e400",
            "99999999999999999999999",
            "1795136523",
            "\"\"",
            "\"default\"",
            "\"Pondering\"",
            "\"Failure\"",
            "\"RollbackComplete\"",
            "\"InProgress\"",
            "\"Succeeded\"",
            "\"" + PIN + "\"",
            "\"9.9.9\"",
            "\"yesterday\"",
            "[]",
            "[[]]",
            "[null]",
            "{}",
            "{\"Scaling\": \"x\"}");

    private record Told(ObjectNode cluster, ObjectNode page, ObjectNode details) {}

    private static Told told(Random random) {
        String status =
                List.of("Succeeded", "RollbackComplete", "Failed", "InProgress").get(random.nextInt(4));
        ClusterFixture cluster = new ClusterFixture()
                .group("gpu", group -> group.put("CurrentCount", SIZE)
                        .put("TargetCount", SIZE)
                        .put("TargetStateCount", SIZE)
                        .put("SoftwareUpdateStatus", status)
                        .put("CurrentImageId", PIN)
                        .put("DesiredImageId", PIN))
                .group("system", group -> group.put("CurrentCount", 1).put("TargetCount", 1));
        ObjectNode page = Json.object();
        ArrayNode nodes = page.putArray("ClusterNodeSummaries");
        for (int i = 0; i < SIZE; i++) {
            summary(nodes.addObject(), i, "gpu");
        }
        summary(nodes.addObject(), SIZE, "system");
        ObjectNode details = Json.object();
        summary(details.putObject("NodeDetails"), 0, "gpu").put("CurrentImageId", PIN);
        return new Told(cluster.json(), page, details);
    }

    private static ObjectNode summary(ObjectNode node, int number, String group) {
        node.put("InstanceId", "i-%017d".formatted(number))
                .put("InstanceGroupName", group)
                .put("LaunchTime", 1790000000L)
                .put("LastSoftwareUpdateTime", 1795136523L + number)
                .put("CurrentImageReleaseVersion", "1.2.3")
                .put("ImageVersionStatus", "UpToDate");
        node.putObject("InstanceStatus").put("Status", "Running");
        return node;
    }

    @Property(tries = 5000, seed = "1")
    void areUnreadableOrJudged(
            @ForAll @IntRange(max = 5) int wounds, @ForAll @IntRange(max = 3) int shifts, @ForAll long seed) {
        Random random = new Random(seed);
        Told told = told(random);
        for (int i = 0; i < wounds; i++) {
            wound(List.of(told.cluster(), told.page(), told.details()).get(random.nextInt(3)), random);
        }
        for (int i = 0; i < shifts; i++) {
            shift(told.page().path("ClusterNodeSummaries"), random);
        }
        try {
            Cluster cluster = ServiceDocument.cluster(told.cluster());
            NodeListing listing = NodeListing.of(ServiceDocument.nodes(told.page()));
            judge(cluster, listing, singly(told.details(), random), random);
        } catch (UnreadableAnswer e) {
            assertThat(e.getMessage()).startsWith("the service's answer");
        }
    }

    /** Each judge by all that was read, early and late. */
    private static void judge(Cluster cluster, NodeListing listing, NodeReads reads, Random random) {
        for (Instant now : List.of(CALLED_AT.plusSeconds(1), CALLED_AT.plus(Duration.ofDays(3)))) {
            for (String pin : List.of(PIN, Pin.DEFAULT)) {
                Intent intent = intent(pin, random);
                List<NodeBefore> before = before(random);
                StepProof proof = Proof.of(intent, cluster, listing, before, reads, now);
                StepProof unchanged = Proof.ofUnchanged(intent, cluster, listing, before, reads, now);
                assertNoNodeIsCountedTwice(proof);
                assertNoNodeIsCountedTwice(unchanged);
                cluster.groups().forEach(group -> CurrentProof.of(group, listing, Pin.of(pin), reads));
                Sight sight = new Sight(List.of(intent), cluster, Optional.of(listing), before, now);
                assertThat(new Watch(PATIENCE).look(sight)).isNotNull();
                assertThat(Conclusion.of(intent, sight, PATIENCE)).isNotNull();
                assertThat(Readiness.decide(new Situation(
                                cluster,
                                listing.nodes(),
                                Set.copyOf(GROUPS),
                                RolloutRules.of(List.of(), DeploymentConfig.NONE),
                                Remembered.NOTHING,
                                Duration.ofHours(4),
                                Installation.ofTable("ours"),
                                now)))
                        .isNotNull();
                report(intent, proof, cluster, now);
            }
        }
    }

    private static void assertNoNodeIsCountedTwice(StepProof proof) {
        assertThat(proof.groups())
                .allSatisfy(group -> assertThat(group.patched()).isBetween(0, group.nodes()));
    }

    private static void report(Intent intent, StepProof proof, Cluster cluster, Instant now) {
        Map<String, Pin> pins = Map.of("gpu", intent.pin(), "system", intent.pin());
        Run run = Run.planned(RUN, IntentFixture.ARN, "train-a", "gpu-fleet", pins, "parent", CALLED_AT);
        Map<String, GroupProof> proofs =
                proof.groups().stream().collect(Collectors.toMap(GroupProof::name, group -> group));
        RunEnd end = new RunEnd(
                Outcome.UNKNOWN, Optional.of("because"), Optional.empty(), Optional.empty(), Optional.empty());
        Findings findings = new Findings(
                run, end, List.of(), Outlook.NONE, List.of(intent), proofs, Optional.of(cluster), List.of(), now);
        assertThat(findings.report().reason()).isNotEmpty();
    }

    private static Intent intent(String pin, Random random) {
        IntentFixture intent = IntentFixture.number(1).pin(pin).groups("gpu", "system");
        if (random.nextBoolean()) {
            intent = intent.answered(Answer.Kind.ACCEPTED);
        }
        if (random.nextBoolean()) {
            intent = intent.sightedAt(CALLED_AT).endedAt(CALLED_AT.plus(Duration.ofHours(4)));
        }
        return intent.intent();
    }

    /** As a torn listing stored it: some nodes twice, some never. */
    private static List<NodeBefore> before(Random random) {
        List<NodeBefore> before = new ArrayList<>();
        for (int i = 0; i <= SIZE; i++) {
            for (int times = random.nextInt(3); times > 0; times--) {
                before.add(new NodeBefore(
                        "i-%017d".formatted(i),
                        i == SIZE ? "system" : "gpu",
                        random.nextBoolean() ? "Running" : "Failure",
                        Optional.of(CALLED_AT.minusSeconds(random.nextInt(3))),
                        Optional.empty()));
            }
        }
        return before;
    }

    /** Some are read, some are gone, some cannot be read, and for some there is no time. */
    private static NodeReads singly(ObjectNode details, Random random) {
        int seed = random.nextInt();
        return asked -> readings(asked, details, new Random(seed));
    }

    private static NodeReads.Readings readings(Collection<Node> asked, ObjectNode details, Random random) {
        Map<String, Node> read = new HashMap<>();
        Set<String> gone = new HashSet<>();
        Set<String> unreadable = new HashSet<>();
        int outstanding = 0;
        for (Node node : asked) {
            switch (random.nextInt(8)) {
                case 0 -> gone.add(node.instanceId());
                case 1 -> unreadable.add(node.instanceId());
                case 2 -> outstanding += random.nextInt(2);
                default -> read.put(node.instanceId(), ServiceDocument.node(details.path("NodeDetails")));
            }
        }
        return new NodeReads.Readings(read, gone, unreadable, outstanding);
    }

    /** A node goes from one page to another while the pages are read. */
    private static void shift(JsonNode page, Random random) {
        if (!(page instanceof ArrayNode nodes) || nodes.isEmpty()) {
            return;
        }
        int from = random.nextInt(nodes.size());
        switch (random.nextInt(3)) {
            case 0 -> nodes.remove(from);
            case 1 -> nodes.add(nodes.get(from).deepCopy());
            default -> nodes.set(random.nextInt(nodes.size()), nodes.get(from).deepCopy());
        }
    }

    private static void wound(JsonNode answer, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(answer, containers);
        JsonNode container = containers.get(random.nextInt(containers.size()));
        JsonNode value = value(random);
        if (container instanceof ArrayNode array) {
            if (array.isEmpty()) {
                array.add(value);
            } else {
                array.set(random.nextInt(array.size()), value);
            }
            return;
        }
        ObjectNode object = (ObjectNode) container;
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            object.set("x", value);
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        if (random.nextInt(3) == 0) {
            object.remove(name);
        } else {
            object.set(name, value);
        }
    }

    private static JsonNode value(Random random) {
        try {
            return Json.mapper().readTree(VALUES.get(random.nextInt(VALUES.size())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }
}
