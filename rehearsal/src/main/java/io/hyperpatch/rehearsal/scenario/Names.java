package io.hyperpatch.rehearsal.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;

/**
 * What the placeholders of a scenario stand for on one cluster.
 *
 * @param image the image that the policy's tracked thing holds
 * @param running the image that the largest group runs
 * @param largest the group with the most nodes
 * @param smallest the group with the fewest nodes, and at least one
 * @param first the first group that looks like a canary by its name, else the largest
 */
public record Names(
        String cluster,
        String clusterArn,
        String account,
        String region,
        String image,
        String running,
        String largest,
        String smallest,
        String first) {

    /** Names that fit any scenario, to check one for which there is no cluster yet. */
    public static final Names SAMPLE = new Names(
            "train-a",
            "arn:aws:sagemaker:us-east-1:123456789012:cluster/a1b2c3d4e5f6",
            "123456789012",
            "us-east-1",
            "ami-0f1e2d3c4b5a69788",
            "ami-0c0ffee0000000001",
            "gpu",
            "system",
            "canary");

    public Names {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(clusterArn, "clusterArn");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(running, "running");
        Objects.requireNonNull(largest, "largest");
        Objects.requireNonNull(smallest, "smallest");
        Objects.requireNonNull(first, "first");
    }

    /** The same with another announced image. */
    public Names withImage(String other) {
        return new Names(cluster, clusterArn, account, region, other, running, largest, smallest, first);
    }

    /** Of all ARNs of the account: {@code aws}, {@code aws-us-gov} … */
    public String partition() {
        return clusterArn.split(":", 3)[1];
    }

    /** The text with each placeholder replaced; braces around anything else stay as they are. */
    public String fill(String text) {
        String filled = text;
        for (Map.Entry<String, String> name : all().entrySet()) {
            filled = filled.replace("{" + name.getKey() + "}", name.getValue());
        }
        return filled;
    }

    /** A copy in which every text, and every member's name, is filled. */
    public JsonNode fill(JsonNode node) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(fill(node.asText()));
        }
        if (node.isArray()) {
            var filled = JsonNodeFactory.instance.arrayNode();
            node.forEach(entry -> filled.add(fill(entry)));
            return filled;
        }
        if (node.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(member -> filled.set(fill(member.getKey()), fill(member.getValue())));
            return filled;
        }
        return node;
    }

    private Map<String, String> all() {
        return Map.of(
                "cluster", cluster,
                "clusterArn", clusterArn,
                "account", account,
                "region", region,
                "image", image,
                "running", running,
                "largest", largest,
                "smallest", smallest,
                "first", first);
    }
}
