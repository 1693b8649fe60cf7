package io.hyperpatch.rehearsal.setting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.policy.ClusterSelection;
import io.hyperpatch.policy.FleetPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes a fleet of one cluster: copies of it, and a policy that selects them all by a tag. */
public final class Neighbours {
    private Neighbours() {}

    /**
     * Makes copies that run the announced image already.
     *
     * @param count how many clusters there are beside the one of the setting
     */
    public static Setting of(Setting setting, int count) {
        return fleet(setting, count, false);
    }

    /** Makes copies that are as the cluster is, and to which the same happens. */
    public static Setting alike(Setting setting, int count) {
        return fleet(setting, count, true);
    }

    private static Setting fleet(Setting setting, int count, boolean alike) {
        List<JsonNode> copies = IntStream.rangeClosed(1, count)
                .mapToObj(number -> alike ? copy(setting, number) : current(setting, number))
                .toList();
        Map<String, String> tags = Map.of("patching", setting.policy().name());
        FleetPolicy policy = setting.policy();
        FleetPolicy wider = new FleetPolicy(
                policy.name(),
                policy.mode(),
                new ClusterSelection.ByTags(tags),
                policy.image(),
                policy.rollout(),
                policy.limits(),
                policy.wave());
        return setting.inFleet(tags, wider, copies, alike);
    }

    private static JsonNode current(Setting setting, int number) {
        JsonNode copy = copy(setting, number);
        copy.path("InstanceGroups").forEach(group -> ((ObjectNode) group)
                .put("CurrentImageId", setting.names().image())
                .put("DesiredImageId", setting.names().image()));
        return copy;
    }

    private static JsonNode copy(Setting setting, int number) {
        ObjectNode copy = setting.cluster().deepCopy();
        String arn = copy.path("ClusterArn").asText();
        copy.put("ClusterName", setting.names().cluster() + "-" + number);
        copy.put("ClusterArn", arn.substring(0, arn.lastIndexOf('/') + 1) + "%012d".formatted(number));
        return copy;
    }
}
