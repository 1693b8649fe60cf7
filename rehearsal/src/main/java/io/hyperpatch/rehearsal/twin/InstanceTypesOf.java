package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The instance types of a group: one, or, for a flexible group, several in the order of its preference.
 *
 * @param counts how many nodes of each type there are to be, as far as the group says so
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterInstanceGroupDetails.html">
 *     ClusterInstanceGroupDetails</a>
 */
record InstanceTypesOf(Map<String, Integer> counts) {

    private static final String TYPE = "InstanceType";
    private static final String DETAILS = "InstanceTypeDetails";
    private static final String COUNT = "CurrentCount";

    static InstanceTypesOf group(JsonNode group) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        if (group.path(TYPE).isTextual()) {
            counts.put(group.path(TYPE).asText(), Integer.MAX_VALUE);
        }
        group.path(DETAILS)
                .forEach(type ->
                        counts.put(type.path(TYPE).asText(), type.path(COUNT).asInt()));
        group.at("/InstanceRequirements/CurrentInstanceTypes").forEach(type -> counts.putIfAbsent(type.asText(), 0));
        return new InstanceTypesOf(counts);
    }

    /** The type of the next node: the first of which some are missing, else the one preferred; empty if the group names none. */
    Optional<String> next(Supplier<List<String>> nodesThere) {
        if (counts.size() <= 1) {
            return counts.keySet().stream().findFirst();
        }
        List<String> nodes = nodesThere.get();
        return counts.entrySet().stream()
                .filter(type -> Collections.frequency(nodes, type.getKey()) < type.getValue())
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> counts.keySet().stream().findFirst());
    }

    /** Counts the nodes of each type anew, where a group shows that. */
    static void recount(ObjectNode group, List<String> nodes) {
        group.path(DETAILS).forEach(type -> ((ObjectNode) type)
                .put(COUNT, Collections.frequency(nodes, type.path(TYPE).asText())));
    }
}
