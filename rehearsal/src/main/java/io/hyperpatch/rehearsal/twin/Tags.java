package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tags of the clusters; DescribeCluster does not show them.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListTags.html">ListTags</a>
 */
final class Tags {
    private final Map<String, Map<String, String>> byArn = new HashMap<>();

    void put(String clusterArn, Map<String, String> tags) {
        byArn.put(clusterArn, new TreeMap<>(tags));
    }

    Map<String, String> of(String clusterArn) {
        return byArn.getOrDefault(clusterArn, Map.of());
    }

    JsonNode list(JsonNode request) {
        Map<String, String> tags = byArn.get(request.path("ResourceArn").asText());
        if (tags == null) {
            throw ApiError.badRequest(
                    "ResourceNotFound", "Resource " + request.path("ResourceArn") + " was not found.");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("Tags");
        new Page(request).write(tags.entrySet().stream(), Map.Entry::getKey, Tags::entry, answer, "Tags");
        return answer;
    }

    private static JsonNode entry(Map.Entry<String, String> tag) {
        return JsonNodeFactory.instance.objectNode().put("Key", tag.getKey()).put("Value", tag.getValue());
    }
}
