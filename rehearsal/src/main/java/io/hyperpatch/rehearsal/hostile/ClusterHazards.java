package io.hyperpatch.rehearsal.hostile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.scenario.Cast.AlarmChange;
import io.hyperpatch.rehearsal.scenario.Cast.Moment;
import io.hyperpatch.rehearsal.scenario.Cast.StagedAlarm;
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.rehearsal.twin.Happening;
import io.hyperpatch.rehearsal.twin.Mishaps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws what happens to the cluster itself. */
final class ClusterHazards {
    private static final Duration LATEST = Duration.ofHours(12);

    private final Draw draw;
    private final Setting setting;

    ClusterHazards(Draw draw, Setting setting) {
        this.draw = draw;
        this.setting = setting;
    }

    Hazard draw() {
        return switch (draw.between(0, 9)) {
            case 0 -> new Hazard.OfCluster(new Happening.NodeReplaced(when(), node()));
            case 1 -> new Hazard.OfCluster(new Happening.NodeFails(when(), node(), draw.of(true, false, null)));
            case 2 -> scaling();
            case 3 -> new Hazard.OfCluster(new Happening.UpdateByOthers(othersBegin(), request()));
            case 4 ->
                new Hazard.OfCluster(
                        new Happening.Stall(when(), draw.time(Duration.ofMinutes(20), Duration.ofHours(30))));
            case 5 -> alarm();
            default -> mishap();
        };
    }

    private Happening.When when() {
        Duration after = draw.time(Duration.ofSeconds(1), LATEST);
        return draw.chance(0.5) ? Happening.When.afterStart(after) : Happening.When.afterUpdateBegins(after);
    }

    /** Often in the seconds between our last reading and our call: there somebody else's update can be mistaken for ours. */
    private Happening.When othersBegin() {
        return draw.chance(0.4)
                ? Happening.When.afterStart(draw.time(Duration.ofSeconds(5), Duration.ofSeconds(20)))
                : when();
    }

    private Hazard scaling() {
        String group = group();
        int target = Math.max(1, count(group) + draw.of(-2, -1, 1, 3));
        Duration takes = draw.time(Duration.ofMinutes(5), Duration.ofHours(8));
        return new Hazard.OfCluster(new Happening.ScalingBegins(when(), group, target, takes));
    }

    private Hazard alarm() {
        List<String> alarms =
                setting.policy().rollout().alarmsOf(setting.names().cluster());
        if (alarms.isEmpty()) {
            return mishap();
        }
        Duration after = draw.time(Duration.ofMinutes(1), LATEST);
        Moment fires = draw.chance(0.3)
                ? new Moment(Optional.of(after), Optional.empty())
                : new Moment(Optional.empty(), Optional.of(after));
        AlarmChange change = new AlarmChange(fires, "ALARM");
        return new Hazard.OfAlarm(new StagedAlarm(draw.of(alarms), "", "OK", false, List.of(change)));
    }

    private Hazard mishap() {
        // The two may be one and the same.
        Stream<String> nodes = draw.chance(0.5) ? Stream.of(node()) : Stream.of(node(), node() + "0");
        Set<String> fitting = nodes.filter(this::exists).collect(Collectors.toSet());
        return switch (draw.between(0, 4)) {
            case 0 -> new Hazard.OfNodes("pdbSkips", new Mishaps(fitting, null, null, null, null));
            case 1 -> new Hazard.OfNodes("lifecycleScriptFails", new Mishaps(null, fitting, null, null, null));
            case 2 -> new Hazard.OfNodes("capacityErrors", new Mishaps(null, null, fitting, null, null));
            case 3 -> new Hazard.OfNodes("nodeFailures", new Mishaps(null, null, null, fitting, null));
            default -> new Hazard.OfNodes("rollbackFailures", new Mishaps(null, fitting, null, null, fitting));
        };
    }

    private ObjectNode request() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("ClusterName", setting.names().cluster());
        request.put(
                "ImageId",
                draw.of("default", setting.names().image(), setting.names().running()));
        request.putArray("InstanceGroups").addObject().put("InstanceGroupName", group());
        return request;
    }

    private String group() {
        List<String> names = setting.cluster().path("InstanceGroups").findValuesAsText("InstanceGroupName");
        return draw.of(names);
    }

    private String node() {
        String group = group();
        return group + "/" + draw.between(0, Math.max(0, count(group) - 1));
    }

    private boolean exists(String node) {
        int slash = node.lastIndexOf('/');
        return Integer.parseInt(node.substring(slash + 1)) < count(node.substring(0, slash));
    }

    private int count(String group) {
        return setting.cluster()
                .path("InstanceGroups")
                .valueStream()
                .filter(each -> each.path("InstanceGroupName").asText().equals(group))
                .mapToInt(each -> each.path("CurrentCount").asInt())
                .findFirst()
                .orElseThrow();
    }
}
