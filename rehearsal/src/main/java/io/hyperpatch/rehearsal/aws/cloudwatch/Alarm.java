package io.hyperpatch.rehearsal.aws.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** An alarm: what was said about it, and the state it is in. */
final class Alarm {

    private final String arn;
    private final ObjectNode configuration;
    private final Optional<Condition> condition;
    private final Instant configured;
    private AlarmState state = AlarmState.INSUFFICIENT_DATA;
    private String reason = "Unchecked: Initial alarm creation";
    private String reasonData = "";
    private Instant updated;

    /**
     * @param configuration as PutMetricAlarm or PutCompositeAlarm had it
     * @param condition of a metric alarm; empty for a composite one
     */
    Alarm(String arn, ObjectNode configuration, Optional<Condition> condition, Instant configured) {
        this.arn = arn;
        this.configuration = configuration.deepCopy();
        this.condition = condition;
        this.configured = configured;
        this.updated = configured;
    }

    String name() {
        return configuration.path("AlarmName").asText();
    }

    String arn() {
        return arn;
    }

    boolean isComposite() {
        return condition.isEmpty();
    }

    Optional<Condition> condition() {
        return condition;
    }

    ObjectNode configuration() {
        return configuration;
    }

    AlarmState state() {
        return state;
    }

    String reason() {
        return reason;
    }

    String reasonData() {
        return reasonData;
    }

    Instant updated() {
        return updated;
    }

    void become(AlarmState newState, String why, String data, Instant when) {
        state = newState;
        reason = why;
        reasonData = data;
        updated = when;
    }

    /** The same alarm with another configuration: it keeps its state. */
    Alarm reconfigured(ObjectNode other, Condition otherCondition, Instant when) {
        Alarm alarm = new Alarm(arn, other, Optional.of(otherCondition), when);
        alarm.become(state, reason, reasonData, updated);
        return alarm;
    }

    /** As DescribeAlarms shows it. */
    ObjectNode described() {
        ObjectNode shown = configuration.deepCopy();
        shown.put("AlarmArn", arn)
                .put("StateValue", state.name())
                .put("StateReason", reason)
                .putPOJO("StateUpdatedTimestamp", updated)
                .putPOJO("StateTransitionedTimestamp", updated)
                .putPOJO("AlarmConfigurationUpdatedTimestamp", configured);
        if (!reasonData.isEmpty()) {
            shown.put("StateReasonData", reasonData);
        }
        return shown;
    }
}
