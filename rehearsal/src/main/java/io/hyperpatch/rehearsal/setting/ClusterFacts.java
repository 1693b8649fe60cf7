package io.hyperpatch.rehearsal.setting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Document;
import io.hyperpatch.document.Problem;
import io.hyperpatch.rehearsal.aws.ec2.InstanceTypes;
import io.hyperpatch.rehearsal.scenario.Names;
import io.hyperpatch.rehearsal.twin.ClusterDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.sagemaker.model.DescribeClusterResponse;

/** What a DescribeCluster document says, as far as a rehearsal is prepared with it. */
final class ClusterFacts {

    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:sagemaker:([a-z0-9-]+):([0-9]{12}):cluster/[a-z0-9]{12}");
    private static final Pattern CANARY = Pattern.compile("(?i).*(canary|login).*");
    private static final Pattern SERVES_OTHERS = Pattern.compile("(?i).*(controller|login|head).*");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}");
    private static final String GROUPS = "InstanceGroups";
    private static final String UNCHANGED = "give what `aws sagemaker describe-cluster` prints, unchanged";

    /** More than HyperPod allows, and about as many as can be simulated in memory. */
    private static final int MOST_NODES = 20_000;

    private final JsonNode tree;

    private ClusterFacts(JsonNode tree) {
        this.tree = tree;
    }

    /** @throws BadDocument naming every member without which there is no cluster to simulate */
    static ClusterFacts of(Document document) {
        List<Problem> problems = new ArrayList<>();
        for (String member : List.of("ClusterName", "ClusterArn", "ClusterStatus")) {
            if (!document.at("/" + member).isTextual()) {
                problems.add(document.problem(
                        "/" + member,
                        document.at("/" + member).isMissingNode() ? "is missing" : "is no text",
                        UNCHANGED));
            }
        }
        JsonNode arn = document.at("/ClusterArn");
        if (arn.isTextual() && !ARN.matcher(arn.asText()).matches()) {
            problems.add(document.problem(
                    "/ClusterArn",
                    "is no HyperPod cluster's ARN",
                    "it looks like arn:aws:sagemaker:us-east-1:123456789012:cluster/a1b2c3d4e5f6"));
        }
        JsonNode name = document.at("/ClusterName");
        if (name.isTextual() && !NAME.matcher(name.asText()).matches()) {
            problems.add(document.problem(
                    "/ClusterName", "is no cluster's name", "use up to 63 letters, digits and inner hyphens"));
        }
        if (document.at("/" + GROUPS).isMissingNode()) {
            problems.add(document.problem("/" + GROUPS, "is missing", UNCHANGED));
        }
        orchestrator(document).ifPresent(problems::add);
        List<Problem> shape = ServiceShape.problems(document, DescribeClusterResponse.builder(), "describe-cluster");
        if (shape.isEmpty()) {
            Set<String> seen = new HashSet<>();
            groups(document, GROUPS, seen, problems);
            groups(document, "RestrictedInstanceGroups", seen, problems);
        }
        shape.stream()
                .filter(wrong ->
                        problems.stream().noneMatch(known -> known.pointer().equals(wrong.pointer())))
                .forEach(problems::add);
        if (problems.isEmpty()) {
            tooMany(document, problems);
        }
        if (!problems.isEmpty()) {
            throw new BadDocument(problems);
        }
        return new ClusterFacts(document.tree());
    }

    /** An AWS CLI older than a member leaves it out, so that an orchestrator may be there and not be named. */
    private static Optional<Problem> orchestrator(Document document) {
        JsonNode orchestrator = document.at("/Orchestrator");
        boolean eks = orchestrator.path("Eks").isObject();
        boolean slurm = orchestrator.path("Slurm").isObject();
        if (orchestrator.isMissingNode() || orchestrator.isNull() || eks != slurm) {
            return Optional.empty();
        }
        return Optional.of(document.problem(
                "/Orchestrator",
                eks ? "names both Eks and Slurm" : "names neither Eks nor Slurm",
                "give what the newest `aws sagemaker describe-cluster` prints: for EKS {\"Eks\": {\"ClusterArn\": …}},"
                        + " for Slurm {\"Slurm\": {}}, or leave the member out"));
    }

    private static void tooMany(Document document, List<Problem> problems) {
        long nodes = Stream.of(GROUPS, "RestrictedInstanceGroups")
                .flatMap(member -> document.at("/" + member).valueStream())
                .mapToLong(group -> Math.max(
                        group.path("CurrentCount").asLong(),
                        group.path("TargetCount").asLong()))
                .sum();
        if (nodes > MOST_NODES) {
            problems.add(document.problem(
                    "/" + GROUPS, "hold " + nodes + " nodes", "give a cluster of at most " + MOST_NODES + " nodes"));
        }
    }

    private static void groups(Document document, String member, Set<String> seen, List<Problem> problems) {
        JsonNode groups = document.at("/" + member);
        for (int i = 0; i < groups.size(); i++) {
            String pointer = "/" + member + "/" + i;
            JsonNode name = document.at(pointer + "/InstanceGroupName");
            if (!NAME.matcher(name.asText()).matches()) {
                problems.add(document.problem(
                        pointer + "/InstanceGroupName",
                        name.isTextual() ? "is no instance group's name" : "is missing",
                        "give the group's name: up to 63 letters, digits and inner hyphens"));
            } else if (!seen.add(document.at(pointer + "/InstanceGroupName").asText())) {
                problems.add(document.problem(
                        pointer + "/InstanceGroupName",
                        "is the name of two groups",
                        "give each group a name of its own"));
            }
            // One of them is enough: a group that shows no other is settled at it.
            if (!document.at(pointer).has("CurrentCount")
                    && !document.at(pointer).has("TargetCount")) {
                problems.add(document.problem(pointer + "/CurrentCount", "is missing", UNCHANGED));
            }
            for (String count : List.of("CurrentCount", "TargetCount")) {
                JsonNode value = document.at(pointer + "/" + count);
                if (!value.isMissingNode()
                        && !(value.canConvertToInt() && value.isIntegralNumber() && value.asInt() >= 0)) {
                    problems.add(document.problem(pointer + "/" + count, "is no count", "give a whole number from 0"));
                }
            }
        }
    }

    /** @param document with changes made to it, which have not been checked */
    static ClusterFacts changed(Document document, ObjectNode changes) {
        ObjectNode patched = document.tree().deepCopy();
        ObjectNode rest = changes.deepCopy();
        JsonNode byName = rest.remove(GROUPS);
        ObjectNode result = (ObjectNode) MergePatch.apply(patched, rest);
        if (byName != null && result.get(GROUPS) instanceof ArrayNode groups) {
            for (int i = 0; i < groups.size(); i++) {
                JsonNode patch =
                        byName.path(groups.get(i).path("InstanceGroupName").asText());
                if (patch.isObject()) {
                    groups.set(i, MergePatch.apply(groups.get(i), patch));
                }
            }
        }
        return of(Document.of(document.file(), result));
    }

    JsonNode tree() {
        return tree;
    }

    String name() {
        return tree.get("ClusterName").asText();
    }

    String arn() {
        return tree.get("ClusterArn").asText();
    }

    String region() {
        return arn().split(":")[3];
    }

    String account() {
        return arn().split(":")[4];
    }

    boolean slurm() {
        return ClusterDocument.slurm(tree);
    }

    /** How many nodes a group has; empty if there is no such group. */
    Optional<Integer> nodesOf(String groupName) {
        return groups().filter(group -> groupName(group).equals(groupName))
                .map(ClusterFacts::count)
                .findFirst();
    }

    List<String> groupNames() {
        return groups().map(group -> group.path("InstanceGroupName").asText()).toList();
    }

    /** The images that its groups run. */
    Set<String> images() {
        return groups().map(group -> group.path("CurrentImageId").asText())
                .filter(image -> image.startsWith("ami-"))
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    /** The groups that should go first by their names; none if that would be all of them. */
    List<String> canaries() {
        List<String> named = groupNames().stream()
                .filter(name -> CANARY.matcher(name).matches())
                .toList();
        return named.size() == groupNames().size() ? List.of() : named;
    }

    /**
     * The order of all groups, for a cluster whose groups go one by one: the smallest first, those that others depend on last.
     */
    List<String> order() {
        return groups().filter(group -> count(group) > 0)
                .sorted(Comparator.comparing((JsonNode group) ->
                                SERVES_OTHERS.matcher(groupName(group)).matches())
                        .thenComparingInt(ClusterFacts::count))
                .map(ClusterFacts::groupName)
                .toList();
    }

    /** What the largest group's instances run; x86_64 if nobody knows. */
    String architecture() {
        return largest()
                .map(group -> group.path("InstanceType").asText().replaceFirst("^ml\\.", ""))
                .flatMap(InstanceTypes::architectureOf)
                .orElse("x86_64");
    }

    /** The architectures of all its groups' instances, as far as somebody knows. */
    Set<String> architectures() {
        Set<String> all = groups().flatMap(ClusterFacts::architectures).collect(Collectors.toCollection(TreeSet::new));
        return all.isEmpty() ? Set.of(architecture()) : all;
    }

    /** The architecture of a group that runs this image. */
    String architectureOf(String image) {
        return groups().filter(group -> group.path("CurrentImageId").asText().equals(image))
                .flatMap(ClusterFacts::architectures)
                .findFirst()
                .orElseGet(this::architecture);
    }

    private static Stream<String> architectures(JsonNode group) {
        return Stream.concat(
                        Stream.of(group.path("InstanceType")),
                        group.at("/InstanceRequirements/CurrentInstanceTypes").valueStream())
                .flatMap(type -> InstanceTypes.architectureOf(type.asText().replaceFirst("^ml\\.", "")).stream());
    }

    Names names(String image) {
        return new Names(
                name(),
                arn(),
                account(),
                region(),
                image,
                largest()
                        .map(group -> group.path("CurrentImageId").asText(image))
                        .orElse(image),
                largest().map(ClusterFacts::groupName).orElse("none"),
                smallest().map(ClusterFacts::groupName).orElse("none"),
                canaries().stream()
                        .findFirst()
                        .or(() -> largest().map(ClusterFacts::groupName))
                        .orElse("none"));
    }

    private Optional<JsonNode> largest() {
        return groups().max(Comparator.comparingInt(ClusterFacts::count));
    }

    private Optional<JsonNode> smallest() {
        return groups().filter(group -> count(group) > 0).min(Comparator.comparingInt(ClusterFacts::count));
    }

    private static String groupName(JsonNode group) {
        return group.path("InstanceGroupName").asText();
    }

    private static int count(JsonNode group) {
        return group.path("CurrentCount").asInt();
    }

    private Stream<JsonNode> groups() {
        return StreamSupport.stream(tree.path(GROUPS).spliterator(), false);
    }
}
