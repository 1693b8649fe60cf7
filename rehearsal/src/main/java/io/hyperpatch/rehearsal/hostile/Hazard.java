package io.hyperpatch.rehearsal.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ec2.Image;
import io.hyperpatch.rehearsal.fault.DeliveryFault;
import io.hyperpatch.rehearsal.fault.ExecutionFault;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.scenario.Cast.Lateness;
import io.hyperpatch.rehearsal.scenario.Cast.StagedAct;
import io.hyperpatch.rehearsal.scenario.Cast.StagedAlarm;
import io.hyperpatch.rehearsal.setting.Deployment;
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.rehearsal.twin.Happening;
import io.hyperpatch.rehearsal.twin.Mishaps;
import io.hyperpatch.rehearsal.twin.NodeBefore;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that goes wrong in a hostile rehearsal; each can be left out without a trace, so that a plan
 * can be shrunk.
 */
public sealed interface Hazard {

    /** Its kind, in the word that counts it. */
    String kind();

    /** The unknown of the service that it turns another way: that is a setting and strikes nobody. */
    default Optional<String> setting() {
        return Optional.empty();
    }

    /** Something goes wrong with calls: of AWS, of the store, of a function. */
    record OfCall(Fault fault) implements Hazard {
        public OfCall {
            Objects.requireNonNull(fault, "fault");
        }

        @Override
        public String kind() {
            return fault.kind();
        }
    }

    /** Something goes wrong with the delivery of events. */
    record OfDelivery(DeliveryFault fault) implements Hazard {
        public OfDelivery {
            Objects.requireNonNull(fault, "fault");
        }

        @Override
        public String kind() {
            return fault.kind();
        }
    }

    /** Somebody stops a workflow, or lets a stopped one go on. */
    record OfExecution(ExecutionFault fault) implements Hazard {
        public OfExecution {
            Objects.requireNonNull(fault, "fault");
        }

        @Override
        public String kind() {
            return fault.kind();
        }
    }

    /** Something happens to the cluster. */
    record OfCluster(Happening happening) implements Hazard {
        public OfCluster {
            Objects.requireNonNull(happening, "happening");
        }

        @Override
        public String kind() {
            return happening.kind();
        }
    }

    /** A node does not run before anything begins. */
    record OfBefore(String kind, NodeBefore node) implements Hazard {
        public OfBefore {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(node, "node");
        }
    }

    /** Nodes come to harm while they are replaced. */
    record OfNodes(String kind, Mishaps mishaps) implements Hazard {
        public OfNodes {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(mishaps, "mishaps");
        }
    }

    /** An alarm of the policy fires. */
    record OfAlarm(StagedAlarm alarm) implements Hazard {
        public OfAlarm {
            Objects.requireNonNull(alarm, "alarm");
        }

        @Override
        public String kind() {
            return "alarm";
        }
    }

    /** CloudWatch evaluates no alarms for a time. */
    record OfAlarms(Lateness late) implements Hazard {
        public OfAlarms {
            Objects.requireNonNull(late, "late");
        }

        @Override
        public String kind() {
            return "alarmsLate";
        }
    }

    /** People stop everything, or let it go on. */
    record OfPeople(StagedAct act) implements Hazard {
        public OfPeople {
            Objects.requireNonNull(act, "act");
        }

        @Override
        public String kind() {
            return act.does().name().toLowerCase(Locale.ROOT);
        }
    }

    /** What nobody could establish about the service turns out otherwise. */
    record OfUnknown(String name, JsonNode value) implements Hazard {
        public OfUnknown {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String kind() {
            return "unknown";
        }

        @Override
        public Optional<String> setting() {
            return Optional.of(name);
        }
    }

    /** Reads go on showing what was before an accepted call, for as long as this. */
    record OfSettling(Duration settling) implements Hazard {
        public OfSettling {
            Objects.requireNonNull(settling, "settling");
        }

        @Override
        public String kind() {
            return "settling";
        }

        @Override
        public Optional<String> setting() {
            return Optional.of(kind());
        }
    }

    /** The policy's parameter holds another image from some moment on, and an event tells of it. */
    record OfRelease(Setting.Incoming trigger, Image image) implements Hazard {
        public OfRelease {
            Objects.requireNonNull(trigger, "trigger");
            Objects.requireNonNull(image, "image");
        }

        @Override
        public String kind() {
            return "anotherRelease";
        }
    }

    /**
     * An update is over so quickly that it can come and go between two looks: each part of it takes no
     * longer than this.
     */
    record OfSwiftness(Duration longest) implements Hazard {
        public OfSwiftness {
            Objects.requireNonNull(longest, "longest");
        }

        @Override
        public String kind() {
            return "swiftness";
        }
    }

    /** Something is deployed while the product is at work. */
    record OfDeployment(Deployment deployment) implements Hazard {
        public OfDeployment {
            Objects.requireNonNull(deployment, "deployment");
        }

        @Override
        public String kind() {
            return deployment.kind();
        }
    }

    /** The fleet has so many clusters more, each of them up to date. */
    record OfNeighbours(int clusters) implements Hazard {
        @Override
        public String kind() {
            return "neighbours";
        }

        @Override
        public Optional<String> setting() {
            return Optional.of(kind());
        }
    }

    /** The fleet has so many clusters more, to which the same happens. */
    record OfAlike(int clusters) implements Hazard {
        @Override
        public String kind() {
            return "fleet";
        }

        @Override
        public Optional<String> setting() {
            return Optional.of(kind());
        }
    }

    /** Somebody, or something, asks once more. */
    record OfTrigger(String kind, Setting.Incoming trigger) implements Hazard {
        public OfTrigger {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(trigger, "trigger");
        }
    }
}
