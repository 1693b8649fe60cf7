package io.hyperpatch.readiness;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a run may begin on a cluster as it is now. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "verdict")
public sealed interface Readiness {
    /** One line, fit for a notification. */
    String reason();

    /**
     * @param groups the groups to update, in the cluster's order
     * @param notes what people should know of the groups that are left out
     */
    record Ready(List<String> groups, List<String> notes, String reason) implements Readiness {
        public Ready {
            groups = List.copyOf(groups);
            notes = List.copyOf(notes);
        }
    }

    /** @param obstacles all that stands in the way, not only the first */
    record NotReady(List<Obstacle> obstacles, String reason) implements Readiness {
        public NotReady {
            obstacles = List.copyOf(obstacles);
        }
    }

    /**
     * Holds every rule against the cluster.
     *
     * @param nodes the cluster's nodes: a deep health check may show there alone
     * @param predicted how long the run takes, with a rollback
     */
    static Readiness decide(
            Cluster cluster, List<Node> nodes, Set<String> targetGroups, Duration predicted, Instant now) {
        Situation situation = new Situation(cluster, nodes, targetGroups, predicted, now);
        List<Obstacle> obstacles = new ArrayList<>();
        ReadinessRules.ALL.forEach(rule -> obstacles.addAll(rule.find().apply(situation)));
        return obstacles.isEmpty() ? ready(situation) : new NotReady(obstacles, reason(cluster, obstacles));
    }

    private static Ready ready(Situation situation) {
        List<String> groups =
                situation.inhabited().stream().map(InstanceGroup::name).toList();
        List<String> notes = situation.targetGroups().stream()
                .filter(Situation::empty)
                .map(group -> "group " + group.name() + " has no nodes, so there is nothing to patch; nodes added later"
                        + " start from the image that the group has")
                .toList();
        String reason = "cluster " + situation.cluster().name() + " is in service and nothing is under way in "
                + String.join(", ", groups);
        return new Ready(groups, notes, notes.isEmpty() ? reason : reason + "; " + String.join("; ", notes));
    }

    private static String reason(Cluster cluster, List<Obstacle> obstacles) {
        return obstacles.stream()
                .map(obstacle -> obstacle.reason() + " [" + obstacle.rule() + "]; " + obstacle.remedy())
                .collect(Collectors.joining(". ", "cluster " + cluster.name() + ": ", "."));
    }
}
