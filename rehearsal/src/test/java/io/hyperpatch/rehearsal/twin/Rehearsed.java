package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One simulated HyperPod with one cluster, a virtual clock, alarms to set, and the events that it sent. */
final class Rehearsed {

    static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    static final String OLD = "ami-0c0ffee0000000001";
    static final String NEW = "ami-0c0ffee0000000002";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    final VirtualClock clock = new VirtualClock(START);
    final Map<String, AlarmState> alarms = new HashMap<>();
    final Map<String, String> refusedImages = new HashMap<>();
    final List<JsonNode> events = new ArrayList<>();
    final List<Harm> harms = new ArrayList<>();
    final HyperPod hyperPod;
    final ClusterTwin twin;
    final String name;

    /** @param behaviour YAML, as in a scenario */
    Rehearsed(JsonNode describeCluster, String behaviour) {
        Surroundings surroundings = new Surroundings(
                alarm -> alarms.getOrDefault(alarm, AlarmState.MISSING),
                image -> Optional.ofNullable(refusedImages.get(image)),
                events::add,
                harms::add);
        hyperPod = new HyperPod(clock, new Random(7), surroundings);
        twin = hyperPod.add(ClusterDocument.of(describeCluster, Optional.empty()), behaviour(behaviour));
        name = describeCluster.path("ClusterName").asText();
    }

    static Rehearsed eks() {
        return eks("{}");
    }

    /** One system node, two canaries, 64 GPU nodes. */
    static Rehearsed eks(String behaviour) {
        return new Rehearsed(document("eks-67"), behaviour);
    }

    static Rehearsed slurm(String behaviour) {
        return new Rehearsed(document("slurm-20"), behaviour);
    }

    static TwinBehaviour behaviour(String yaml) {
        return TwinBehaviour.read(read(yaml));
    }

    static ObjectNode document(String name) {
        try (InputStream in = Rehearsed.class.getResourceAsStream("/clusters/" + name + ".json")) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** YAML, and so JSON too. */
    static JsonNode read(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode call(String operation, String request) {
        return hyperPod.call(operation, read(request));
    }

    /** Updates the groups named, and adds the rest of the request's members. */
    JsonNode update(String groups, String rest) {
        StringBuilder specs = new StringBuilder();
        for (String group : groups.split(",")) {
            specs.append(specs.isEmpty() ? "" : ",")
                    .append("{InstanceGroupName: ")
                    .append(group)
                    .append("}");
        }
        return call(
                "UpdateClusterSoftware",
                "{ClusterName: %s, InstanceGroups: [%s]%s}".formatted(name, specs, rest.isEmpty() ? "" : ", " + rest));
    }

    JsonNode update(String groups) {
        return update(groups, "ImageId: " + NEW);
    }

    JsonNode describe() {
        return call("DescribeCluster", "{ClusterName: " + name + "}");
    }

    JsonNode group(String group) {
        for (JsonNode candidate : describe().path("InstanceGroups")) {
            if (candidate.path("InstanceGroupName").asText().equals(group)) {
                return candidate;
            }
        }
        throw new AssertionError("no group " + group);
    }

    String status(String group) {
        return group(group).path("SoftwareUpdateStatus").asText();
    }

    Truth.Group truth(String group) {
        return hyperPod.truth().cluster(name).group(group);
    }

    List<Instant> moves(String group) {
        return hyperPod.truth().cluster(name).moves().get(group);
    }

    Truth.GroupUpdate lastUpdate(String group) {
        return hyperPod.truth().cluster(name).updates().reversed().stream()
                .flatMap(update -> update.groups().stream())
                .filter(update -> update.group().equals(group))
                .findFirst()
                .orElseThrow();
    }

    void pass(String duration) {
        clock.runUntil(clock.now().plus(Duration.parse(duration)));
    }

    void untilNothingIsInEffect() {
        clock.runWhile(() -> twin.cluster().updatesInEffect().findAny().isPresent());
        pass("PT1M");
    }

    List<String> descriptions() {
        return events.stream()
                .map(event -> event.path("detail")
                        .path("EventDetails")
                        .path("Description")
                        .asText(""))
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
