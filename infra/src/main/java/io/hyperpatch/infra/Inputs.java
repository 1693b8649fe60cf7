package io.hyperpatch.infra;

import com.fasterxml.jackson.core.JsonPointer;
import io.hyperpatch.routing.EventRule;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.RuleTargetInput;

/** The input that a rule's target is given, as EventBridge's input transformation makes it. */
final class Inputs {
    private Inputs() {}

    static RuleTargetInput of(EventRule rule) {
        Map<String, Object> event = new TreeMap<>();
        EventRule.ENVELOPE.forEach(part -> event.put(part, EventField.fromPath("$." + part)));
        event.put("detail", new TreeMap<>());
        rule.input()
                .forEach(part -> put(
                        event, part, EventField.fromPath("$" + part.toString().replace('/', '.'))));
        return RuleTargetInput.fromObject(event);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> into, JsonPointer part, Object value) {
        String name = part.getMatchingProperty();
        if (part.tail().matches()) {
            into.put(name, value);
            return;
        }
        put((Map<String, Object>) into.computeIfAbsent(name, each -> new TreeMap<>()), part.tail(), value);
    }
}
