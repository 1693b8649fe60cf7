package io.hyperpatch.cluster.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.NodeListing;
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
    private static final int LISTED_AGAIN = 2;

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

    /**
     * The nodes of a cluster: one call per 100. A listing that holds an id twice was torn while nodes came or went, and is begun again;
     * one that is torn every time is handed over as it is, and says so.
     */
    public NodeListing nodes(String nameOrArn) {
        NodeListing listing = listing(nameOrArn);
        for (int again = 0; again < LISTED_AGAIN && !listing.repeated().isEmpty(); again++) {
            listing = listing(nameOrArn);
        }
        return listing;
    }

    private NodeListing listing(String nameOrArn) {
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
        return NodeListing.of(nodes);
    }

    /** One node, with the image that it runs; empty if the cluster has no such node any more. */
    public Optional<Node> node(String nameOrArn, String instanceId) {
        RawAnswer.Slot answer = new RawAnswer.Slot();
        try {
            sagemaker.describeClusterNode(request ->
                    request.clusterName(nameOrArn).nodeId(instanceId).overrideConfiguration(answer.onRequest()));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
        return Optional.of(ServiceDocument.node(answer.json().path("NodeDetails")));
    }
}
