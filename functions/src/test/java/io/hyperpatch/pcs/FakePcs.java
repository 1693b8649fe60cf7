package io.hyperpatch.pcs;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.cluster.SoftwareUpdate;
import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.UpdateStarter;
import io.hyperpatch.platform.Platform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One PCS cluster, both sides of the seam: groups of two instances whose images only EC2 shows. */
public final class FakePcs implements ClusterReader, UpdateStarter {
    public static final String SERVICE = "pcs";
    public static final ClusterArn ARN = ClusterArn.of("arn:aws:pcs:us-east-1:123456789012:cluster/pcs_abc123def4");
    public static final String OLD = "ami-0aaaaaaaaaaaaaaaa";

    private static final Platform PLATFORM = new PcsPlatform();
    private static final int SIZE = 2;

    private final Map<String, String> wanted = new LinkedHashMap<>();
    private final Map<String, String> instances = new LinkedHashMap<>();
    private final Map<String, Answer> byToken = new HashMap<>();

    /** The calls that began an update, by their tokens. */
    public final List<String> begun = new ArrayList<>();

    /** How often one instance was asked for. */
    public int singleReads;

    public FakePcs(String... groups) {
        for (String group : groups) {
            wanted.put(group, OLD);
            for (int i = 0; i < SIZE; i++) {
                instances.put(id(group, i), OLD);
            }
        }
    }

    private static String id(String group, int number) {
        return "i-" + group + number;
    }

    /** The instances of a group are replaced, the last of them only if all are to be. */
    public void replace(String group, boolean all) {
        for (int i = 0; i < (all ? SIZE : SIZE - 1); i++) {
            instances.put(id(group, i), wanted.get(group));
        }
    }

    @Override
    public Answer start(Intent intent) {
        String token = intent.id().toString();
        return byToken.computeIfAbsent(token, first -> {
            begun.add(token);
            intent.groups().forEach(group -> wanted.put(group, intent.pin().text()));
            return new Answer(Answer.Kind.ACCEPTED, "UPDATING");
        });
    }

    @Override
    public Cluster describe(ClusterArn cluster) {
        return new Cluster(
                ARN,
                "hpc-a",
                "InService",
                Optional.empty(),
                PLATFORM,
                Optional.empty(),
                wanted.keySet().stream().map(this::group).toList(),
                List.of());
    }

    private InstanceGroup group(String name) {
        String image = wanted.get(name);
        boolean done = nodesOf(name).stream().allMatch(id -> instances.get(id).equals(image));
        return new InstanceGroup(
                name,
                "hpc7a.96xlarge",
                "InService",
                SIZE,
                SIZE,
                Optional.empty(),
                ShownImage.ofId(done ? image : OLD),
                ShownImage.ofId(image),
                Optional.empty(),
                image.equals(OLD) ? Optional.empty() : Optional.of(done ? SoftwareUpdate.SUCCEEDED : "InProgress"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.empty(),
                false);
    }

    private List<String> nodesOf(String group) {
        return instances.keySet().stream()
                .filter(id -> id.startsWith("i-" + group))
                .toList();
    }

    @Override
    public Optional<Cluster> find(ClusterArn cluster) {
        return Optional.of(describe(cluster));
    }

    @Override
    public NodeListing nodes(ClusterArn cluster) {
        return NodeListing.of(wanted.keySet().stream()
                .flatMap(group -> nodesOf(group).stream().map(id -> node(id, group, ShownImage.NONE)))
                .toList());
    }

    @Override
    public Optional<Node> node(ClusterArn cluster, String id) {
        singleReads++;
        return wanted.keySet().stream()
                .filter(group -> nodesOf(group).contains(id))
                .findFirst()
                .map(group -> node(id, group, ShownImage.ofId(instances.get(id))));
    }

    private static Node node(String id, String group, ShownImage image) {
        return new Node(
                id, group, Node.RUNNING, Optional.empty(), Optional.empty(), Optional.empty(), image, Optional.empty());
    }
}
