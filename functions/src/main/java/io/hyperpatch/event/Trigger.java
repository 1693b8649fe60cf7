package io.hyperpatch.event;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an event claims. Nothing here is known to be true: whatever matters is looked up before anything is changed.
 * Statuses are carried as text, since AWS adds new ones.
 */
public sealed interface Trigger {

    /** The claim in a few words, for logs and reports. */
    String summary();

    /**
     * An AMI changed its state.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitor-ami-events.html">AMI events</a>
     */
    record ImageReleased(String imageId, String state) implements Trigger {

        public static final String AVAILABLE = "available";

        public ImageReleased {
            Objects.requireNonNull(imageId, "imageId");
            Objects.requireNonNull(state, "state");
        }

        @Override
        public String summary() {
            return "AMI " + imageId + " is " + state;
        }
    }

    /**
     * An Image Builder image changed its status; its AMI ids are not in the event.
     *
     * @param imageArn the build version's ARN, {@code …:image/name/1.0.0/1}
     * @see <a href="https://docs.aws.amazon.com/imagebuilder/latest/userguide/integ-eventbridge.html">Image Builder
     *     events</a>
     */
    record ImageBuilt(String imageArn, String status) implements Trigger {

        public static final String AVAILABLE = "AVAILABLE";

        public ImageBuilt {
            Objects.requireNonNull(imageArn, "imageArn");
            Objects.requireNonNull(status, "status");
        }

        @Override
        public String summary() {
            return "Image Builder image " + imageArn + " is " + status;
        }
    }

    /**
     * A parameter changed; its value is not in the event.
     *
     * @param exception why the operation failed; empty if it did not
     * @see <a
     *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-systems-manager-event-examples.html">
     *     Systems Manager events</a>
     */
    record ParameterChanged(String name, String operation, Optional<String> exception) implements Trigger {

        public static final String DELETE = "Delete";

        public ParameterChanged {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(exception, "exception");
        }

        @Override
        public String summary() {
            return "parameter " + name + ": " + operation
                    + exception.map(why -> " failed").orElse("");
        }
    }

    /**
     * An alarm changed its state.
     *
     * @param previousState empty if the event does not say
     * @param description what people wrote about the alarm, as they wrote it
     * @param muted whether an alarm mute rule silences its actions
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html">
     *     Alarm events</a>
     */
    record AlarmChanged(
            String alarmName,
            String state,
            Optional<String> previousState,
            String reason,
            String description,
            boolean muted)
            implements Trigger {

        public AlarmChanged {
            Objects.requireNonNull(alarmName, "alarmName");
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(previousState, "previousState");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(description, "description");
        }

        @Override
        public String summary() {
            return "alarm " + alarmName + " is " + state;
        }
    }

    /** A schedule is due. {@code date}: its day in UTC. */
    record ScheduleDue(LocalDate date) implements Trigger {

        public ScheduleDue {
            Objects.requireNonNull(date, "date");
        }

        @Override
        public String summary() {
            return "the schedule of " + date + " is due";
        }
    }

    /**
     * A person asks.
     *
     * @param clusters only these of the policy's clusters; empty: all of them
     * @param release also lifts what blocks the image there
     * @param date the request's day in UTC
     */
    record OperatorAsked(
            String action, List<String> clusters, String reason, String requestedBy, boolean release, LocalDate date)
            implements Trigger {

        public OperatorAsked {
            Objects.requireNonNull(action, "action");
            clusters = List.copyOf(clusters);
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(requestedBy, "requestedBy");
            Objects.requireNonNull(date, "date");
        }

        @Override
        public String summary() {
            return requestedBy + " asks to " + action + ": " + reason;
        }
    }

    /**
     * A workflow's execution began or ended: it starts nothing, it only has the janitor look.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-states.html">Step Functions events, best
     *     effort</a>
     */
    record ExecutionChanged(String executionArn, String stateMachineArn, String status) implements Trigger {

        public ExecutionChanged {
            Objects.requireNonNull(executionArn, "executionArn");
            Objects.requireNonNull(stateMachineArn, "stateMachineArn");
            Objects.requireNonNull(status, "status");
        }

        @Override
        public String summary() {
            return "execution " + executionArn + " is " + status;
        }
    }

    /**
     * HyperPod tells that something happened on a cluster: it starts nothing, it only wakes the run that waits there.
     *
     * @param routine whether it only tells that an update goes on: one node of thousands, one batch of hundreds
     * @param text what HyperPod says, in its own words
     * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-cluster-events-reference.html">
     *     HyperPod cluster events</a>
     */
    record ClusterSignal(
            String clusterArn,
            Optional<String> clusterName,
            Kind kind,
            boolean routine,
            Optional<String> instanceGroup,
            Optional<String> instanceId,
            Optional<String> level,
            String text)
            implements Trigger {

        /** Which of the three events it was. */
        public enum Kind {
            STATE_CHANGE,
            CLUSTER_EVENT,
            NODE_HEALTH
        }

        public ClusterSignal {
            Objects.requireNonNull(clusterArn, "clusterArn");
            Objects.requireNonNull(clusterName, "clusterName");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(instanceGroup, "instanceGroup");
            Objects.requireNonNull(instanceId, "instanceId");
            Objects.requireNonNull(level, "level");
            Objects.requireNonNull(text, "text");
        }

        @Override
        public String summary() {
            return "HyperPod says of " + clusterName.orElse(clusterArn) + ": " + text;
        }
    }
}
