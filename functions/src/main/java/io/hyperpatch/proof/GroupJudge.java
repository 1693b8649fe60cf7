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
        if (!sight.ripe()) {
            return notYet(sight, sight.complete() ? "the group has not reached its image" : countsInWords(sight));
        }
        GroupProof proof = ended(sight, status);
        return sight.patienceOver() ? proof : believed(sight, proof);
    }

    private static GroupProof ended(GroupSight sight, String status) {
        boolean succeeded = status.equals(SoftwareUpdate.SUCCEEDED);
        if (!succeeded && sight.wasOnItsPin() && sight.allRun(sight.group().currentImageId())) {
            return current(sight);
        }
        if (sight.defaultWasThere() && status.isEmpty()) {
            // No update has ever ended in it: so none has been undone, and it had the newest image when the others of
            // its step did not.
            return notNewer(sight);
        }
        return switch (status) {
            case SoftwareUpdate.SUCCEEDED -> sight.defaultWasThere() ? notNewer(sight) : succeeded(sight);
            case SoftwareUpdate.ROLLBACK_COMPLETE -> undone(sight);
            default -> failed(sight, status);
        };
    }

    /** Records that disagree may only be late: DescribeCluster and the nodes' own records are not read in one moment. */
    private static GroupProof believed(GroupSight sight, GroupProof proof) {
        boolean left = proof.verdict() == Verdict.VERIFIED_WITH_SKIPS || proof.verdict() == Verdict.MIXED;
        if (left && sight.countDisagrees()) {
            return notYet(sight, "the group counts other nodes on its desired image than they say themselves");
        }
        boolean mayBegin = proof.verdict() != Verdict.ALREADY_CURRENT || sight.defaultWasThere();
        return sight.group().softwareUpdateStatus().isEmpty() && mayBegin
                ? notYet(sight, "the group shows no status of an update")
                : proof;
    }

    private static GroupProof notYet(GroupSight sight, String reason) {
        return proof(sight, Verdict.NOT_YET, reason, List.of(), List.of());
    }

    private static GroupProof current(GroupSight sight) {
        return proof(
                sight,
                Verdict.ALREADY_CURRENT,
                "every node was on the image before",
                List.of(),
                List.of(),
                sight.nodes().size());
    }

    private static GroupProof notNewer(GroupSight sight) {
        if (sight.allRun(sight.group().currentImageId())) {
            return current(sight);
        }
        List<NodeNote> failed = new ArrayList<>(notRunning(sight));
        for (Node node : sight.nodes()) {
            String read = sight.images().getOrDefault(node.instanceId(), "");
            if (node.running()
                    && !sight.group().currentImageId().filter(read::equals).isPresent()) {
                failed.add(new NodeNote(node.instanceId(), "runs " + image(sight, node)));
            }
        }
        return proof(sight, Verdict.MIXED, "there was no newer image, and not every node runs it", List.of(), failed);
    }

    private static long running(GroupSight sight) {
        return sight.nodes().stream().filter(Node::running).count();
    }

    private static GroupProof succeeded(GroupSight sight) {
        if (!sight.group().currentImageId().equals(sight.target())) {
            return sight.patienceOver()
                    ? mixed(sight, "the group's image is not the pinned one")
                    : notYet(sight, "the group does not show the pinned image");
        }
        List<NodeNote> skipped = runningElsewhere(sight);
        if (!sight.enough()) {
            return proof(sight, Verdict.MIXED, countsInWords(sight), skipped, notRunning(sight));
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
                && sight.nodes().size() >= sight.group().targetCount();
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
                        "runs " + image(sight, node)
                                + (sight.intent().wired()
                                        ? "; the service skips nodes whose PodDisruptionBudget an eviction would violate"
                                        : "")))
                .toList();
    }

    private static String countsInWords(GroupSight sight) {
        return running(sight) + " of " + sight.group().targetCount() + " nodes are running";
    }

    private static String image(GroupSight sight, Node node) {
        String read = sight.images().getOrDefault(node.instanceId(), "");
        return read.isEmpty() ? "an image that the service does not tell" : read;
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
        return proof(sight, verdict, reason, skipped, failed, patched(sight));
    }

    private static int patched(GroupSight sight) {
        return (int) sight.nodes().stream()
                .filter(Node::running)
                .filter(node -> patched(sight, node))
                .count();
    }

    private static GroupProof proof(
            GroupSight sight,
            Verdict verdict,
            String reason,
            List<NodeNote> skipped,
            List<NodeNote> failed,
            int patched) {
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
