package io.hyperpatch.event;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What EventBridge Scheduler hands to a workflow: a {@code Scheduled Event} with what Scheduler knows.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html">context
 *     attributes: Scheduler replaces each</a>
 */
public final class ScheduledEvent {
    /** The input of a schedule's target. */
    public static final Map<String, Object> INPUT = Collections.unmodifiableMap(new TreeMap<>(Map.of(
            "id", "<aws.scheduler.execution-id>",
            "source", "aws.scheduler",
            "detail-type", "Scheduled Event",
            "time", "<aws.scheduler.scheduled-time>",
            "resources", List.of("<aws.scheduler.schedule-arn>"),
            "detail", Map.of())));

    private ScheduledEvent() {}
}
