package io.hyperpatch.rehearsal.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.policy.ClusterSelection;
import io.hyperpatch.rehearsal.setting.Deployment;
import io.hyperpatch.rehearsal.setting.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Draws what is deployed while the product is at work: new workflow definitions, while executions go on by
 * those of an earlier version; or a policy that leaves out a group or a cluster, or only observes from now
 * on.
 *
 * <p>Drawn from a stream of their own: what a seed drew before these were known, it draws still.
 */
final class DeployHazards {
    private static final long STREAM = 0x4445504C4F59L;
    private static final double SHARE = 0.25;
    private static final Duration LATEST = Duration.ofHours(20);
    private static final int LAST_VERSION_BEFORE = 2;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private DeployHazards() {}

    /** None for most seeds. */
    static List<Hazard> of(long seed, Setting setting) {
        Draw draw = new Draw(seed ^ STREAM);
        if (!draw.chance(SHARE)) {
            return List.of();
        }
        Duration after = draw.time(Duration.ofSeconds(1), LATEST);
        return List.of(new Hazard.OfDeployment(
                draw.chance(0.5)
                        ? new Deployment.Definitions(after, draw.between(1, LAST_VERSION_BEFORE))
                        : narrower(draw, after, setting)));
    }

    /** Not every policy can do without every group, or without a cluster: then it observes. */
    private static Deployment narrower(Draw draw, Duration after, Setting setting) {
        Optional<ObjectNode> patch =
                switch (draw.between(0, 2)) {
                    case 0 -> Optional.empty();
                    case 1 -> withoutCluster(setting);
                    default -> Optional.of(withoutGroup(draw, setting));
                };
        return patch.map(narrower -> new Deployment.Narrower(after, narrower))
                .filter(narrower -> isPolicy(narrower, setting))
                .orElseGet(
                        () -> new Deployment.Narrower(after, JSON.objectNode().put("mode", "observe")));
    }

    /** A policy names one cluster at least: another one, where this was the only. */
    private static Optional<ObjectNode> withoutCluster(Setting setting) {
        if (!(setting.policy().clusters() instanceof ClusterSelection.ByName named)) {
            return Optional.empty();
        }
        ArrayNode others = JSON.arrayNode();
        named.names().stream()
                .filter(name -> !name.equals(setting.names().cluster()))
                .forEach(others::add);
        if (others.isEmpty()) {
            others.add("another-cluster");
        }
        ObjectNode patch = JSON.objectNode();
        patch.putObject("clusters").set("names", others);
        return Optional.of(patch);
    }

    private static ObjectNode withoutGroup(Draw draw, Setting setting) {
        List<JsonNode> groups =
                setting.cluster().path("InstanceGroups").valueStream().toList();
        ArrayNode leftOut = JSON.arrayNode();
        setting.policy().toJson().at("/rollout/leaveOut").forEach(leftOut::add);
        leftOut.add(draw.of(groups).path("InstanceGroupName"));
        ObjectNode patch = JSON.objectNode();
        patch.putObject("rollout").set("leaveOut", leftOut);
        return patch;
    }

    private static boolean isPolicy(Deployment.Narrower narrower, Setting setting) {
        try {
            narrower.of(setting.policy());
            return true;
        } catch (BadDocument forbidden) {
            return false;
        }
    }
}
