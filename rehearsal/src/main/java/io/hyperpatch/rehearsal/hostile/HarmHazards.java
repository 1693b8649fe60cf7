package io.hyperpatch.rehearsal.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.setting.Deployment;
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.rehearsal.twin.Happening;
import io.hyperpatch.rehearsal.twin.Mishaps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Draws an image that fails in one group, what changes about the policy or the cluster afterwards, and the same event
 * once more: harm is to be remembered all the same.
 *
 * <p>Drawn from a stream of their own: what a seed drew before these were known, it draws still.
 */
final class HarmHazards {
    private static final long STREAM = 0x4841524DL;
    private static final double SHARE = 0.12;
    private static final Duration SOONEST = Duration.ofHours(20);
    private static final Duration LATEST = Duration.ofHours(60);

    private HarmHazards() {}

    /** None for most seeds. */
    static List<Hazard> of(long seed, Setting setting) {
        Draw draw = new Draw(seed ^ STREAM);
        List<JsonNode> groups = setting.cluster()
                .path("InstanceGroups")
                .valueStream()
                .filter(group -> group.path("CurrentCount").asInt() > 0)
                .toList();
        if (!draw.chance(SHARE) || groups.isEmpty()) {
            return List.of();
        }
        JsonNode failing = draw.of(groups);
        Duration changes = draw.time(Duration.ofHours(1), SOONEST);
        List<Hazard> hazards = new ArrayList<>();
        hazards.add(new Hazard.OfNodes(
                "lifecycleScriptFails",
                new Mishaps(null, Set.of(name(failing) + "/" + last(failing)), null, null, null)));
        hazards.add(
                switch (draw.between(0, 2)) {
                    case 0 -> new Hazard.OfDeployment(new Deployment.Renamed(changes, "renamed-" + draw.between(1, 9)));
                    case 1 ->
                        new Hazard.OfCluster(new Happening.GroupAdded(
                                Happening.When.afterStart(changes),
                                "later-" + draw.between(1, 9),
                                name(failing),
                                draw.between(1, 3)));
                    default -> removed(draw, groups, failing, changes);
                });
        Setting.Incoming first = setting.triggers().getFirst();
        ObjectNode again = first.event().deepCopy();
        again.put("id", "0000eeee-0000-4000-8000-00000000000" + draw.between(0, 9));
        hazards.add(new Hazard.OfTrigger(
                "announcedAgain", new Setting.Incoming(draw.time(SOONEST, LATEST), again, Optional.empty())));
        return hazards;
    }

    /** Any group but the failing one, where there is another. */
    private static Hazard removed(Draw draw, List<JsonNode> groups, JsonNode failing, Duration changes) {
        List<JsonNode> others =
                groups.stream().filter(group -> !group.equals(failing)).toList();
        String group = name(others.isEmpty() ? failing : draw.of(others));
        return new Hazard.OfCluster(new Happening.GroupRemoved(Happening.When.afterStart(changes), group));
    }

    private static String name(JsonNode group) {
        return group.path("InstanceGroupName").asText();
    }

    private static int last(JsonNode group) {
        return group.path("CurrentCount").asInt() - 1;
    }
}
