package io.hyperpatch.proof;

import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.SoftwareUpdate;
import io.hyperpatch.proof.GroupProof.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges one group whose update is over: by its nodes, not by the status.
 *
 * <p>{@code Succeeded} can hide nodes that were skipped, and on a rollback the current and the desired image swap: so a node counts as
 * patched only if the group's counts and the node's own update time say so, or if it was read and runs the pin.
 */
final class GroupJudge {
    private GroupJudge() {}

    static GroupProof judge(GroupSight sight) {
        String status = sight.group().softwareUpdateStatus().orElse("");
        if (sight.group().updateUnderWay()) {
            return proof(sight, Verdict.IN_FLIGHT, "its update is " + status, List.of(), List.of());
        }
        if (!sight.complete() && !sight.patienceOver()) {
            return proof(
                    sight,
                    Verdict.NOT_YET,
                    running(sight) + " of " + sight.group().targetCount() + " nodes are running",
                    List.of(),
                    List.of());
        }
        return switch (status) {
            case SoftwareUpdate.SUCCEEDED -> succeeded(sight);
            case SoftwareUpdate.ROLLBACK_COMPLETE -> undone(sight);
            default -> failed(sight, status);
        };
    }

    private static long running(GroupSight sight) {
        return sight.nodes().stream().filter(Node::running).count();
    }

    private static GroupProof succeeded(GroupSight sight) {
        Optional<String> target = sight.target();
        if (target.isEmpty()) {
            return proof(sight, Verdict.ALREADY_CURRENT, "the newest image was there before", List.of(), List.of());
        }
        if (!sight.group().currentImageId().equals(target)) {
            return sight.patienceOver()
                    ? mixed(sight, "the group's image is not the pinned one")
                    : proof(sight, Verdict.NOT_YET, "the group does not show the pinned image", List.of(), List.of());
        }
        List<NodeNote> notRunning = notRunning(sight);
        List<NodeNote> skipped = runningElsewhere(sight);
        if (!notRunning.isEmpty() || sight.nodes().size() != sight.group().targetCount()) {
            return proof(sight, Verdict.MIXED, countsInWords(sight), skipped, notRunning);
        }
        return skipped.isEmpty()
                ? proof(sight, Verdict.VERIFIED, "every node runs the pinned image", List.of(), List.of())
                : proof(
                        sight,
                        Verdict.VERIFIED_WITH_SKIPS,
                        skipped.size() + " nodes were left on another image",
                        skipped,
                        List.of());
    }

    private static GroupProof undone(GroupSight sight) {
        Optional<String> previous = sight.groupBefore().currentImageId();
        List<NodeNote> wrong = new ArrayList<>(notRunning(sight));
        for (Node node : sight.nodes()) {
            if (node.running() && !onPrevious(sight, node, previous)) {
                wrong.add(new NodeNote(node.instanceId(), "runs " + image(sight, node) + " after the rollback"));
            }
        }
        boolean back = sight.group().currentImageId().equals(previous)
                && sight.nodes().size() == sight.group().targetCount();
        return wrong.isEmpty() && back
                ? proof(sight, Verdict.ROLLED_BACK, "every node is back on the image from before", List.of(), List.of())
                : proof(sight, Verdict.MIXED, "the rollback left nodes behind", List.of(), wrong);
    }

    private static boolean onPrevious(GroupSight sight, Node node, Optional<String> previous) {
        String read = sight.images().get(node.instanceId());
        return read != null && previous.filter(read::equals).isPresent();
    }

    private static GroupProof failed(GroupSight sight, String status) {
        GroupProof undone = undone(sight);
        if (undone.verdict() == Verdict.ROLLED_BACK) {
            return undone;
        }
        String reason = "the update ended as '" + status + "'";
        boolean nobodyPatched = sight.nodes().stream().noneMatch(node -> node.running() && patched(sight, node));
        // Where no node kept the pin, the way back was gone: only nodes that did not get there have failed.
        return nobodyPatched ? proof(sight, Verdict.MIXED, reason, List.of(), undone.failed()) : mixed(sight, reason);
    }

    private static GroupProof mixed(GroupSight sight, String reason) {
        List<NodeNote> failed = new ArrayList<>(notRunning(sight));
        for (Node node : sight.nodes()) {
            if (node.running() && !patched(sight, node)) {
                failed.add(new NodeNote(node.instanceId(), "runs " + image(sight, node)));
            }
        }
        return proof(sight, Verdict.MIXED, reason, List.of(), failed);
    }

    private static List<NodeNote> notRunning(GroupSight sight) {
        return sight.nodes().stream()
                .filter(node -> !node.running())
                .map(node -> new NodeNote(
                        node.instanceId(),
                        "is " + node.status()
                                + node.message().map(text -> ": " + text).orElse("")))
                .toList();
    }

    private static List<NodeNote> runningElsewhere(GroupSight sight) {
        return sight.nodes().stream()
                .filter(Node::running)
                .filter(node -> !patched(sight, node))
                .map(node -> new NodeNote(
                        node.instanceId(),
                        "still runs " + image(sight, node)
                                + "; the service skips nodes whose PodDisruptionBudget an eviction would violate"))
                .toList();
    }

    private static String countsInWords(GroupSight sight) {
        return running(sight) + " of " + sight.group().targetCount() + " nodes are running";
    }

    private static String image(GroupSight sight, Node node) {
        return sight.images().getOrDefault(node.instanceId(), "another image");
    }

    private static boolean patched(GroupSight sight, Node node) {
        String read = sight.images().get(node.instanceId());
        if (read != null) {
            return sight.target().filter(read::equals).isPresent();
        }
        return sight.updatedSince(node) && sight.group().currentImageId().equals(sight.target());
    }

    private static GroupProof proof(
            GroupSight sight, Verdict verdict, String reason, List<NodeNote> skipped, List<NodeNote> failed) {
        int patched = (int) sight.nodes().stream()
                .filter(Node::running)
                .filter(node -> patched(sight, node))
                .count();
        return new GroupProof(
                sight.group().name(),
                verdict,
                reason,
                sight.groupBefore().currentImageId(),
                sight.intent().pin(),
                sight.group().currentImageId(),
                sight.group().softwareUpdateStatus(),
                sight.nodes().size(),
                patched,
                skipped,
                failed);
    }
}
