package io.hyperpatch.proof;

import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.intent.NodeBefore;
import io.hyperpatch.proof.GroupProof.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Proves that a group already runs its pin: the same proof per node as after an update, but without the
 * status, and with nothing in flight. No update times were recorded before, so every node is read whose
 * image the list does not show.
 *
 * <p>Where the service shows no image nothing is proved, and the run goes on: the service itself leaves
 * nodes alone that have the image.
 */
public sealed interface CurrentProof {
    /** Every node of the group runs the pin. */
    record Holds(GroupProof proof) implements CurrentProof {}

    /** Some node does not run the pin, or nothing shows that it does. */
    record Differs() implements CurrentProof {}

    /** There are more nodes than could be read for now. */
    record NotYet(String reason) implements CurrentProof {}

    /**
     * The proof, if it holds.
     *
     * @param reads reads single nodes
     */
    static CurrentProof of(InstanceGroup group, NodeListing listing, Pin pin, NodeReads reads) {
        ShownImage image = ShownImage.ofPin(pin);
        List<Node> nodes = listing.of(group.name());
        List<Node> sound = nodes.stream()
                .filter(node -> !NodeBefore.isBroken(node.status()))
                .toList();
        boolean whole = listing.doubt(group).isEmpty()
                && (nodes.size() == group.targetCount() || nodes.size() == group.currentCount());
        boolean mayHold = isOn(group, image)
                && whole
                && !sound.isEmpty()
                && sound.stream()
                        .allMatch(node -> node.running() && !node.currentImage().differsFrom(image));
        if (!mayHold) {
            return new Differs();
        }
        NodeReads.Readings readings = reads.of(sound.stream()
                .filter(node -> !node.currentImage().sameAs(image))
                .toList());
        boolean elsewhere = readings.nodes().values().stream()
                .anyMatch(node -> !node.currentImage().sameAs(image));
        if (elsewhere || !readings.gone().isEmpty() || !readings.unreadable().isEmpty()) {
            return new Differs();
        }
        return readings.outstanding() > 0
                ? new NotYet("group " + group.name() + ": " + readings.inWords())
                : new Holds(proof(group, nodes, sound.size(), pin));
    }

    /** The group itself shows the image; one that was never updated may show no desired image. */
    private static boolean isOn(InstanceGroup group, ShownImage image) {
        return !group.updateUnderWay()
                && group.currentImage().sameAs(image)
                && !group.desiredImage().differsFrom(image);
    }

    /** A group without nodes: there is nothing to prove, and new nodes start from the image that it has. */
    static GroupProof ofEmpty(InstanceGroup group, Pin pin) {
        String from = group.desiredImage()
                .text()
                .or(() -> group.currentImage().text())
                .orElse("an image that the service does not show");
        return proof(
                group,
                Verdict.EMPTY,
                "the group has no nodes; new nodes will start from " + from,
                Evidence.UNPROVEN,
                pin,
                List.of(),
                0,
                Set.of());
    }

    /** A group that the cluster had when the run was planned, and has no longer. */
    public static GroupProof ofRemoved(String name, Pin pin) {
        return GroupProof.ofGone(name, Verdict.EMPTY, Optional.empty(), pin);
    }

    private static GroupProof proof(InstanceGroup group, List<Node> nodes, int patched, Pin pin) {
        return proof(
                group,
                Verdict.ALREADY_CURRENT,
                "every node was on the image before",
                pin instanceof Pin.Exact ? Evidence.IMAGE_ID : Evidence.RELEASE_VERSION,
                pin,
                nodes,
                patched,
                Set.of(Stand.WAS_ON_PIN));
    }

    private static GroupProof proof(
            InstanceGroup group,
            Verdict verdict,
            String reason,
            Evidence evidence,
            Pin pin,
            List<Node> nodes,
            int patched,
            Set<Stand> stands) {
        return new GroupProof(
                group.name(),
                verdict,
                reason,
                evidence,
                group.currentImage().text(),
                pin,
                group.currentImage().text(),
                group.softwareUpdateStatus(),
                nodes.size(),
                patched,
                stands,
                false,
                List.of(),
                List.of(),
                nodes.stream()
                        .filter(node -> NodeBefore.isBroken(node.status()))
                        .map(BrokenBefore::note)
                        .toList(),
                List.of());
    }
}
