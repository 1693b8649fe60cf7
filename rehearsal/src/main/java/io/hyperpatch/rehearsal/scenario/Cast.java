package io.hyperpatch.rehearsal.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.fault.DeliveryFault;
import io.hyperpatch.rehearsal.fault.ExecutionFault;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.twin.TwinBehaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A scenario made out for one cluster: nothing in it is a placeholder any more. */
public record Cast(
        TwinBehaviour twin,
        List<StagedImage> images,
        List<StagedAlarm> alarms,
        List<StagedRole> roles,
        Map<String, String> parameters,
        List<Fault> faults,
        List<DeliveryFault> delivery,
        List<ExecutionFault> executions,
        List<Lateness> alarmsLate,
        List<StagedAct> people,
        List<StagedTrigger> triggers,
        Expectation expect) {

    public Cast {
        Objects.requireNonNull(twin, "twin");
        images = List.copyOf(images);
        alarms = List.copyOf(alarms);
        roles = List.copyOf(roles);
        parameters = Map.copyOf(parameters);
        faults = List.copyOf(faults);
        delivery = List.copyOf(delivery);
        executions = List.copyOf(executions);
        alarmsLate = List.copyOf(alarmsLate);
        people = List.copyOf(people);
        triggers = List.copyOf(triggers);
        Objects.requireNonNull(expect, "expect");
    }

    /**
     * An image in EC2; what is left out is as usual.
     *
     * @param state {@code missing}: EC2 does not show it at all
     * @param age how long before the start it was created
     * @param createdAfter how long after the start it is created, instead of before
     */
    public record StagedImage(
            String id,
            Optional<String> state,
            Optional<String> owner,
            Optional<Duration> age,
            Optional<Duration> createdAfter,
            Optional<Duration> deprecatedFor,
            Optional<String> architecture,
            Optional<String> rootDevice,
            Optional<String> virtualization,
            boolean encrypted,
            int extraVolumes,
            Optional<String> name) {}

    /** An alarm; {@code missing}: it does not exist. */
    public record StagedAlarm(
            String name, String description, String state, boolean missing, List<AlarmChange> changes) {
        public StagedAlarm {
            Objects.requireNonNull(name, "name");
            description = Objects.requireNonNullElse(description, "");
            state = Objects.requireNonNullElse(state, "OK");
            changes = changes == null ? List.of() : List.copyOf(changes);
        }
    }

    /**
     * A role of the customer, such as a group's execution role; it may do everything else.
     *
     * @param role its ARN or its name
     * @param lacks the actions that it may not do
     */
    public record StagedRole(String role, List<String> lacks) {
        public StagedRole {
            Objects.requireNonNull(role, "role");
            lacks = List.copyOf(lacks);
        }
    }

    public record AlarmChange(Moment when, String state) {}

    /** CloudWatch evaluates no alarm from one time to the other, both counted from the start. */
    public record Lateness(Duration from, Duration to) {
        public Lateness {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            if (to.compareTo(from) <= 0) {
                throw new IllegalArgumentException("to " + to + ": after from " + from);
            }
        }
    }

    /**
     * What people do to the product.
     *
     * @param why what they write down with it
     */
    public record StagedAct(Act does, Moment when, String why) {
        public StagedAct {
            Objects.requireNonNull(does, "does");
            Objects.requireNonNull(when, "when");
            why = Objects.requireNonNullElse(why, "");
        }
    }

    public enum Act {
        /** The kill switch is set: nothing is started any more. */
        @JsonProperty("pause")
        PAUSE,
        /** It is taken off. */
        @JsonProperty("resume")
        RESUME
    }

    /** Either after the start, or after the first software update took effect. */
    public record Moment(Optional<Duration> afterStart, Optional<Duration> afterUpdateBegins) {}

    /**
     * An event that comes in.
     *
     * @param event the name of an example, or a whole event
     * @param with changes to it, as a JSON merge patch
     * @param parameters those that hold something else from that moment on
     * @param expect the outcome that it must end with
     */
    public record StagedTrigger(
            Duration after, JsonNode event, ObjectNode with, Map<String, String> parameters, String expect) {
        public StagedTrigger {
            after = Objects.requireNonNullElse(after, Duration.ZERO);
            Objects.requireNonNull(event, "event");
            with = with == null ? JsonNodeFactory.instance.objectNode() : with;
            parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
            Objects.requireNonNull(expect, "expect");
        }
    }

    /**
     * What must be true at the end; what is empty is not asked.
     *
     * @param afterwards the latest word on the first run, once nothing is left to reconcile
     */
    public record Expectation(
            Optional<Integer> updates,
            Optional<Integer> conflicts,
            Optional<Integer> skipped,
            Optional<Integer> failed,
            List<String> notification,
            Optional<String> afterwards) {
        public Expectation {
            notification = notification == null ? List.of() : List.copyOf(notification);
        }
    }
}
