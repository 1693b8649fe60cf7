package io.hyperpatch.rehearsal.aws.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import io.hyperpatch.rehearsal.aws.AwsService;
import io.hyperpatch.rehearsal.aws.Input;
import io.hyperpatch.rehearsal.aws.Paging;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;

/** The simulated CloudWatch: metric alarms and the data points that drive them. */
public final class CloudWatch implements AwsService {

    private static final int PAGE = 50;
    private static final int MOST_RECORDS = 100;
    private static final int MOST_DATA = 1000;
    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final VirtualClock clock;
    private final Alarms alarms;

    public CloudWatch(VirtualClock clock, Alarms alarms) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.alarms = Objects.requireNonNull(alarms, "alarms");
    }

    @Override
    public String signingName() {
        return "monitoring";
    }

    @Override
    public JsonNode call(String operation, JsonNode members) {
        Input input = new Input("monitoring", operation, members);
        return switch (operation) {
            case "PutMetricAlarm" -> putMetricAlarm(input);
            case "DescribeAlarms" -> describeAlarms(input);
            case "DeleteAlarms" -> deleteAlarms(input.honouring("AlarmNames"));
            case "SetAlarmState" -> setAlarmState(input);
            case "PutMetricData" -> putMetricData(input.honouring("Namespace", "MetricData"));
            default -> throw input.unsupported();
        };
    }

    private JsonNode putMetricAlarm(Input input) {
        input.honouring(
                "AlarmName",
                "AlarmDescription",
                "ActionsEnabled",
                "OKActions",
                "AlarmActions",
                "InsufficientDataActions",
                "MetricName",
                "Namespace",
                "Statistic",
                "Dimensions",
                "Period",
                "Unit",
                "EvaluationPeriods",
                "DatapointsToAlarm",
                "Threshold",
                "ComparisonOperator",
                "TreatMissingData",
                "Tags");
        String name = input.text("AlarmName").orElse("");
        if (name.isEmpty() || name.length() > 255) {
            throw invalid("AlarmName", name, "1 to 255 characters");
        }
        ObjectNode configuration = (ObjectNode) input.members().deepCopy();
        configuration.remove("Tags");
        if (!configuration.has("ActionsEnabled")) {
            configuration.put("ActionsEnabled", true);
        }
        alarms.put(configuration, Condition.of(input));
        return NOTHING;
    }

    private JsonNode describeAlarms(Input input) {
        input.honouring("AlarmNames", "AlarmNamePrefix", "AlarmTypes", "StateValue", "MaxRecords", "NextToken");
        List<String> names = input.texts("AlarmNames");
        List<String> types = input.texts("AlarmTypes");
        String prefix = input.text("AlarmNamePrefix").orElse("");
        if (!names.isEmpty() && !prefix.isEmpty()) {
            throw invalid("AlarmNamePrefix", prefix, "not together with AlarmNames");
        }
        int size = input.integer("MaxRecords").orElse(PAGE);
        if (size < 1 || size > MOST_RECORDS) {
            throw invalid("MaxRecords", Integer.toString(size), "1 to " + MOST_RECORDS);
        }
        List<Alarm> found = alarms.all().stream()
                .filter(alarm -> names.isEmpty() || names.contains(alarm.name()))
                .filter(alarm -> alarm.name().startsWith(prefix))
                .filter(alarm -> alarm.isComposite()
                        ? types.contains("CompositeAlarm")
                        : types.isEmpty() || types.contains("MetricAlarm"))
                .filter(alarm -> input.text("StateValue")
                        .filter(state -> !state.equals(alarm.state().name()))
                        .isEmpty())
                .toList();
        Paging<Alarm> page = Paging.of(
                found, size, input.text("NextToken"), ApiError.badRequest("InvalidNextToken", "The token is invalid."));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode metricAlarms = answer.putArray("MetricAlarms");
        ArrayNode compositeAlarms = answer.putArray("CompositeAlarms");
        page.items().forEach(alarm -> (alarm.isComposite() ? compositeAlarms : metricAlarms).add(alarm.described()));
        page.nextToken().ifPresent(token -> answer.put("NextToken", token));
        return answer;
    }

    private JsonNode deleteAlarms(Input input) {
        List<String> names = input.texts("AlarmNames");
        if (names.stream().anyMatch(name -> alarms.find(name).isEmpty())) {
            throw new ApiError(404, "ResourceNotFound", "Some of the alarms do not exist: none was deleted");
        }
        alarms.delete(names);
        return NOTHING;
    }

    private JsonNode setAlarmState(Input input) {
        input.honouring("AlarmName", "StateValue", "StateReason", "StateReasonData");
        Alarm alarm = alarms.find(input.text("AlarmName").orElse(""))
                .orElseThrow(() -> new ApiError(404, "ResourceNotFound", "The alarm does not exist"));
        String state = input.text("StateValue").orElse("");
        if (!List.of("OK", "ALARM", "INSUFFICIENT_DATA").contains(state)) {
            throw invalid("StateValue", state, "OK, ALARM or INSUFFICIENT_DATA");
        }
        String reason = input.text("StateReason").orElseThrow(() -> invalid("StateReason", "", "required"));
        alarms.set(
                alarm,
                AlarmState.valueOf(state),
                reason,
                input.text("StateReasonData").orElse(""));
        return NOTHING;
    }

    private JsonNode putMetricData(Input input) {
        String namespace = input.text("Namespace").orElse("");
        if (!namespace.matches("[^:].{0,254}") || namespace.startsWith("AWS/")) {
            throw invalid("Namespace", namespace, "1 to 255 characters, not beginning with a colon or AWS/");
        }
        JsonNode data = input.members().path("MetricData");
        if (data.isEmpty() || data.size() > MOST_DATA) {
            throw invalid("MetricData", data.size() + " entries", "1 to " + MOST_DATA);
        }
        for (JsonNode each : data) {
            Input datum = new Input("monitoring", "PutMetricData", each)
                    .honouring("MetricName", "Dimensions", "Timestamp", "Value", "Unit", "StorageResolution");
            datum.text("Value").orElseThrow(() -> datum.unsupported("Value"));
            alarms.putData(
                    MetricKey.of(namespace, each),
                    timestamp(datum),
                    each.path("Value").asDouble());
        }
        return NOTHING;
    }

    /** ISO 8601 in the query protocol, epoch seconds in JSON; now if left out. */
    private Instant timestamp(Input datum) {
        if (!datum.has("Timestamp")) {
            return clock.now();
        }
        JsonNode timestamp = datum.members().get("Timestamp");
        if (timestamp.isNumber()) {
            return Instant.ofEpochMilli(Math.round(timestamp.asDouble() * 1000));
        }
        try {
            return Instant.parse(timestamp.asText());
        } catch (DateTimeParseException e) {
            throw invalid("Timestamp", timestamp.asText(), "ISO 8601");
        }
    }

    private static ApiError invalid(String name, String value, String rule) {
        return ApiError.badRequest(
                "InvalidParameterValue",
                "The value '" + value + "' of the parameter " + name + " is invalid: " + rule + ".");
    }
}
