package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What {@code aws sagemaker describe-cluster} and {@code list-cluster-nodes} printed, with nothing lost.
 *
 * @param cluster every member as it stood, points in time as the wire has them
 * @param nodes the entries of ClusterNodeSummaries, if there is such a document
 */
public record ClusterDocument(ObjectNode cluster, Optional<List<ObjectNode>> nodes) {

    static final String GROUPS = "InstanceGroups";
    static final String RESTRICTED_GROUPS = "RestrictedInstanceGroups";

    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:cluster/[a-z0-9]{12}");

    public ClusterDocument {
        Objects.requireNonNull(cluster, "cluster");
        nodes = nodes.map(List::copyOf);
    }

    /**
     * Takes copies of the documents.
     *
     * @param describeCluster DescribeCluster's answer
     * @param listClusterNodes ListClusterNodes' answer, all pages in one; or empty: nodes are generated
     * @throws IllegalArgumentException with a JSON pointer, if it is no such document
     */
    public static ClusterDocument of(JsonNode describeCluster, Optional<JsonNode> listClusterNodes) {
        ObjectNode cluster = object(describeCluster, "");
        require(cluster, "ClusterName", "");
        require(cluster, "ClusterArn", "");
        if (!ARN.matcher(cluster.path("ClusterArn").asText()).matches()) {
            throw new IllegalArgumentException(
                    "/ClusterArn: '" + cluster.path("ClusterArn").asText() + "' is no cluster's ARN: " + ARN.pattern());
        }
        checkGroups(cluster, GROUPS);
        checkGroups(cluster, RESTRICTED_GROUPS);
        Timestamps.toWire(cluster, "");
        return new ClusterDocument(cluster, listClusterNodes.map(ClusterDocument::nodes));
    }

    /** The orchestrator of a cluster that names none is Slurm. */
    public static boolean slurm(JsonNode cluster) {
        return !cluster.at("/Orchestrator/Eks").isObject();
    }

    ArrayNode groups(String member) {
        return cluster.get(member) instanceof ArrayNode array ? array : JsonNodeFactory.instance.arrayNode();
    }

    private static List<ObjectNode> nodes(JsonNode listClusterNodes) {
        if (!(listClusterNodes.get("ClusterNodeSummaries") instanceof ArrayNode summaries)) {
            throw new IllegalArgumentException("/ClusterNodeSummaries: missing, or no list:"
                    + " give what `aws sagemaker list-cluster-nodes` prints");
        }
        for (int i = 0; i < summaries.size(); i++) {
            String pointer = "/ClusterNodeSummaries/" + i;
            ObjectNode node = object(summaries.get(i), pointer);
            if (!node.path("NodeLogicalId").isTextual()) {
                // On a Continuous cluster a node is there before its instance is.
                require(node, "InstanceId", pointer);
            }
            require(node, "InstanceGroupName", pointer);
        }
        JsonNode copy = summaries.deepCopy();
        Timestamps.toWire(copy, "/ClusterNodeSummaries");
        return StreamSupport.stream(copy.spliterator(), false)
                .map(ObjectNode.class::cast)
                .toList();
    }

    private static void checkGroups(ObjectNode cluster, String member) {
        JsonNode groups = cluster.path(member);
        if (groups.isMissingNode() || groups.isNull()) {
            return;
        }
        if (!groups.isArray()) {
            throw new IllegalArgumentException("/" + member + ": must be a list of instance groups");
        }
        for (int i = 0; i < groups.size(); i++) {
            String pointer = "/" + member + "/" + i;
            require(object(groups.get(i), pointer), "InstanceGroupName", pointer);
        }
    }

    private static ObjectNode object(JsonNode node, String pointer) {
        if (node instanceof ObjectNode object) {
            return pointer.isEmpty() ? object.deepCopy() : object;
        }
        throw new IllegalArgumentException((pointer.isEmpty() ? "/" : pointer) + ": must be an object, got "
                + (node == null ? null : node.getNodeType()));
    }

    private static void require(ObjectNode object, String member, String pointer) {
        JsonNode value = object.path(member);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw new IllegalArgumentException(
                    pointer + "/" + member + ": missing, or no text:" + " give what the AWS CLI prints, unchanged");
        }
    }
}
