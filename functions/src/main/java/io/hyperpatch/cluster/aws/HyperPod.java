package io.hyperpatch.cluster.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.ServiceDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ResourceNotFoundException;

/**
 * Reads HyperPod clusters.
 *
 * <p>Its client must carry {@link RawAnswer}: the service's own JSON is read, not the SDK's narrower picture of it.
 */
public final class HyperPod {
    private static final int PAGE = 100;

    private final SageMakerClient sagemaker;

    public HyperPod(SageMakerClient sagemaker) {
        this.sagemaker = Objects.requireNonNull(sagemaker);
    }

    /** @param nameOrArn what the API takes as ClusterName */
    public Cluster describe(String nameOrArn) {
        RawAnswer.Slot answer = new RawAnswer.Slot();
        sagemaker.describeCluster(request -> request.clusterName(nameOrArn).overrideConfiguration(answer.onRequest()));
        return ServiceDocument.cluster(answer.json());
    }

    /** Empty if there is no such cluster any more. */
    public Optional<Cluster> find(String nameOrArn) {
        try {
            return Optional.of(describe(nameOrArn));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Every node of a cluster: one call per 100. */
    public List<Node> nodes(String nameOrArn) {
        List<Node> nodes = new ArrayList<>();
        String next = null;
        do {
            RawAnswer.Slot answer = new RawAnswer.Slot();
            String token = next;
            sagemaker.listClusterNodes(request -> request.clusterName(nameOrArn)
                    .maxResults(PAGE)
                    .nextToken(token)
                    .overrideConfiguration(answer.onRequest()));
            JsonNode page = answer.json();
            page.path("ClusterNodeSummaries").forEach(node -> nodes.add(ServiceDocument.node(node)));
            next = page.path("NextToken").textValue();
        } while (next != null && !next.isEmpty());
        return nodes;
    }

    /** One node, with the image that it runs. */
    public Node node(String nameOrArn, String instanceId) {
        RawAnswer.Slot answer = new RawAnswer.Slot();
        sagemaker.describeClusterNode(
                request -> request.clusterName(nameOrArn).nodeId(instanceId).overrideConfiguration(answer.onRequest()));
        return ServiceDocument.node(answer.json().path("NodeDetails"));
    }
}
