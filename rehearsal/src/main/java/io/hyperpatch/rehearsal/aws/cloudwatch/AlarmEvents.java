package io.hyperpatch.rehearsal.aws.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.events.EventBus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The event that tells of an alarm's change.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html">Alarm events
 *     and EventBridge</a>
 */
final class AlarmEvents {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final EventBus bus;

    AlarmEvents(EventBus bus) {
        this.bus = bus;
    }

    /** The state of an alarm as the event's detail has it. */
    static ObjectNode stateOf(Alarm alarm) {
        return state(alarm.state(), alarm.reason(), alarm.reasonData(), alarm.updated());
    }

    void changed(Alarm alarm, ObjectNode previous) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode().put("alarmName", alarm.name());
        detail.set("state", stateOf(alarm));
        detail.set("previousState", previous);
        detail.set("configuration", configuration(alarm));
        bus.emit("aws.cloudwatch", "CloudWatch Alarm State Change", List.of(alarm.arn()), detail);
    }

    private static ObjectNode state(AlarmState value, String reason, String reasonData, Instant since) {
        ObjectNode state =
                JsonNodeFactory.instance.objectNode().put("value", value.name()).put("reason", reason);
        if (!reasonData.isEmpty()) {
            state.put("reasonData", reasonData);
        }
        return state.put("timestamp", TIMESTAMP.format(since));
    }

    private static ObjectNode configuration(Alarm alarm) {
        JsonNode put = alarm.configuration();
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("description", put.path("AlarmDescription").asText(""));
        if (alarm.condition().isEmpty()) {
            return shown.put("alarmRule", put.path("AlarmRule").asText(""));
        }
        Condition condition = alarm.condition().get();
        ObjectNode metric = shown.putArray("metrics").addObject();
        metric.put("id", "m1");
        ObjectNode stat = metric.putObject("metricStat");
        ObjectNode named = stat.putObject("metric")
                .put("namespace", condition.metric().namespace())
                .put("name", condition.metric().name());
        ObjectNode dimensions = named.putObject("dimensions");
        condition.metric().dimensions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> dimensions.put(each.getKey(), each.getValue()));
        stat.put("period", condition.period().toSeconds()).put("stat", condition.statistic());
        metric.put("returnData", true);
        return shown;
    }
}
