package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A fleet policy in its stored form, as far as it allows or forbids a start call: read by code of the
 * oracle's own.
 */
record PolicyView(JsonNode policy) {
    private static final Set<String> UNREADY = Set.of("Failed", "Creating", "Deleting");
    private static final int HUNDRED = 100;

    boolean observes() {
        return policy.path("mode").asText().equals("observe");
    }

    /** Not to be touched: by its name, or by the status that it shows. */
    boolean leavesOut(String group, String status) {
        return leaveOut().contains(group)
                || policy.at("/rollout/onUnready").asText().equals("leaveOut") && UNREADY.contains(status);
    }

    List<String> leaveOut() {
        return names("leaveOut");
    }

    /** A name that fits no group of its only cluster is a slip of the pen. */
    boolean aboutOneCluster() {
        return policy.at("/clusters/names").size() == 1;
    }

    /** It names its clusters, and not this one. */
    boolean namesOthersOnly(String cluster) {
        JsonNode names = policy.at("/clusters/names");
        return !names.isMissingNode()
                && names.valueStream().noneMatch(name -> name.asText().equals(cluster));
    }

    List<String> canary() {
        return names("canary");
    }

    boolean canaryOptional() {
        return policy.at("/rollout/canaryOptional").asBoolean();
    }

    List<String> order() {
        return names("order");
    }

    /** The alarms that it names, for one cluster. */
    List<String> alarms(String cluster) {
        return names("alarms").stream()
                .map(alarm -> alarm.replace("{cluster}", cluster))
                .toList();
    }

    long waitSeconds() {
        return Duration.parse(policy.at("/rollout/wait").asText("PT0S")).toSeconds();
    }

    /** {@code 10%} or {@code 4}. */
    Optional<String> batch() {
        return size("batch");
    }

    Optional<String> rollbackBatch() {
        return size("rollbackBatch");
    }

    private Optional<String> size(String field) {
        JsonNode size = policy.path("rollout").path(field);
        return size.isMissingNode() ? Optional.empty() : Optional.of(size.asText());
    }

    List<String> owners() {
        return policy.at("/image/owners").valueStream().map(JsonNode::asText).toList();
    }

    boolean allowsDeprecated() {
        return policy.at("/image/allowDeprecated").asBoolean();
    }

    /** How many nodes of a group may be broken. */
    long brokenNodes(long nodes) {
        String limit = policy.at("/limits/brokenNodes").asText("10%");
        return limit.endsWith("%")
                ? Math.max(1, nodes * Long.parseLong(limit.substring(0, limit.length() - 1)) / HUNDRED)
                : Long.parseLong(limit);
    }

    private List<String> names(String field) {
        return policy.path("rollout")
                .path(field)
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }
}
