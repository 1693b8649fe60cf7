package io.hyperpatch.rehearsal.setting;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.event.Trigger;
import java.util.List;

/** The policy of a rehearsal for which people gave an event and no policy: this cluster, and what the event is about. */
final class Derivation {

    private Derivation() {}

    static ObjectNode policy(ClusterFacts cluster, Trigger trigger, String image) {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        policy.put("name", "derived-from-the-event").put("mode", "act");
        policy.putObject("clusters").putArray("names").add(cluster.name());
        ObjectNode rules = policy.putObject("image");
        switch (trigger) {
            case Trigger.ImageBuilt built ->
                rules.putObject("track").put("imageBuilder", BuiltArn.anyVersion(built.imageArn()));
            case Trigger.ParameterChanged changed -> rules.putObject("track").put("ssm", changed.name());
            case Trigger.ImageReleased released -> rules.put("track", image);
            case Trigger.ScheduleDue due -> rules.put("track", image);
            case Trigger.OperatorAsked asked -> rules.put("track", image);
            case Trigger.AlarmChanged alarm -> rules.put("track", image);
            case Trigger.ClusterSignal signal -> rules.put("track", image);
            case Trigger.ExecutionChanged changed -> rules.put("track", image);
        }
        rules.putArray("owners").add("self");
        ObjectNode rollout = policy.putObject("rollout");
        first(cluster, rollout);
        if (!cluster.slurm()) {
            rollout.put("batch", "10%").put("wait", "PT10M");
        }
        return policy;
    }

    /** The groups that go first; where no name says so, on Slurm the order of all. */
    static void first(ClusterFacts cluster, ObjectNode rollout) {
        List<String> canaries = cluster.canaries();
        canaries.forEach(rollout.putArray("canary")::add);
        if (cluster.slurm() && canaries.isEmpty() && cluster.order().size() > 1) {
            cluster.order().forEach(rollout.putArray("order")::add);
        }
    }
}
