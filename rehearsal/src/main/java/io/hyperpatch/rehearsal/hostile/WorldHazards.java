package io.hyperpatch.rehearsal.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.rehearsal.twin.Happening;
import io.hyperpatch.rehearsal.twin.NodeBefore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a world that is a little broken: images that are not shown, statuses that flap, nodes that were broken before, groups that come
 * and go.
 *
 * <p>They come from a stream of random numbers of their own, so that the other draws of a seed are those that they were without them.
 */
final class WorldHazards {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Sets this stream apart from the one out of which the rest of a plan is drawn. */
    private static final long STREAM = 0x574f524c44L;

    private static final double SHARE = 0.3;
    private static final Duration LATEST = Duration.ofHours(12);

    private final Draw draw;
    private final Setting setting;
    private final List<JsonNode> groups;

    private WorldHazards(Draw draw, Setting setting) {
        this.draw = draw;
        this.setting = setting;
        this.groups = setting.cluster()
                .path("InstanceGroups")
                .valueStream()
                .filter(group -> group.path("CurrentCount").asInt() > 0)
                .toList();
    }

    /** None for most seeds. */
    static List<Hazard> of(long seed, Setting setting) {
        Draw draw = new Draw(seed ^ STREAM);
        if (!draw.chance(SHARE)) {
            return List.of();
        }
        WorldHazards world = new WorldHazards(draw, setting);
        List<Hazard> hazards = new ArrayList<>();
        int wanted = draw.between(1, 2);
        while (hazards.size() < wanted && !world.groups.isEmpty()) {
            hazards.addAll(world.draw());
        }
        return hazards;
    }

    private List<Hazard> draw() {
        return switch (draw.between(0, 7)) {
            case 0, 1 -> images();
            case 2 -> List.of(new Hazard.OfBefore("brokenBefore", broken()));
            case 3 -> List.of(new Hazard.OfBefore("withoutInstance", new NodeBefore(node(), "Pending", false)));
            case 4 -> List.of(new Hazard.OfCluster(new Happening.VolumeAttaches(when(), node(), takes())));
            case 5 -> List.of(new Hazard.OfCluster(added()));
            case 6 -> List.of(new Hazard.OfCluster(new Happening.GroupRemoved(when(), group())));
            default -> List.of(new Hazard.OfCluster(new Happening.ScalingBegins(when(), group(), 0, takes())));
        };
    }

    /** In every other world the status flaps where nothing but a status shows the image. */
    private List<Hazard> images() {
        Hazard shape = unknown("imagesShown", JSON.textNode(draw.of("DEFAULT", "NONE", "VERSIONS")));
        return draw.chance(0.5)
                ? List.of(shape, unknown("versionStatusFlaps", JSON.booleanNode(true)))
                : List.of(shape);
    }

    private static Hazard unknown(String name, JsonNode value) {
        return new Hazard.OfUnknown(name, value);
    }

    private NodeBefore broken() {
        return new NodeBefore(node(), draw.of("Failure", "FailedMaintenance", "NotFound"), true);
    }

    private Happening added() {
        return new Happening.GroupAdded(when(), "added-" + draw.between(1, 9), group(), draw.between(1, 4));
    }

    private Happening.When when() {
        Duration after = draw.time(Duration.ofSeconds(1), LATEST);
        return draw.chance(0.5) ? Happening.When.afterStart(after) : Happening.When.afterUpdateBegins(after);
    }

    private Duration takes() {
        return draw.time(Duration.ofMinutes(1), Duration.ofHours(8));
    }

    private String group() {
        return draw.of(groups).path("InstanceGroupName").asText();
    }

    private String node() {
        JsonNode group = draw.of(groups);
        return group.path("InstanceGroupName").asText() + "/"
                + draw.between(0, group.path("CurrentCount").asInt() - 1);
    }
}
