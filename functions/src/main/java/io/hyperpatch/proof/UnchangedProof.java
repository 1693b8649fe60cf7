package io.hyperpatch.proof;

import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.proof.GroupProof.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Judges one group after a call that was accepted and changed nothing. */
final class UnchangedProof {
    /** Counted from the call; nodes on their way have the usual patience, after the silence in which nothing changed. */
    private static final Duration PATIENCE = Proof.PATIENCE.multipliedBy(2);

    private UnchangedProof() {}

    static GroupProof of(
            Intent intent,
            InstanceGroup group,
            List<Node> nodes,
            Function<Node, Optional<String>> readImage,
            Instant now) {
        List<Node> ofGroup =
                nodes.stream().filter(node -> node.group().equals(group.name())).toList();
        String image = intent.isForDefault() ? group.currentImageId().orElse("") : intent.pin();
        if (group.updateUnderWay()) {
            return proof(intent, group, ofGroup, Verdict.IN_FLIGHT, "an update has begun after all", List.of());
        }
        if (!CurrentProof.groupIsOn(group, image)) {
            String why = "the start was accepted and nothing changed, but the group is not on " + image;
            return proof(intent, group, ofGroup, Verdict.UNKNOWN, why, List.of());
        }
        boolean complete =
                ofGroup.size() == group.targetCount() && ofGroup.stream().allMatch(Node::running);
        Instant patient = intent.calledAt().orElse(intent.plannedAt()).plus(PATIENCE);
        if (!complete && now.isBefore(patient)) {
            return proof(intent, group, ofGroup, Verdict.NOT_YET, "nodes are on their way", List.of());
        }
        List<NodeNote> elsewhere = elsewhere(ofGroup, image, readImage);
        boolean enough = ofGroup.size() >= group.targetCount();
        return enough && elsewhere.isEmpty()
                ? proof(
                        intent,
                        group,
                        ofGroup,
                        Verdict.ALREADY_CURRENT,
                        "every node runs " + image + ", and the service had nothing to do",
                        elsewhere)
                : proof(
                        intent,
                        group,
                        ofGroup,
                        Verdict.MIXED,
                        "the group is on " + image
                                + ", but not every node runs it: the service did nothing, or left the same"
                                + " nodes behind once more",
                        elsewhere);
    }

    private static List<NodeNote> elsewhere(
            List<Node> nodes, String image, Function<Node, Optional<String>> readImage) {
        List<NodeNote> notes = new ArrayList<>();
        for (Node node : nodes) {
            if (!node.running()) {
                notes.add(new NodeNote(node.instanceId(), "is " + node.status()));
                continue;
            }
            String read = readImage.apply(node).orElse("an image that the service does not tell");
            if (!read.equals(image)) {
                notes.add(new NodeNote(node.instanceId(), "runs " + read));
            }
        }
        return notes;
    }

    private static GroupProof proof(
            Intent intent,
            InstanceGroup group,
            List<Node> nodes,
            Verdict verdict,
            String reason,
            List<NodeNote> failed) {
        boolean judged = verdict == Verdict.ALREADY_CURRENT || verdict == Verdict.MIXED;
        return new GroupProof(
                group.name(),
                verdict,
                reason,
                intent.before().get(group.name()).currentImageId(),
                intent.pin(),
                group.currentImageId(),
                group.softwareUpdateStatus(),
                nodes.size(),
                judged ? nodes.size() - failed.size() : 0,
                List.of(),
                failed);
    }
}
