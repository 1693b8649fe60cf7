package io.hyperpatch.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads the service's own JSON, so that members which the SDK does not model (auto-patching, Slurm) are seen too.
 *
 * <p>A member that is missing where the API promises it is an {@link IllegalArgumentException} that names it.
 */
public final class ServiceDocument {
    private ServiceDocument() {}

    /** The answer of DescribeCluster. */
    public static Cluster cluster(JsonNode json) {
        return new Cluster(
                ClusterArn.of(required(json, "ClusterArn")),
                required(json, "ClusterName"),
                required(json, "ClusterStatus"),
                text(json, "FailureMessage"),
                orchestrator(json.path("Orchestrator")),
                text(json, "NodeProvisioningMode"),
                each(json.path("InstanceGroups"), ServiceDocument::group),
                each(
                        json.path("RestrictedInstanceGroups"),
                        group -> new RestrictedGroup(
                                required(group, "InstanceGroupName"),
                                text(group, "InstanceType").orElse(""),
                                text(group, "Status").orElse(""))));
    }

    /**
     * A cluster without the member runs Slurm, as all did before there was a choice. What names neither of the two, or both, is not
     * guessed at: on Slurm a group is replaced whole, on EKS in batches.
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
                text(json, "InstanceType").orElse(""),
                text(json, "Status").orElse(""),
                json.path("CurrentCount").asInt(),
                json.path("TargetCount").asInt(),
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
                text(json, "ExecutionRole"));
    }

    /**
     * The schedule that the service will follow, and while it is being moved, the one that was asked for: the earlier. A date
     * directly in the configuration counts as well.
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

    /** One entry of ListClusterNodes' summaries, or the NodeDetails of DescribeClusterNode. */
    public static Node node(JsonNode json) {
        JsonNode status = json.path("InstanceStatus");
        return new Node(
                text(json, "InstanceId")
                        .filter(id -> !id.isBlank())
                        .or(() -> text(json, "NodeLogicalId"))
                        .orElseThrow(() -> missing(json, "InstanceId")),
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
            return Optional.of(Instant.ofEpochMilli(Math.round(json.asDouble() * 1000)));
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

    private static String required(JsonNode json, String member) {
        return text(json, member).orElseThrow(() -> missing(json, member));
    }

    private static IllegalArgumentException missing(JsonNode json, String member) {
        return new IllegalArgumentException(
                "the service's answer has no text '" + member + "' but " + json.path(member));
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
