package io.hyperpatch.rehearsal.twin;

import io.hyperpatch.rehearsal.twin.RequestShape.Flag;
import io.hyperpatch.rehearsal.twin.RequestShape.Many;
import io.hyperpatch.rehearsal.twin.RequestShape.Members;
import io.hyperpatch.rehearsal.twin.RequestShape.OneOf;
import io.hyperpatch.rehearsal.twin.RequestShape.Text;
import io.hyperpatch.rehearsal.twin.RequestShape.Time;
import io.hyperpatch.rehearsal.twin.RequestShape.Whole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The requests that the twin answers, member by member.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateClusterSoftware.html">API reference</a>
 */
final class RequestShapes {

    private static final RequestShape CLUSTER_NAME = new Text(
            0,
            256,
            Pattern.compile("(arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:cluster/[a-z0-9]{12})"
                    + "|([a-zA-Z0-9](-*[a-zA-Z0-9]){0,62})"));

    /** Checked by a pattern that holds the same names: Java matches the model's own by recursion, which a long text overflows. */
    private static final RequestShape GROUP_NAME =
            new Text(1, 63, Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"), "[a-zA-Z0-9](-*[a-zA-Z0-9])*");

    private static final RequestShape RELEASE_VERSION = new Text(0, 64, Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+"));
    private static final RequestShape NODE_ID = new Text(1, 256, Pattern.compile("i-[a-f0-9]{8}(?:[a-f0-9]{9})?"));
    private static final RequestShape EVENT_ID =
            new Text(0, 36, Pattern.compile("[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}"));
    private static final RequestShape SORT_ORDER = new OneOf(List.of("Ascending", "Descending"));

    private static final RequestShape CAPACITY_SIZE = members(
            Set.of("Type", "Value"),
            Map.of(
                    "Type",
                    new OneOf(List.of("INSTANCE_COUNT", "CAPACITY_PERCENTAGE")),
                    "Value",
                    new Whole(1, Integer.MAX_VALUE)));

    private static final RequestShape ROLLING_POLICY = members(
            Set.of("MaximumBatchSize"),
            Map.of("MaximumBatchSize", CAPACITY_SIZE, "RollbackMaximumBatchSize", CAPACITY_SIZE));

    private static final RequestShape ALARM =
            members(Set.of("AlarmName"), Map.of("AlarmName", new Text(1, 255, Pattern.compile("(?!\\s*$).+"))));

    private static final RequestShape DEPLOYMENT = members(
            Set.of(),
            Map.of(
                    "RollingUpdatePolicy",
                    ROLLING_POLICY,
                    "WaitIntervalInSeconds",
                    new Whole(0, 3600),
                    "AutoRollbackConfiguration",
                    new Many(1, 10, ALARM)));

    static final RequestShape UPDATE_CLUSTER_SOFTWARE = members(
            Set.of("ClusterName"),
            Map.of(
                    "ClusterName",
                    CLUSTER_NAME,
                    "InstanceGroups",
                    new Many(
                            1,
                            100,
                            members(
                                    Set.of("InstanceGroupName"),
                                    Map.of("InstanceGroupName", GROUP_NAME, "ImageReleaseVersion", RELEASE_VERSION))),
                    "DeploymentConfig",
                    DEPLOYMENT,
                    "ImageId",
                    new Text(7, 21, Pattern.compile("ami-[0-9a-fA-F]{8,17}|default"))));

    static final RequestShape DESCRIBE_CLUSTER = members(Set.of("ClusterName"), Map.of("ClusterName", CLUSTER_NAME));

    static final RequestShape DESCRIBE_CLUSTER_NODE = members(
            Set.of("ClusterName"),
            Map.of(
                    "ClusterName",
                    CLUSTER_NAME,
                    "NodeId",
                    NODE_ID,
                    "NodeLogicalId",
                    new Text(1, 128, Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9\\-]*[a-zA-Z0-9]"))));

    static final RequestShape LIST_TAGS = members(
            Set.of("ResourceArn"),
            Map.of(
                    "ResourceArn",
                    new Text(0, 256, Pattern.compile("arn:.*")),
                    "MaxResults",
                    new Whole(50, Integer.MAX_VALUE),
                    "NextToken",
                    new Text(0, 8192, null)));

    static final RequestShape LIST_CLUSTERS = members(
            Set.of(),
            paged(Map.of(
                    "CreationTimeAfter",
                    new Time(),
                    "CreationTimeBefore",
                    new Time(),
                    "NameContains",
                    new Text(0, 63, Pattern.compile("[a-zA-Z0-9\\-]+")),
                    "SortBy",
                    new OneOf(List.of("CREATION_TIME", "NAME")),
                    "TrainingPlanArn",
                    new Text(
                            50,
                            2048,
                            Pattern.compile("arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:training-plan/.*")))));

    static final RequestShape LIST_CLUSTER_NODES = members(
            Set.of("ClusterName"),
            paged(Map.of(
                    "ClusterName",
                    CLUSTER_NAME,
                    "CreationTimeAfter",
                    new Time(),
                    "CreationTimeBefore",
                    new Time(),
                    "InstanceGroupNameContains",
                    GROUP_NAME,
                    "SortBy",
                    new OneOf(List.of("CREATION_TIME", "NAME")),
                    "IncludeNodeLogicalIds",
                    new Flag())));

    static final RequestShape LIST_CLUSTER_EVENTS = members(
            Set.of("ClusterName"),
            paged(Map.of(
                    "ClusterName",
                    CLUSTER_NAME,
                    "InstanceGroupName",
                    GROUP_NAME,
                    "NodeId",
                    NODE_ID,
                    "EventTimeAfter",
                    new Time(),
                    "EventTimeBefore",
                    new Time(),
                    "SortBy",
                    new OneOf(List.of("EventTime")),
                    "ResourceType",
                    new OneOf(List.of("Cluster", "InstanceGroup", "Instance")))));

    static final RequestShape DESCRIBE_CLUSTER_EVENT =
            members(Set.of("ClusterName", "EventId"), Map.of("ClusterName", CLUSTER_NAME, "EventId", EVENT_ID));

    private RequestShapes() {}

    private static Map<String, RequestShape> paged(Map<String, RequestShape> filters) {
        Map<String, RequestShape> all = new LinkedHashMap<>(filters);
        all.put("SortOrder", SORT_ORDER);
        all.put("MaxResults", new Whole(1, 100));
        all.put("NextToken", new Text(0, 8192, null));
        return all;
    }

    /** In alphabetical order, so that the breaches of one request always come in the same order. */
    private static RequestShape members(Set<String> required, Map<String, RequestShape> members) {
        Map<String, RequestShape> ordered = new LinkedHashMap<>();
        members.keySet().stream().sorted().forEach(name -> ordered.put(name, members.get(name)));
        return new Members(ordered, required);
    }
}
