package io.hyperpatch.routing;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;

/**
 * A rule of EventBridge, as it holds under one policy.
 *
 * @param pattern for the events that it lets through
 * @param input the parts of an event that its target is given beside the envelope, as JSON pointers. A part that an event lacks
 *     leaves a hole, so each must be there in every event that the rule lets through
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">event patterns</a>
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">input
 *     transformation</a>
 */
public record EventRule(
        String name, String description, Bus bus, Target target, ObjectNode pattern, List<JsonPointer> input) {
    /** The part of an event's envelope that every target is given: the origin of the event. */
    public static final List<String> ENVELOPE = List.of("id", "source", "detail-type", "account", "region", "time");

    /** The buses that rules listen on. */
    public enum Bus {
        /** The account's default bus, to which AWS's services send. */
        DEFAULT,
        /** The product's own, to which only those may send whom the account's IAM lets. */
        REQUESTS
    }

    /** The receiver of a rule's events. */
    public sealed interface Target {
        String name();

        /** An execution is started for each event. */
        record Workflow(String name) implements Target {}

        /** The function is invoked asynchronously with each event. */
        record Function(String name) implements Target {}
    }

    public EventRule {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(bus, "bus");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(pattern, "pattern");
        input = List.copyOf(input);
    }

    /**
     * The event as the target is given it: an event may be 1 MB and an execution's input 256 KiB, so only the parts that are read go on.
     */
    public ObjectNode handedOn(JsonNode event) {
        ObjectNode handed = JsonNodeFactory.instance.objectNode();
        ENVELOPE.stream().filter(event::has).forEach(part -> handed.set(part, event.get(part)));
        handed.putObject("detail");
        for (JsonPointer part : input) {
            JsonNode value = event.at(part);
            if (!value.isMissingNode()) {
                parent(handed, part).set(part.last().getMatchingProperty(), value.deepCopy());
            }
        }
        return handed;
    }

    private static ObjectNode parent(ObjectNode root, JsonPointer part) {
        ObjectNode parent = root;
        for (JsonPointer at = part; !at.tail().matches(); at = at.tail()) {
            parent = parent.withObjectProperty(at.getMatchingProperty());
        }
        return parent;
    }
}
