package io.hyperpatch.rehearsal.aws.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** Which metric: its namespace, its name, its dimensions in whatever order. */
record MetricKey(String namespace, String name, Map<String, String> dimensions) {

    MetricKey {
        dimensions = Map.copyOf(dimensions);
    }

    static MetricKey of(String namespace, JsonNode named) {
        Map<String, String> dimensions = new TreeMap<>();
        named.path("Dimensions")
                .forEach(each -> dimensions.put(
                        each.path("Name").asText(), each.path("Value").asText()));
        return new MetricKey(namespace, named.path("MetricName").asText(), dimensions);
    }
}
