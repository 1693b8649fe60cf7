package io.hyperpatch.rollout;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Pin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Divides a run into steps: the canary groups first, then the rest; one start call carries one image.
 *
 * <p>Where the service replaces a group whole, the group is all that a run can go forward by: each is a
 * step of its own, the canary groups first, all of them in the order in which the policy lists them.
 */
public final class Steps {
    private Steps() {}

    /**
     * The groups of a phase that share a pin make one step, in the order in which the cluster lists its groups.
     *
     * <p>A group without nodes is in no step, for there is nothing to patch; nor is one that the cluster
     * does not have: readiness names it and refuses the run. Canary names without a pin belong to other
     * clusters of the policy.
     *
     * @param pins the pin of each group
     * @param rules which groups go first, and in which order where groups go one by one
     */
    public static List<Step> plan(Map<String, Pin> pins, RolloutRules rules, Cluster cluster) {
        return switch (cluster.platform().control()) {
            case NODE -> byPhase(pins, rules.canary(), cluster);
            case GROUP -> groupByGroup(pins, rules, cluster);
        };
    }

    private static List<Step> groupByGroup(Map<String, Pin> pins, RolloutRules rules, Cluster cluster) {
        Map<String, InstanceGroup> inOrder = new LinkedHashMap<>();
        Stream.concat(rules.canary().stream(), rules.order().stream())
                .forEach(name -> cluster.group(name).ifPresent(group -> inOrder.putIfAbsent(name, group)));
        cluster.groups().forEach(group -> inOrder.putIfAbsent(group.name(), group));
        List<Step> steps = new ArrayList<>();
        inOrder.forEach((name, group) -> {
            if (pins.containsKey(name) && group.currentCount() > 0) {
                Step.Phase phase = rules.canary().contains(name) ? Step.Phase.CANARY : Step.Phase.REST;
                steps.add(new Step(steps.size() + 1, phase, pins.get(name), List.of(name)));
            }
        });
        return List.copyOf(steps);
    }

    private static List<Step> byPhase(Map<String, Pin> pins, List<String> canary, Cluster cluster) {
        Map<PhaseAndPin, List<String>> first = new LinkedHashMap<>();
        Map<PhaseAndPin, List<String>> rest = new LinkedHashMap<>();
        for (InstanceGroup group : cluster.groups()) {
            Pin pin = pins.get(group.name());
            if (pin == null || group.currentCount() == 0) {
                continue;
            }
            boolean goesFirst = canary.contains(group.name());
            PhaseAndPin key = new PhaseAndPin(goesFirst ? Step.Phase.CANARY : Step.Phase.REST, pin);
            (goesFirst ? first : rest)
                    .computeIfAbsent(key, missing -> new ArrayList<>())
                    .add(group.name());
        }
        first.putAll(rest);
        List<Step> steps = new ArrayList<>();
        first.forEach((key, groups) -> steps.add(new Step(steps.size() + 1, key.phase(), key.pin(), groups)));
        return List.copyOf(steps);
    }

    private record PhaseAndPin(Step.Phase phase, Pin pin) {}
}
