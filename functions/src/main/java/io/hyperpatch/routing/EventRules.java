package io.hyperpatch.routing;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.json.Json;
import io.hyperpatch.policy.FleetPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The rules of the product, from their files in {@code events/rules}. A file gives a rule's pattern with names in braces, such as
 * {@code "{trackedImages}"}, in the place of what depends on the policy or on the deployment.
 */
public final class EventRules {
    private static final List<String> FILES = List.of(
            "ami-available",
            "image-built",
            "parameter-changed",
            "alarm-raised",
            "operator-asked",
            "cluster-changed",
            "node-health-changed",
            "cluster-event",
            "workflow-died");

    /** Read once: a campaign of rehearsals asks for them thousands of times. */
    private static final List<JsonNode> READ =
            FILES.stream().map(EventRules::read).toList();

    private EventRules() {}

    /**
     * Returns the rules that a policy needs: one of which the policy tracks nothing is left out.
     *
     * @param stateMachineArn gives the ARN of a workflow by its name
     */
    public static List<EventRule> of(FleetPolicy policy, UnaryOperator<String> stateMachineArn) {
        Map<String, Wanted> wanted = WantedEvents.of(policy);
        return READ.stream()
                .flatMap(file -> rule(file, new PatternFilling(wanted, stateMachineArn)).stream())
                .toList();
    }

    private static Optional<EventRule> rule(JsonNode file, PatternFilling filling) {
        return filling.fill(file.get("pattern"))
                .map(pattern -> new EventRule(
                        file.get("name").textValue(),
                        file.get("description").textValue(),
                        EventRule.Bus.valueOf(file.path("bus").asText("default").toUpperCase(Locale.ROOT)),
                        target(file.get("target")),
                        pattern,
                        file.get("input")
                                .valueStream()
                                .map(part -> JsonPointer.compile(part.textValue()))
                                .toList()));
    }

    private static EventRule.Target target(JsonNode target) {
        return target.has("workflow")
                ? new EventRule.Target.Workflow(target.get("workflow").textValue())
                : new EventRule.Target.Function(target.get("function").textValue());
    }

    private static JsonNode read(String name) {
        String path = "/events/rules/" + name + ".json";
        try (InputStream file = EventRules.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("the rule " + path + " is not on the class path");
            }
            return Json.mapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** The names of the files, for the test that holds them against the folder. */
    static Stream<String> files() {
        return FILES.stream();
    }
}
