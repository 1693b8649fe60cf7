package io.hyperpatch.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.policy.ClusterSelection.ByName;
import io.hyperpatch.policy.ClusterSelection.ByTags;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** The policy as a tree and back. The tree that is read has passed the schema. */
final class PolicyJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PolicyJson() {}

    static FleetPolicy read(JsonNode tree) {
        var wave = tree.path("waves").path(0).path("name");
        return new FleetPolicy(
                tree.get("name").textValue(),
                FleetPolicy.Mode.valueOf(tree.get("mode").textValue().toUpperCase(Locale.ROOT)),
                clusters(tree.get("clusters")),
                image(tree.get("image")),
                rollout(tree.path("rollout")),
                limits(tree.path("limits")),
                wave.isTextual() ? Optional.of(wave.textValue()) : Optional.empty());
    }

    static ObjectNode write(FleetPolicy policy) {
        var tree = NODES.objectNode();
        tree.put("name", policy.name());
        tree.put("mode", policy.mode().name().toLowerCase(Locale.ROOT));
        tree.set("clusters", write(policy.clusters()));
        tree.set("image", write(policy.image()));
        tree.set("rollout", write(policy.rollout()));
        tree.set("limits", write(policy.limits()));
        policy.wave().ifPresent(name -> tree.putArray("waves").addObject().put("name", name));
        return tree;
    }

    private static ClusterSelection clusters(JsonNode clusters) {
        return clusters.has("names")
                ? new ByName(texts(clusters.get("names")))
                : new ByTags(tags(clusters.get("tags")));
    }

    private static JsonNode write(ClusterSelection clusters) {
        return switch (clusters) {
            case ByName named -> NODES.objectNode().set("names", texts(named.names()));
            case ByTags tagged -> NODES.objectNode().set("tags", tags(tagged.tags()));
        };
    }

    private static ImageRules image(JsonNode image) {
        return new ImageRules(
                track(image.get("track")),
                texts(image.get("owners")),
                Duration.parse(image.path("minimumAge").asText("PT0S")),
                image.path("allowDeprecated").asBoolean(false));
    }

    private static JsonNode write(ImageRules image) {
        var tree = NODES.objectNode();
        tree.set("track", write(image.track()));
        tree.set("owners", texts(image.owners()));
        tree.put("minimumAge", image.minimumAge().toString());
        tree.put("allowDeprecated", image.allowDeprecated());
        return tree;
    }

    private static ImageTrack track(JsonNode track) {
        if (track.isTextual()) {
            return new ImageTrack.FixedAmi(track.textValue());
        }
        if (track.has("ssm")) {
            return new ImageTrack.SsmParameter(track.get("ssm").textValue());
        }
        if (track.has("imageBuilder")) {
            return new ImageTrack.ImageBuilderImage(track.get("imageBuilder").textValue());
        }
        if (track.has("ami")) {
            var ami = track.get("ami");
            return new ImageTrack.AmiSearch(ami.get("name").textValue(), tags(ami.path("tags")));
        }
        if (track.has("hyperpod")) {
            return new ImageTrack.HyperPodLatest();
        }
        var byArchitecture = new TreeMap<String, ImageTrack>();
        track.properties().forEach(part -> byArchitecture.put(part.getKey(), track(part.getValue())));
        return new ImageTrack.ByArchitecture(byArchitecture);
    }

    private static JsonNode write(ImageTrack track) {
        return switch (track) {
            case ImageTrack.FixedAmi fixed -> NODES.textNode(fixed.imageId());
            case ImageTrack.SsmParameter parameter -> NODES.objectNode().put("ssm", parameter.name());
            case ImageTrack.ImageBuilderImage image -> NODES.objectNode().put("imageBuilder", image.arn());
            case ImageTrack.HyperPodLatest latest -> NODES.objectNode().put("hyperpod", "latest");
            case ImageTrack.ByArchitecture parts -> {
                var tree = NODES.objectNode();
                parts.byName().forEach((architecture, part) -> tree.set(architecture, write(part)));
                yield tree;
            }
            case ImageTrack.AmiSearch search -> {
                var ami = NODES.objectNode().put("name", search.name());
                if (!search.tags().isEmpty()) {
                    ami.set("tags", tags(search.tags()));
                }
                yield NODES.objectNode().set("ami", ami);
            }
        };
    }

    private static Rollout rollout(JsonNode rollout) {
        return new Rollout(
                texts(rollout.path("canary")),
                rollout.path("canaryOptional").asBoolean(false),
                texts(rollout.path("order")),
                texts(rollout.path("leaveOut")),
                OnUnready.of(rollout.path("onUnready").asText(OnUnready.REFUSE.word())),
                batch(rollout.path("batch")),
                batch(rollout.path("rollbackBatch")),
                Duration.parse(rollout.path("wait").asText("PT0S")),
                texts(rollout.path("alarms")));
    }

    private static JsonNode write(Rollout rollout) {
        var tree = NODES.objectNode();
        tree.set("canary", texts(rollout.canary()));
        if (rollout.canaryOptional()) {
            tree.put("canaryOptional", true);
        }
        if (!rollout.order().isEmpty()) {
            tree.set("order", texts(rollout.order()));
        }
        if (!rollout.leaveOut().isEmpty()) {
            tree.set("leaveOut", texts(rollout.leaveOut()));
        }
        tree.put("onUnready", rollout.onUnready().word());
        rollout.batch().ifPresent(size -> tree.set("batch", write(size)));
        rollout.rollbackBatch().ifPresent(size -> tree.set("rollbackBatch", write(size)));
        tree.put("wait", rollout.waitInterval().toString());
        tree.set("alarms", texts(rollout.alarms()));
        return tree;
    }

    private static Limits limits(JsonNode limits) {
        var broken = limits.path("brokenNodes");
        if (broken.isMissingNode()) {
            return Limits.DEFAULT;
        }
        return new Limits(
                broken.isNumber()
                        ? new BrokenNodes(broken.intValue(), false)
                        : new BrokenNodes(percent(broken.textValue()), true));
    }

    private static JsonNode write(Limits limits) {
        var broken = limits.brokenNodes();
        return NODES.objectNode()
                .set(
                        "brokenNodes",
                        broken.percent() ? NODES.textNode(broken.toString()) : NODES.numberNode(broken.value()));
    }

    private static Optional<BatchSize> batch(JsonNode size) {
        if (size.isMissingNode()) {
            return Optional.empty();
        }
        if (size.isNumber()) {
            return Optional.of(new BatchSize.Count(size.intValue()));
        }
        return Optional.of(new BatchSize.Percent(percent(size.textValue())));
    }

    private static int percent(String text) {
        return Integer.parseInt(text.substring(0, text.length() - 1));
    }

    private static JsonNode write(BatchSize size) {
        return switch (size) {
            case BatchSize.Percent share -> NODES.textNode(share.value() + "%");
            case BatchSize.Count nodes -> NODES.numberNode(nodes.value());
        };
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    private static ArrayNode texts(List<String> texts) {
        var array = NODES.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static Map<String, String> tags(JsonNode object) {
        var tags = new TreeMap<String, String>();
        object.properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().textValue()));
        return tags;
    }

    /** Sorted, so that one policy always has the same canonical form. */
    private static ObjectNode tags(Map<String, String> tags) {
        var object = NODES.objectNode();
        new TreeMap<>(tags).forEach(object::put);
        return object;
    }
}
