package io.hyperpatch.hyperpod.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.UnreadableAnswer;
import io.hyperpatch.hyperpod.ServiceDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ResourceNotFoundException;

/**
 * Reads HyperPod clusters.
 *
 * <p>Its client must carry {@link RawAnswer}: the service's own JSON is read, not the SDK's narrower
 * picture of it.
 */
public final class HyperPod implements ClusterReader {
    private static final int PAGE = 100;
    private static final int LISTED_AGAIN = 2;
    private static final String INSTANCE = "i-";

    /**
     * So often a call that was turned away with all its attempts is begun anew; a function may take two
     * minutes.
     */
    private static final int BEGUN_ANEW = 2;

    private final SageMakerClient sagemaker;
    private final Pacing pacing;

    /** @param pause passes the time between calls where the service turns some away */
    public HyperPod(SageMakerClient sagemaker, Pause pause) {
        this.sagemaker = Objects.requireNonNull(sagemaker);
        this.pacing = new Pacing(pause);
    }

    public HyperPod(SageMakerClient sagemaker) {
        this(sagemaker, Pause.OF_THREAD);
    }

    /**
     * Reads a cluster.
     *
     * @param nameOrArn what the API takes as ClusterName
     * @throws UnreadableAnswer if the answer lacks what it promises
     */
    public Cluster describe(String nameOrArn) {
        return ServiceDocument.cluster(paced(answer -> sagemaker.describeCluster(
                request -> request.clusterName(nameOrArn).overrideConfiguration(answer.onRequest()))));
    }

    @Override
    public Cluster describe(ClusterArn cluster) {
        return describe(cluster.toString());
    }

    @Override
    public Optional<Cluster> find(ClusterArn cluster) {
        try {
            return Optional.of(describe(cluster));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * One call per 100 nodes. A listing that holds an id twice was torn while nodes came or went, and is
     * begun again; one that is torn every time is handed over as it is, and says so.
     */
    @Override
    public NodeListing nodes(ClusterArn cluster) {
        NodeListing listing = listing(cluster);
        for (int again = 0; again < LISTED_AGAIN && !listing.repeated().isEmpty(); again++) {
            listing = listing(cluster);
        }
        return listing;
    }

    private NodeListing listing(ClusterArn cluster) {
        List<Node> nodes = new ArrayList<>();
        String next = null;
        do {
            String token = next;
            JsonNode page = paced(answer -> sagemaker.listClusterNodes(request -> request.clusterName(
                            cluster.toString())
                    .maxResults(PAGE)
                    // A Continuous cluster counts nodes before they have an instance: without these, they would be
                    // counted and never listed.
                    .includeNodeLogicalIds(true)
                    .nextToken(token)
                    .overrideConfiguration(answer.onRequest())));
            nodes.addAll(ServiceDocument.nodes(page));
            next = page.path("NextToken").textValue();
        } while (next != null && !next.isEmpty());
        return NodeListing.of(nodes);
    }

    /** @param id its instance id or, of a node without an instance, its logical id */
    @Override
    public Optional<Node> node(ClusterArn cluster, String id) {
        JsonNode answer;
        try {
            answer = paced(slot -> sagemaker.describeClusterNode(
                    request -> (id.startsWith(INSTANCE) ? request.nodeId(id) : request.nodeLogicalId(id))
                            .clusterName(cluster.toString())
                            .overrideConfiguration(slot.onRequest())));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
        return Optional.of(ServiceDocument.node(answer.path("NodeDetails")));
    }

    private JsonNode paced(Consumer<RawAnswer.Slot> call) {
        for (int anew = 0; ; anew++) {
            RawAnswer.Slot answer = new RawAnswer.Slot();
            pacing.beforeACall();
            try {
                call.accept(answer);
            } catch (SdkException e) {
                if (!RetryUtils.isThrottlingException(e)) {
                    throw e;
                }
                pacing.turnedAway();
                if (anew == BEGUN_ANEW) {
                    throw e;
                }
                continue;
            }
            pacing.answered(answer.attempts());
            return answer.json();
        }
    }
}
