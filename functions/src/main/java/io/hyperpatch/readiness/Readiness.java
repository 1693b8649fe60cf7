package io.hyperpatch.readiness;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.rollout.LeftOut;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a run may begin on a cluster as it is now. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "verdict")
public sealed interface Readiness {
    /** One line, fit for a notification. */
    String reason();

    /**
     * @param groups the groups to update, in the cluster's order
     * @param leftOut the groups that are not touched, restricted ones included
     * @param notes what else people should know: nodes that are broken or missing, a status that is taken for an end
     */
    record Ready(List<String> groups, List<LeftOut> leftOut, List<String> notes, String reason) implements Readiness {
        public Ready {
            groups = List.copyOf(groups);
            leftOut = List.copyOf(leftOut);
            notes = List.copyOf(notes);
        }
    }

    /** @param obstacles all that stands in the way, not only the first */
    record NotReady(List<Obstacle> obstacles, String reason) implements Readiness {
        public NotReady {
            obstacles = List.copyOf(obstacles);
        }

        /** Nothing stands in the way but groups of which a second reading may show that no node comes. */
        public boolean onlyShortages() {
            return obstacles.stream().allMatch(obstacle -> obstacle.rule().equals(UnderWayRules.SHORTAGE));
        }
    }

    /** Holds every rule against the cluster. */
    static Readiness decide(Situation situation) {
        List<Obstacle> obstacles = new ArrayList<>();
        ReadinessRules.ALL.forEach(rule -> obstacles.addAll(rule.find().apply(situation)));
        return obstacles.isEmpty() ? ready(situation) : new NotReady(obstacles, reason(situation.cluster(), obstacles));
    }

    private static Ready ready(Situation situation) {
        List<String> groups = situation.inhabited().stream()
                .filter(group -> group.currentCount() > 0)
                .map(InstanceGroup::name)
                .toList();
        List<LeftOut> leftOut = GroupsLeftOut.of(situation);
        List<String> notes = Notes.of(situation);
        String reason = "cluster " + situation.cluster().name() + " is in service and nothing is under way in "
                + String.join(", ", groups);
        String more = Stream.concat(
                        leftOut.stream().map(group -> "group " + group.group() + " " + group.reason()), notes.stream())
                .map(text -> "; " + text)
                .collect(Collectors.joining());
        return new Ready(groups, leftOut, notes, reason + more);
    }

    private static String reason(Cluster cluster, List<Obstacle> obstacles) {
        return obstacles.stream()
                .map(obstacle -> obstacle.reason() + " [" + obstacle.rule() + "]; " + obstacle.remedy())
                .collect(Collectors.joining(". ", "cluster " + cluster.name() + ": ", "."));
    }
}
