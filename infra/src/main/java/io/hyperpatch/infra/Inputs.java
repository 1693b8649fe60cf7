package io.hyperpatch.infra;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.RuleTargetInput;

/**
 * What of an event is handed on: the fields that are read, no more. An event may be 1 MB, and an execution's input 256 KiB.
 * Each path must be there in every event that the rule lets through: one that is missing leaves a hole in the JSON.
 */
final class Inputs {
    private Inputs() {}

    /** Where it came from, and the named parts of its detail. */
    static RuleTargetInput of(Map<String, Object> detail) {
        return RuleTargetInput.fromObject(envelope(detail));
    }

    /** With the resources, which name what the event is about. */
    static RuleTargetInput withResources(Map<String, Object> detail) {
        Map<String, Object> event = envelope(detail);
        event.put("resources", EventField.fromPath("$.resources"));
        return RuleTargetInput.fromObject(event);
    }

    static String path(String path) {
        return EventField.fromPath("$.detail." + path);
    }

    /** All of the detail: it is small by nature, and each of its fields may be missing. */
    static RuleTargetInput wholeDetail() {
        Map<String, Object> event = envelope(Map.of());
        event.put("detail", EventField.fromPath("$.detail"));
        return RuleTargetInput.fromObject(event);
    }

    private static Map<String, Object> envelope(Map<String, Object> detail) {
        Map<String, Object> event = new TreeMap<>();
        event.put("id", EventField.getEventId());
        event.put("source", EventField.getSource());
        event.put("detail-type", EventField.getDetailType());
        event.put("account", EventField.getAccount());
        event.put("region", EventField.getRegion());
        event.put("time", EventField.getTime());
        event.put("detail", new TreeMap<>(detail));
        return event;
    }
}
