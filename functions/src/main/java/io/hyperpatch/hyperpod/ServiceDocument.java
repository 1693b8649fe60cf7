package io.hyperpatch.hyperpod;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.cluster.BatchSize;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.RestrictedGroup;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.cluster.UnreadableAnswer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the service's own JSON, so that members which the SDK does not model (auto-patching, Slurm) are
 * seen too.
 *
 * <p>A member that is missing where the API promises it, or that cannot be what it stands for, makes an
 * {@link UnreadableAnswer} that names it. An answer without its groups or their counts would else be taken
 * for that of a cluster that has none.
 */
public final class ServiceDocument {
    private static final String GROUPS = "InstanceGroups";
    private static final String RESTRICTED_GROUPS = "RestrictedInstanceGroups";
    private static final String SUMMARIES = "ClusterNodeSummaries";
    private static final long YEAR_10000 = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

    private ServiceDocument() {}

    /** The answer of DescribeCluster. */
    public static Cluster cluster(JsonNode json) {
        return read(json, ServiceDocument::readCluster);
    }

    private static Cluster readCluster(JsonNode json) {
        if (!json.has(RESTRICTED_GROUPS) || json.has(GROUPS)) {
            requireArray(json, GROUPS);
        }
        List<InstanceGroup> groups = each(json.path(GROUPS), ServiceDocument::group);
        Set<String> names = groups.stream().map(InstanceGroup::name).collect(Collectors.toSet());
        if (names.size() < groups.size()) {
            throw new UnreadableAnswer("the service's answer shows two instance groups of one name");
        }
        return new Cluster(
                HyperPodArn.of(required(json, "ClusterArn")),
                required(json, "ClusterName"),
                required(json, "ClusterStatus"),
                text(json, "FailureMessage"),
                orchestrator(json.path("Orchestrator")),
                text(json, "NodeProvisioningMode"),
                groups,
                each(
                        json.path(RESTRICTED_GROUPS),
                        group -> new RestrictedGroup(
                                required(group, "InstanceGroupName"),
                                text(group, "InstanceType").orElse(""),
                                text(group, "Status").orElse(""),
                                group.path("CurrentCount").asInt())));
    }

    /**
     * A cluster without the member runs Slurm, as all did before there was a choice. What names neither of
     * the two, or both, is not guessed at: on Slurm a group is replaced whole, on EKS in batches.
     *
     * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterOrchestrator.html">ClusterOrchestrator</a>
     */
    private static Orchestrator orchestrator(JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return Orchestrator.SLURM;
        }
        boolean eks = json.path("Eks").isObject();
        if (eks == json.path("Slurm").isObject()) {
            throw new IllegalArgumentException(
                    "the service's answer has an 'Orchestrator' that is neither Eks nor Slurm, or both: " + json);
        }
        return eks ? Orchestrator.EKS : Orchestrator.SLURM;
    }

    private static InstanceGroup group(JsonNode json) {
        JsonNode autoPatch = json.path("AutoPatchConfig");
        return new InstanceGroup(
                required(json, "InstanceGroupName"),
                instanceTypes(json),
                text(json, "Status").orElse(""),
                count(json, "CurrentCount", "TargetCount"),
                count(json, "TargetCount", "CurrentCount"),
                number(json, "MinCount"),
                image(json, "Current"),
                image(json, "Desired"),
                text(json, "ImageVersionStatus"),
                text(json, "SoftwareUpdateStatus"),
                number(json, "TargetStateCount"),
                Optional.of(json.path("ActiveSoftwareUpdateConfig"))
                        .filter(JsonNode::isObject)
                        .map(ServiceDocument::deployment),
                text(json.path("ScheduledUpdateConfig"), "ScheduleExpression"),
                text(autoPatch, "PatchingStrategy"),
                nextPatch(autoPatch),
                counts(json.path("ActiveOperations")),
                each(json.path("OnStartDeepHealthChecks"), JsonNode::asText),
                text(json, "ExecutionRole"),
                false);
    }

    /**
     * A flexible group has no InstanceType; it shows the types that it has, and those that it is to have
     * while they change.
     */
    private static String instanceTypes(JsonNode group) {
        JsonNode flexible = group.path("InstanceRequirements");
        return text(group, "InstanceType").orElseGet(() -> Stream.of("CurrentInstanceTypes", "DesiredInstanceTypes")
                .flatMap(member -> flexible.path(member).valueStream())
                .map(JsonNode::asText)
                .distinct()
                .collect(Collectors.joining(", ")));
    }

    /**
     * The schedule that the service will follow, and while it is being moved, the one that was asked for:
     * the earlier. A date directly in the configuration counts as well.
     */
    private static Optional<Instant> nextPatch(JsonNode autoPatch) {
        return Stream.of(autoPatch, autoPatch.path("CurrentPatchSchedule"), autoPatch.path("DesiredPatchSchedule"))
                .flatMap(schedule -> time(schedule.path("NextPatchDate")).stream())
                .min(Comparator.naturalOrder());
    }

    private static DeploymentConfig deployment(JsonNode json) {
        JsonNode rolling = json.path("RollingUpdatePolicy");
        return new DeploymentConfig(
                batch(rolling.path("MaximumBatchSize")),
                batch(rolling.path("RollbackMaximumBatchSize")),
                number(json, "WaitIntervalInSeconds"),
                each(json.path("AutoRollbackConfiguration"), alarm -> required(alarm, "AlarmName")));
    }

    private static Optional<BatchSize> batch(JsonNode json) {
        return json.isObject()
                ? Optional.of(
                        new BatchSize(required(json, "Type"), json.path("Value").asInt()))
                : Optional.empty();
    }

    /** One page of ListClusterNodes. */
    public static List<Node> nodes(JsonNode page) {
        requireArray(page, SUMMARIES);
        return each(page.path(SUMMARIES), ServiceDocument::node);
    }

    /** One entry of ListClusterNodes' summaries, or the NodeDetails of DescribeClusterNode. */
    public static Node node(JsonNode json) {
        return read(json, ServiceDocument::readNode);
    }

    /** A value that no member expects, such as an ARN that is none, is unreadable as well. */
    private static <T> T read(JsonNode json, Function<JsonNode, T> reader) {
        try {
            return reader.apply(json);
        } catch (UnreadableAnswer e) {
            throw e;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableAnswer("the service's answer cannot be read: " + e.getMessage(), e);
        }
    }

    private static Node readNode(JsonNode json) {
        JsonNode status = json.path("InstanceStatus");
        return new Node(
                text(json, "InstanceId")
                        .filter(id -> !id.isBlank())
                        .or(() -> text(json, "NodeLogicalId"))
                        .orElseThrow(() -> missing(json, "text", "InstanceId")),
                required(json, "InstanceGroupName"),
                text(status, "Status").orElse(""),
                text(status, "Message"),
                time(json.path("LastSoftwareUpdateTime")),
                time(json.path("LaunchTime")),
                image(json, "Current"),
                text(json, "ImageVersionStatus"));
    }

    /** The service sends seconds since 1970; what people saved with the AWS CLI holds ISO 8601. */
    static Optional<Instant> time(JsonNode json) {
        if (json.isNumber()) {
            long millis = Math.round(json.asDouble() * 1000);
            if (millis < 0 || millis > YEAR_10000) {
                throw new UnreadableAnswer("the service's answer has " + json + " where a time stands");
            }
            return Optional.of(Instant.ofEpochMilli(millis));
        }
        return json.isTextual()
                ? Optional.of(OffsetDateTime.parse(json.asText()).toInstant())
                : Optional.empty();
    }

    private static ShownImage image(JsonNode json, String which) {
        return new ShownImage(text(json, which + "ImageId"), text(json, which + "ImageReleaseVersion"));
    }

    private static Optional<String> text(JsonNode json, String member) {
        return Optional.ofNullable(json.path(member).textValue());
    }

    private static Optional<Integer> number(JsonNode json, String member) {
        return json.path(member).isInt() ? Optional.of(json.path(member).intValue()) : Optional.empty();
    }

    /** A group that shows one of its counts only is taken to be settled at it. */
    private static int count(JsonNode json, String member, String otherwise) {
        String shown = json.has(member) || !json.has(otherwise) ? member : otherwise;
        return number(json, shown)
                .filter(count -> count >= 0)
                .orElseThrow(() -> new UnreadableAnswer(
                        "the service's answer has no count '" + member + "' but " + json.path(shown)));
    }

    private static void requireArray(JsonNode json, String member) {
        if (!json.path(member).isArray()) {
            throw missing(json, "list", member);
        }
    }

    private static String required(JsonNode json, String member) {
        return text(json, member).orElseThrow(() -> missing(json, "text", member));
    }

    private static UnreadableAnswer missing(JsonNode json, String kind, String member) {
        String there = json.has(member) ? ", but " + json.path(member) : "";
        return new UnreadableAnswer("the service's answer has no " + kind + " '" + member + "'" + there);
    }

    private static Map<String, Integer> counts(JsonNode json) {
        Map<String, Integer> counts = new HashMap<>();
        json.properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asInt()));
        return counts;
    }

    private static <T> List<T> each(JsonNode array, Function<JsonNode, T> read) {
        List<T> list = new ArrayList<>();
        array.forEach(entry -> list.add(read.apply(entry)));
        return list;
    }
}
