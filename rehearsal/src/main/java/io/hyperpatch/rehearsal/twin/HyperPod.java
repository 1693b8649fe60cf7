package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import io.hyperpatch.rehearsal.aws.AwsService;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Simulated SageMaker, as far as HyperPod clusters are patched with it.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Operations_Amazon_SageMaker_Service.html">
 *     SageMaker's operations</a>
 */
public final class HyperPod implements AwsService {

    private final VirtualClock clock;
    private final RandomGenerator random;
    private final Surroundings surroundings;
    private final Map<String, ClusterTwin> twins = new LinkedHashMap<>();
    private final Map<String, Throttle> throttles = new LinkedHashMap<>();
    private final CallLog calls = new CallLog();
    private final Tags tags = new Tags();

    /** @param random seeded: it alone decides whatever is random */
    public HyperPod(VirtualClock clock, RandomGenerator random, Surroundings surroundings) {
        this.clock = clock;
        this.random = random;
        this.surroundings = surroundings;
    }

    /**
     * Adds a cluster.
     *
     * @throws IllegalArgumentException if there is one of that name already, or the behaviour does not fit it
     */
    public ClusterTwin add(ClusterDocument document, TwinBehaviour behaviour) {
        ClusterTwin twin = new ClusterTwin(clock, random, document, behaviour, surroundings, calls);
        String name = twin.cluster().name();
        if (twins.putIfAbsent(name, twin) != null) {
            throw new IllegalArgumentException("there are two clusters named " + name);
        }
        tags.put(twin.cluster().arn().text(), Map.of());
        throttles.put(name, new Throttle(clock, behaviour.unknowns().callsPerSecond()));
        return twin;
    }

    /** Gives a cluster its tags; it has none at first. */
    public void tag(String name, Map<String, String> clusterTags) {
        tags.put(twin(name).cluster().arn().text(), clusterTags);
    }

    /**
     * The names of a cluster elsewhere.
     *
     * @param eks the ARN of the EKS cluster that orchestrates it; empty on Slurm
     */
    public record Identity(String arn, Map<String, String> tags, Optional<String> eks) {}

    /** Empty if there is no such cluster. */
    public Optional<Identity> identify(String nameOrArn) {
        return twins.values().stream()
                .map(ClusterTwin::cluster)
                .filter(cluster -> cluster.is(nameOrArn))
                .map(cluster ->
                        new Identity(cluster.arn().text(), tags.of(cluster.arn().text()), cluster.eks()))
                .findFirst();
    }

    /** @throws IllegalArgumentException if there is none */
    public ClusterTwin twin(String name) {
        ClusterTwin twin = twins.get(name);
        if (twin == null) {
            throw new IllegalArgumentException("no cluster is named " + name + "; there are " + twins.keySet());
        }
        return twin;
    }

    public Truth truth() {
        return Truth.of(clusters(), calls);
    }

    /** What anybody would read now, of every cluster. */
    public List<Shown> shown() {
        return Shown.of(clusters());
    }

    @Override
    public String signingName() {
        return "sagemaker";
    }

    @Override
    public JsonNode call(String operation, JsonNode input) {
        return switch (operation) {
            case "UpdateClusterSoftware" -> update(input);
            case "DescribeCluster" -> {
                RequestShape.check(operation, RequestShapes.DESCRIBE_CLUSTER, input);
                ClusterTwin twin = find(input);
                yield twin.flapping().over(ClusterReads.describe(twin.cluster()));
            }
            case "ListClusters" -> {
                RequestShape.check(operation, RequestShapes.LIST_CLUSTERS, input);
                yield ClusterReads.list(twins.values(), input);
            }
            case "ListClusterNodes" -> {
                RequestShape.check(operation, RequestShapes.LIST_CLUSTER_NODES, input);
                ClusterTwin twin = find(input);
                yield twin.flapping().over(NodeReads.list(twin.cluster(), input));
            }
            case "DescribeClusterNode" -> {
                RequestShape.check(operation, RequestShapes.DESCRIBE_CLUSTER_NODE, input);
                ClusterTwin twin = find(input);
                yield twin.flapping()
                        .over(NodeReads.describe(
                                twin.cluster(), twin.behaviour().unknowns(), input));
            }
            case "ListClusterEvents" -> {
                RequestShape.check(operation, RequestShapes.LIST_CLUSTER_EVENTS, input);
                ClusterTwin twin = find(input);
                yield EventReads.list(twin.cluster(), twin.events(), input);
            }
            case "DescribeClusterEvent" -> {
                RequestShape.check(operation, RequestShapes.DESCRIBE_CLUSTER_EVENT, input);
                ClusterTwin twin = find(input);
                yield EventReads.describe(twin.cluster(), twin.events(), input);
            }
            case "ListTags" -> {
                RequestShape.check(operation, RequestShapes.LIST_TAGS, input);
                yield tags.list(input);
            }
            default -> throw ApiError.unsupported(signingName(), operation);
        };
    }

    private JsonNode update(JsonNode input) {
        ClusterTwin twin;
        try {
            RequestShape.check("UpdateClusterSoftware", RequestShapes.UPDATE_CLUSTER_SOFTWARE, input);
            twin = find(input);
        } catch (ApiError e) {
            calls.refused(clock.now(), input.path("ClusterName").asText(), input, false, e);
            throw e;
        }
        twin.update(input, false);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("ClusterArn", twin.cluster().arn().text());
        return answer;
    }

    private ClusterTwin find(JsonNode input) {
        String nameOrArn = input.path("ClusterName").asText();
        ClusterTwin twin = twins.values().stream()
                .filter(candidate -> candidate.cluster().is(nameOrArn))
                .findFirst()
                .orElseThrow(() -> TwinCluster.notFound(nameOrArn));
        throttles.get(twin.cluster().name()).pass();
        return twin;
    }

    private List<TwinCluster> clusters() {
        return twins.values().stream().map(ClusterTwin::cluster).toList();
    }
}
