package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What really is and really happened, for an oracle; nothing in here has to settle, and nothing is what a status claims.
 *
 * @param mostUpdatesInEffect the most software updates that were ever in effect at once on one cluster
 * @param calls every UpdateClusterSoftware call that reached the service, in order
 */
public record Truth(List<Cluster> clusters, int mostUpdatesInEffect, List<Call> calls) {

    public Truth {
        clusters = List.copyOf(clusters);
        calls = List.copyOf(calls);
    }

    /**
     * @param groups with those that somebody has removed, which have no nodes
     * @param updates in the order in which they took effect
     * @param moves when readers could see that the progress of an update of a group had moved, by the group's name; also of one
     *     that somebody has removed since
     */
    public record Cluster(
            String name,
            String arn,
            boolean slurm,
            String status,
            List<Group> groups,
            List<Update> updates,
            Map<String, List<Instant>> moves) {
        public Cluster {
            groups = List.copyOf(groups);
            updates = List.copyOf(updates);
            moves = Map.copyOf(moves);
        }

        /** One of which nobody asks how its updates went on. */
        public Cluster(
                String name, String arn, boolean slurm, String status, List<Group> groups, List<Update> updates) {
            this(name, arn, slurm, status, groups, updates, Map.of());
        }

        /** @throws IllegalArgumentException if there is none */
        public Group group(String name) {
            return groups.stream()
                    .filter(group -> group.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no group " + name + " in cluster " + this.name));
        }

        /** Those of a group, in the order in which they took effect. */
        public List<Update> updatesOf(String group) {
            return updates.stream()
                    .filter(update -> update.groups().stream()
                            .anyMatch(each -> each.group().equals(group)))
                    .toList();
        }

        public long updatesInEffect() {
            return updates.stream().filter(update -> update.ended().isEmpty()).count();
        }
    }

    /** @param image what the group as a whole is on: an update that rolled back or failed has not changed it */
    public record Group(
            String name,
            boolean restricted,
            String image,
            String status,
            Optional<String> softwareUpdateStatus,
            int targetCount,
            List<Node> nodes) {
        public Group {
            nodes = List.copyOf(nodes);
        }

        /** How many nodes run which image. */
        public Map<String, Integer> nodesByImage() {
            Map<String, Integer> counts = new TreeMap<>();
            nodes.forEach(node -> counts.merge(node.image(), 1, Integer::sum));
            return counts;
        }
    }

    /** @param disturbed when it last failed, got a volume, or was launched in place of another: no part of any update */
    public record Node(
            String id, String image, String status, boolean secondaryVolumeLost, Optional<Instant> disturbed) {}

    /**
     * @param number from 1, per cluster
     * @param image what it brings to its first group; the others may get another release, or one for another architecture
     */
    public record Update(
            int number,
            boolean byOthers,
            String image,
            List<String> alarms,
            Instant started,
            Optional<Instant> ended,
            List<GroupUpdate> groups) {
        public Update {
            alarms = List.copyOf(alarms);
            groups = List.copyOf(groups);
        }

        /** It is over, replaced no node, and left each group on the image that it had: no reading tells it from none. */
        public boolean changedNothing() {
            return ended.isPresent()
                    && groups.stream()
                            .allMatch(group ->
                                    group.touched() == 0 && group.image().equals(group.previousImage()));
        }
    }

    /**
     * @param image what the update brings to the group
     * @param ending Succeeded, RollbackComplete or Failed; empty while it is in effect
     * @param skipped instance ids of the nodes that a PodDisruptionBudget kept on the previous image
     * @param touched how many nodes it began to replace
     */
    public record GroupUpdate(
            String group,
            String image,
            String previousImage,
            Optional<String> ending,
            Optional<Instant> ended,
            List<String> skipped,
            int touched) {
        public GroupUpdate {
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * @param update the number of the update that the call began; empty if it was refused, or changed nothing
     * @param error the code of the refusal; empty if the call was accepted
     * @param groupsThen what the cluster's groups really were when the call was made; empty if there is no such cluster
     */
    public record Call(
            Instant at,
            String cluster,
            JsonNode request,
            boolean byOthers,
            Optional<Integer> update,
            Optional<String> error,
            String message,
            List<Group> groupsThen) {
        public Call {
            groupsThen = List.copyOf(groupsThen);
        }

        /** A call of which nobody asks what the groups were then. */
        public Call(
                Instant at,
                String cluster,
                JsonNode request,
                boolean byOthers,
                Optional<Integer> update,
                Optional<String> error,
                String message) {
            this(at, cluster, request, byOthers, update, error, message, List.of());
        }

        public boolean accepted() {
            return error.isEmpty();
        }
    }

    /** @throws IllegalArgumentException if there is none */
    public Cluster cluster(String name) {
        return clusters.stream()
                .filter(cluster -> cluster.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no cluster " + name));
    }

    static Truth of(Collection<TwinCluster> clusters, CallLog calls) {
        return new Truth(clusters.stream().map(Truth::of).toList(), calls.mostInEffect(), calls.calls());
    }

    private static Cluster of(TwinCluster cluster) {
        return new Cluster(
                cluster.name(),
                cluster.arn().text(),
                cluster.slurm(),
                cluster.status(),
                groups(cluster),
                cluster.updates().stream().map(Truth::of).toList(),
                moves(cluster));
    }

    private static Map<String, List<Instant>> moves(TwinCluster cluster) {
        Map<String, List<Instant>> moves = new TreeMap<>();
        everyGroup(cluster).forEach(group -> moves.merge(group.name(), group.moves(), Truth::joined));
        return moves;
    }

    /** A group that was removed, and one of its name that came afterwards. */
    private static List<Instant> joined(List<Instant> some, List<Instant> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    static List<Group> groups(TwinCluster cluster) {
        return everyGroup(cluster).map(Truth::of).toList();
    }

    private static Stream<TwinGroup> everyGroup(TwinCluster cluster) {
        return Stream.concat(cluster.groups().stream(), cluster.removedGroups().stream());
    }

    private static Group of(TwinGroup group) {
        return new Group(
                group.name(),
                group.restricted(),
                group.image().id(),
                group.status(),
                group.softwareUpdateStatus(),
                group.targetCount(),
                group.nodes().stream()
                        .map(node -> new Node(
                                node.id(), node.image(), node.status(), node.secondaryVolumeLost(), node.disturbedAt()))
                        .toList());
    }

    private static Update of(SoftwareUpdate update) {
        return new Update(
                update.number(),
                update.byOthers(),
                update.rollouts().getFirst().image().id(),
                update.alarms(),
                update.started(),
                update.ended(),
                update.rollouts().stream().map(Truth::of).toList());
    }

    private static GroupUpdate of(GroupRollout rollout) {
        return new GroupUpdate(
                rollout.group().name(),
                rollout.image().id(),
                rollout.previousImage().id(),
                rollout.ending().map(Enum::name),
                rollout.endedAt(),
                rollout.skipped().stream().map(TwinNode::id).toList(),
                rollout.touched());
    }
}
