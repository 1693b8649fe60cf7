package io.hyperpatch.proof;

import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.intent.VersionReadings;
import io.hyperpatch.proof.GroupProof.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Judges one group whose update is over: by where its nodes stand, not by the status.
 *
 * <p>{@code Succeeded} can hide nodes that were skipped, and on a rollback the current and the desired
 * image swap: so a node counts as patched only if the group's counts and the node's own update time say so,
 * if it was read and runs the pin, or, where no image is shown, by the rungs of {@link Evidence} that need
 * none.
 *
 * @see StandRule the table that decides
 */
final class GroupJudge {
    /** Version statuses are read for so long until enough in a row are alike. */
    static final Duration READING = Duration.ofHours(6);

    private GroupJudge() {}

    /** @param readings the version statuses so far, where they had to be read */
    record Judged(GroupProof proof, Optional<VersionReadings> readings) {
        static Judged of(GroupProof proof) {
            return new Judged(proof, Optional.empty());
        }
    }

    static Judged judge(GroupSight sight, Instant now) {
        String status = sight.group().softwareUpdateStatus().orElse("");
        if (sight.group().updateUnderWay()) {
            return Judged.of(open(sight, Verdict.IN_FLIGHT, "its update is " + status));
        }
        if (!sight.ripe()) {
            return Judged.of(notYet(sight, sight.doubt().orElseGet(() -> unripe(sight))));
        }
        if (unread(sight)) {
            return Judged.of(notYet(sight, sight.read().inWords()));
        }
        if (sight.unlisted() > 0) {
            // They are there, and no reading has shown them: that they do not run would be a guess.
            return Judged.of(open(sight, Verdict.UNKNOWN, sight.doubt().orElseThrow()));
        }
        VersionReadings readings = VersionStatus.readings(sight, now);
        List<NodeProof> nodes = sight.judged().stream()
                .map(node -> NodeProof.of(sight, node, readings))
                .toList();
        if (nodes.stream().anyMatch(node -> onlyUnread(sight, node))) {
            return Judged.of(notYet(sight, sight.read().inWords()));
        }
        if (readsOn(sight, nodes, readings, now)) {
            String reason = "no image is shown; the version statuses of the nodes have been read alike "
                    + readings.alike() + " of " + VersionReadings.ENOUGH + " times in a row";
            return new Judged(notYet(sight, reason), Optional.of(readings));
        }
        GroupProof proof = ended(sight, nodes);
        return Judged.of(sight.patienceOver() ? inDoubt(sight, proof) : believed(sight, proof));
    }

    private static String unripe(GroupSight sight) {
        return sight.complete() ? "the group has not reached its image" : countsInWords(sight);
    }

    private static boolean unread(GroupSight sight) {
        return sight.read().outstanding() > 0
                || !sight.patienceOver() && !sight.read().unreadable().isEmpty();
    }

    /**
     * Its answer could not be read, and that must not pass for an image that is not shown. Where the group
     * shows none, its nodes show none either, and a rung that needs none proves them whatever the answer
     * would be.
     */
    private static boolean onlyUnread(GroupSight sight, NodeProof proof) {
        boolean takenForHidden =
                proof.stand() == Stand.UPDATED && sight.group().currentImage().isShown();
        return sight.unreadable(proof.node().instanceId()) && (proof.stand() == Stand.UNPROVEN || takenForHidden);
    }

    /**
     * A group that never held still long enough to be listed whole is judged by what could be read, and
     * that is said.
     */
    private static GroupProof inDoubt(GroupSight sight, GroupProof proof) {
        return sight.doubt().map(proof::withDoubt).orElse(proof);
    }

    /**
     * Nodes that no better rung proves may yet be proved by version statuses, if each of them shows one
     * that could turn.
     */
    private static boolean readsOn(GroupSight sight, List<NodeProof> nodes, VersionReadings readings, Instant now) {
        List<NodeProof> unproven =
                nodes.stream().filter(node -> node.stand() == Stand.UNPROVEN).toList();
        boolean inTime = sight.intent()
                .endedAt()
                .filter(ended -> now.isBefore(ended.plus(READING)))
                .isPresent();
        return inTime
                && !readings.enough()
                && !sight.undone()
                && !unproven.isEmpty()
                && unproven.stream().allMatch(node -> VersionStatus.mayTurn(sight, node.node()));
    }

    private static GroupProof ended(GroupSight sight, List<NodeProof> nodes) {
        Set<Stand> stands = EnumSet.noneOf(Stand.class);
        nodes.forEach(node -> stands.add(node.stand()));
        if (sight.missing() > 0) {
            stands.add(Stand.NOT_RUNNING);
        }
        boolean undone = undone(sight);
        StandRule rule = StandRule.of(stands, undone);
        return new GroupProof(
                sight.group().name(),
                rule.verdict(),
                reason(sight, rule, nodes),
                evidence(nodes),
                sight.groupBefore().currentImage().text(),
                sight.intent().pin(),
                sight.group().currentImage().text(),
                sight.group().softwareUpdateStatus(),
                sight.nodes().size(),
                (int) nodes.stream().filter(NodeProof::patched).count(),
                stands,
                undone,
                undone ? List.of() : notes(sight, nodes, node -> node.stand() == Stand.AS_BEFORE),
                rule.verdict() == Verdict.MIXED ? failed(sight, proven(nodes), undone) : List.of(),
                BrokenBefore.notes(sight),
                notes(sight, nodes, node -> node.stand() == Stand.UNPROVEN));
    }

    /** The service says so, or the group is back on its image, and the service does not say that its update ended well. */
    private static boolean undone(GroupSight sight) {
        return sight.undone() || sight.backOnItsImage() && !sight.succeeded();
    }

    /** Nodes of which nothing is known are named as unproven, and not as failed beside. */
    private static List<NodeProof> proven(List<NodeProof> nodes) {
        return nodes.stream().filter(node -> node.stand() != Stand.UNPROVEN).toList();
    }

    /**
     * Named as failed are the fewer: on the way back, those that are not back; where nodes kept the pin,
     * those without it.
     */
    private static List<NodeNote> failed(GroupSight sight, List<NodeProof> nodes, boolean undone) {
        boolean keptThePin = !sight.group()
                        .softwareUpdateStatus()
                        .filter("RollbackComplete"::equals)
                        .isPresent()
                && nodes.stream().anyMatch(NodeProof::patched);
        if (!undone) {
            return notes(sight, nodes, node -> node.stand() == Stand.NOT_RUNNING || node.stand() == Stand.ELSEWHERE);
        }
        return notes(
                sight,
                nodes,
                node -> keptThePin
                        ? !node.patched()
                        : node.stand() != Stand.AS_BEFORE && node.stand() != Stand.WAS_ON_PIN);
    }

    private static List<NodeNote> notes(GroupSight sight, List<NodeProof> nodes, Predicate<NodeProof> which) {
        return nodes.stream().filter(which).map(node -> note(sight, node)).toList();
    }

    private static NodeNote note(GroupSight sight, NodeProof proof) {
        Node node = proof.node();
        if (!node.running()) {
            return new NodeNote(
                    node.instanceId(),
                    "is " + node.status()
                            + node.message().map(text -> ": " + text).orElse(""));
        }
        String runs = "runs " + sight.known(node).text().orElse("an image that the service does not tell");
        return switch (proof.stand()) {
            case UNPROVEN -> new NodeNote(node.instanceId(), runs + "; its update time does not prove an update by us");
            case AS_BEFORE ->
                new NodeNote(
                        node.instanceId(),
                        runs
                                + sight.platform()
                                        .passesOver()
                                        .filter(why -> !undone(sight))
                                        .map(why -> "; the service " + why)
                                        .orElse(""));
            default -> new NodeNote(node.instanceId(), runs + (undone(sight) ? " after the rollback" : ""));
        };
    }

    private static Evidence evidence(List<NodeProof> nodes) {
        return nodes.stream()
                .filter(node -> node.stand() != Stand.NOT_RUNNING)
                .map(NodeProof::evidence)
                .reduce(Evidence::and)
                .orElse(Evidence.UNPROVEN);
    }

    private static String reason(GroupSight sight, StandRule rule, List<NodeProof> nodes) {
        return switch (rule) {
            case WENT_BACK_WITHOUT_NODES -> "the service says that its update went back, and no node of it is left";
            case NO_NODES -> sight.nodes().isEmpty() ? "the group has no nodes" : "every node was out of order before";
            case NOT_RUNNING_NODE, NODE_ELSEWHERE, DIVIDED -> leftBehind(sight);
            case UNPROVEN_NODE ->
                "the update is over, and nothing that the service shows proves which image "
                        + count(nodes, Stand.UNPROVEN) + " of its " + nodes.size() + " nodes run";
            case WHOLE_GROUPS_BACK -> "every node is back on the image from before";
            case PASSED_OVER -> count(nodes, Stand.AS_BEFORE) + " nodes were left on another image";
            case NOTHING_SHOWN -> "our update ended well on every node, and the service shows no image";
            case ALL_WERE_THERE -> "every node was on the image before";
            case ALL_ON_PIN -> "every node runs the pinned image";
        };
    }

    private static String leftBehind(GroupSight sight) {
        String status = sight.group().softwareUpdateStatus().orElse("");
        if (status.equals("RollbackComplete")) {
            return "the rollback left nodes behind";
        }
        return sight.succeeded()
                ? sight.enough() ? "the group's image is not the pinned one" : countsInWords(sight)
                : "the update ended as '" + status + "'";
    }

    private static long count(List<NodeProof> nodes, Stand stand) {
        return nodes.stream().filter(node -> node.stand() == stand).count();
    }

    /**
     * Records that disagree may only be late: DescribeCluster and the nodes' own records are not read in
     * one moment.
     */
    private static GroupProof believed(GroupSight sight, GroupProof proof) {
        ShownImage now = sight.group().currentImage();
        boolean left = proof.verdict() == Verdict.VERIFIED_WITH_SKIPS || proof.verdict() == Verdict.MIXED;
        if (left && sight.countDisagrees()) {
            return notYet(sight, "the group counts other nodes on its desired image than they say themselves");
        }
        if (sight.succeeded() && sight.target().filter(now::differsFrom).isPresent()) {
            return notYet(sight, "the group does not show the pinned image");
        }
        if (proof.verdict() == Verdict.ROLLED_BACK
                && now.differsFrom(sight.groupBefore().currentImage())) {
            return notYet(sight, "the group does not show the image from before");
        }
        boolean mayBegin = proof.verdict() != Verdict.ALREADY_CURRENT || sight.defaultWasThere();
        return sight.group().softwareUpdateStatus().isEmpty() && mayBegin && proof.verdict() != Verdict.EMPTY
                ? notYet(sight, "the group shows no status of an update")
                : proof;
    }

    private static GroupProof notYet(GroupSight sight, String reason) {
        return open(sight, Verdict.NOT_YET, reason);
    }

    static GroupProof open(GroupSight sight, Verdict verdict, String reason) {
        return new GroupProof(
                sight.group().name(),
                verdict,
                reason,
                Evidence.UNPROVEN,
                sight.groupBefore().currentImage().text(),
                sight.intent().pin(),
                sight.group().currentImage().text(),
                sight.group().softwareUpdateStatus(),
                sight.nodes().size(),
                0,
                Set.of(),
                false,
                List.of(),
                List.of(),
                BrokenBefore.notes(sight),
                List.of());
    }

    static String countsInWords(GroupSight sight) {
        long running = sight.nodes().stream().filter(Node::running).count();
        return running + " of " + sight.group().targetCount() + " nodes are running";
    }
}
