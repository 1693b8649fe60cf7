package io.hyperpatch.admission;

import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.GroupProof.Verdict;
import io.hyperpatch.rollout.Unready;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Decides whether a request that a run has served leaves something to be done: asked of the cluster, not of the
 * run's name.
 *
 * <p>What a run has left behind for a reason, its remainder, is no reason to call again: the same call would leave the same nodes behind.
 * A node that is neither on the image nor in the remainder is one, and so is a node of the remainder that was broken and runs again.
 */
final class ToBeDone {
    private final Served served;
    private final Supplier<NodeListing> nodes;
    private NodeListing listing;

    private ToBeDone(Served served, Supplier<NodeListing> nodes) {
        this.served = Objects.requireNonNull(served);
        this.nodes = Objects.requireNonNull(nodes);
    }

    /** The answer. */
    sealed interface Left {
        String reason();

        /** Every group is on its pin, as far as that can be shown. */
        record Nothing(String reason) implements Left {}

        /** Some nodes are not, for reasons that are known and hold on. */
        record OnlyRemainder(String reason) implements Left {}

        /** A run has something to do. */
        record Something(String reason) implements Left {}
    }

    /**
     * @param pins of the groups that may be touched
     * @param groups as the cluster shows them now
     * @param nodes lists the nodes of the cluster; it is asked only where that decides
     */
    static Left decide(Served served, Map<String, Pin> pins, List<InstanceGroup> groups, Supplier<NodeListing> nodes) {
        return new ToBeDone(served, nodes).left(pins, groups);
    }

    private Left left(Map<String, Pin> pins, List<InstanceGroup> groups) {
        List<InstanceGroup> withNodes = groups.stream()
                .filter(group -> pins.containsKey(group.name()) && group.currentCount() > 0)
                .toList();
        if (!served.fruitlessCanary().isEmpty()) {
            return afterFruitlessCanary(withNodes);
        }
        List<String> remainder = new ArrayList<>();
        for (InstanceGroup group : withNodes) {
            switch (left(group, ShownImage.ofPin(pins.get(group.name())))) {
                case Left.Something something -> {
                    return something;
                }
                case Left.OnlyRemainder known -> remainder.add(known.reason());
                case Left.Nothing nothing -> {
                    // the next group decides
                }
            }
        }
        return remainder.isEmpty()
                ? new Left.Nothing(served.run() + " has done all that is to be done")
                : new Left.OnlyRemainder(String.join("; ", remainder));
    }

    private Left left(InstanceGroup group, ShownImage pin) {
        String name = group.name();
        GroupProof proof = served.proofs().get(name);
        if (proof == null || proof.verdict() == Verdict.EMPTY) {
            return unproved(group, pin);
        }
        Optional<String> shown = group.currentImage().text();
        boolean moved = group.currentImage().differsFrom(pin) && !shown.equals(proof.imageNow());
        boolean grown = group.currentImage().differsFrom(pin) && group.currentCount() > proof.nodes();
        return moved || grown
                ? new Left.Something("group " + name + " runs " + shown.orElseThrow() + " on " + group.currentCount()
                        + " nodes, and is to run " + pin.text().orElseThrow())
                : mended(name);
    }

    /** No run has touched it: it came later, had no nodes, or was left out because it was unready. */
    private static Left unproved(InstanceGroup group, ShownImage pin) {
        if (group.currentImage().sameAs(pin)) {
            return new Left.Nothing("group " + group.name() + " is on its pin");
        }
        return Unready.is(group)
                ? new Left.OnlyRemainder("group " + group.name() + " is " + group.status())
                : new Left.Something("group " + group.name() + " has nodes that no run has updated");
    }

    /** A node that was broken before the run, and runs again, may be patched now. */
    private Left mended(String group) {
        Set<String> broken = served.broken(group);
        List<String> mended = broken.isEmpty()
                ? List.of()
                : listing().of(group).stream()
                        .filter(node -> node.running() && broken.contains(node.instanceId()))
                        .map(Node::instanceId)
                        .toList();
        if (!mended.isEmpty()) {
            return new Left.Something(
                    "group " + group + " has nodes that were broken, and run again: " + String.join(", ", mended));
        }
        int behind = served.remainder(group).size();
        return behind == 0
                ? new Left.Nothing("group " + group + " is on its pin")
                : new Left.OnlyRemainder("group " + group + ": " + served.run() + " left " + behind
                        + (behind == 1 ? " node" : " nodes") + " behind, for reasons that hold on");
    }

    /** Nothing follows a canary that showed nothing of the image, until something about its nodes has changed. */
    private Left afterFruitlessCanary(List<InstanceGroup> groups) {
        for (InstanceGroup group : groups) {
            if (served.fruitlessCanary().contains(group.name())) {
                Set<String> known = served.remainder(group.name());
                boolean others =
                        listing().of(group.name()).stream().anyMatch(node -> !known.contains(node.instanceId()));
                if (others) {
                    return new Left.Something("the canary group " + group.name() + " has other nodes than before");
                }
                if (mended(group.name()) instanceof Left.Something something) {
                    return something;
                }
            }
        }
        return new Left.OnlyRemainder("no node of the canary step of " + served.run()
                + " is proved to run the image, and nothing about its nodes has changed");
    }

    private NodeListing listing() {
        if (listing == null) {
            listing = nodes.get();
        }
        return listing;
    }
}
