package io.hyperpatch.proof;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.Pin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is left to be patched once the groups are out that run their pins already, or have no nodes. */
public sealed interface Remaining {
    /**
     * Every group is judged.
     *
     * @param pins the image of each group that is to be patched, by its name
     * @param proved the groups of the run to which nothing is done, with the proof of each
     */
    record Judged(Map<String, Pin> pins, List<GroupProof> proved) implements Remaining {
        public Judged {
            pins = new TreeMap<>(pins);
            proved = List.copyOf(proved);
        }
    }

    /** There are more nodes than could be read for now. */
    record NotYet(String reason) implements Remaining {}

    /**
     * Judges the groups one after another; the first that cannot be judged yet ends it.
     *
     * @param pins the image of every group of the run
     * @param ready the groups that may be patched
     */
    static Remaining of(
            Map<String, Pin> pins, List<String> ready, Cluster cluster, NodeListing nodes, NodeReads reads) {
        Map<String, Pin> left = new TreeMap<>(pins);
        left.keySet().retainAll(ready);
        List<GroupProof> proved = new ArrayList<>();
        for (String name : ready) {
            switch (CurrentProof.of(cluster.group(name).orElseThrow(), nodes, left.get(name), reads)) {
                case CurrentProof.Holds holds -> {
                    proved.add(holds.proof());
                    left.remove(name);
                }
                case CurrentProof.Differs differs -> {
                    // it stays among those to be patched
                }
                case CurrentProof.NotYet notYet -> {
                    return new NotYet(notYet.reason());
                }
            }
        }
        for (InstanceGroup group : cluster.groups()) {
            if (pins.containsKey(group.name()) && group.currentCount() == 0) {
                proved.add(CurrentProof.ofEmpty(group, pins.get(group.name())));
            }
        }
        return new Judged(left, proved);
    }
}
