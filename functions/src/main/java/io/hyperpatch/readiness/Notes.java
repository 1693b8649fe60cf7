package io.hyperpatch.readiness;

import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import java.util.ArrayList;
import java.util.List;

/** Things that are not as they should be, and do not keep a run from its beginning: people read them in the plan. */
final class Notes {
    private Notes() {}

    static List<String> of(Situation situation) {
        List<String> notes = new ArrayList<>();
        for (InstanceGroup group : situation.inhabited()) {
            List<Node> broken = BrokenNodeRules.tolerated(situation, group);
            if (!broken.isEmpty()) {
                notes.add("group " + group.name() + ": broken before the start, and not waited for: "
                        + BrokenNodeRules.named(broken));
            }
            int missing = group.targetCount() - group.currentCount();
            if (missing > 0) {
                notes.add("group " + group.name() + " has " + group.currentCount() + " of " + group.targetCount()
                        + " nodes, and its counts stand still: " + (missing == 1 ? "1 node is" : missing + " nodes are")
                        + " missing, and the ones that are there are patched");
            }
        }
        for (InstanceGroup group : situation.cluster().groups()) {
            if (group.statusMeansAnEnd()) {
                notes.add("group " + group.name() + " shows the software update status '"
                        + group.softwareUpdateStatus().orElseThrow()
                        + "', which this product does not know; it has not changed since "
                        + situation
                                .remembered()
                                .unknownStatus(group, situation.now())
                                .orElseThrow()
                        + " and nothing else shows an update, so it is taken for an end");
            }
        }
        return notes;
    }
}
