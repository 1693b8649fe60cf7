package io.hyperpatch.proof;

import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.proof.GroupProof.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Judges one group after a call that was accepted and changed nothing. Where the service shows no image, that proves nothing: the nodes may
 * have had the image already, or have been passed over.
 */
final class UnchangedProof {
    /** Counted from the call; nodes on their way have the usual patience, after the silence in which nothing changed. */
    private static final Duration PATIENCE = Proof.PATIENCE.multipliedBy(2);

    private UnchangedProof() {}

    /** The image that each node should run, if there was nothing to do. */
    private static ShownImage image(GroupSight sight) {
        return sight.intent().isForDefault()
                ? sight.group().currentImage()
                : sight.intent().pinned();
    }

    /** @param sight with each of its nodes read */
    static GroupProof of(GroupSight sight, Instant now) {
        Intent intent = sight.intent();
        if (sight.group().updateUnderWay()) {
            return GroupJudge.open(sight, Verdict.IN_FLIGHT, "an update has begun after all");
        }
        ShownImage image = image(sight);
        boolean headedElsewhere = sight.group().desiredImage().differsFrom(image);
        if (sight.group().currentImage().differsFrom(image) || headedElsewhere) {
            String why = "the start was accepted and nothing changed, but the group is not on "
                    + image.text().orElse("its image");
            return GroupJudge.open(sight, Verdict.UNKNOWN, why);
        }
        Instant patient = intent.calledAt().orElse(intent.plannedAt()).plus(PATIENCE);
        boolean patienceOver = !now.isBefore(patient);
        boolean steady = sight.complete() && sight.doubt().isEmpty();
        if (!steady && !patienceOver) {
            return GroupJudge.open(sight, Verdict.NOT_YET, sight.doubt().orElse("nodes are on their way"));
        }
        if (sight.read().outstanding() > 0 || !sight.read().unreadable().isEmpty() && !patienceOver) {
            return GroupJudge.open(sight, Verdict.NOT_YET, sight.read().inWords());
        }
        if (sight.unlisted() > 0) {
            return GroupJudge.open(sight, Verdict.UNKNOWN, sight.doubt().orElseThrow());
        }
        GroupProof proof = judged(sight, image);
        boolean unread = proof.unproven().stream().anyMatch(note -> sight.unreadable(note.instanceId()));
        if (unread) {
            return GroupJudge.open(sight, Verdict.NOT_YET, sight.read().inWords());
        }
        return sight.doubt().map(proof::withDoubt).orElse(proof);
    }

    private static GroupProof judged(GroupSight sight, ShownImage image) {
        Set<Stand> stands = EnumSet.noneOf(Stand.class);
        List<NodeNote> skipped = new ArrayList<>();
        List<NodeNote> failed = new ArrayList<>();
        List<NodeNote> unproven = new ArrayList<>();
        int there = 0;
        for (Node node : sight.judged()) {
            ShownImage runs = sight.shown(node).orElse(node.currentImage());
            if (!node.running()) {
                stands.add(Stand.NOT_RUNNING);
                failed.add(new NodeNote(node.instanceId(), "is " + node.status()));
            } else if (runs.sameAs(image)) {
                stands.add(Stand.WAS_ON_PIN);
                there++;
            } else if (runs.differsFrom(image)) {
                stands.add(Stand.AS_BEFORE);
                skipped.add(
                        new NodeNote(node.instanceId(), "runs " + runs.text().orElseThrow()));
            } else if (sight.countsNoOtherOn(image) && !sight.unreadable(node.instanceId())) {
                stands.add(Stand.AS_BEFORE);
                skipped.add(new NodeNote(
                        node.instanceId(),
                        "shows no image to compare, and the group does not count it among those on its image"));
            } else {
                stands.add(Stand.UNPROVEN);
                unproven.add(new NodeNote(node.instanceId(), "runs an image that the service does not tell"));
            }
        }
        if (sight.missing() > 0) {
            stands.add(Stand.NOT_RUNNING);
        }
        StandRule rule = StandRule.of(stands, false);
        return new GroupProof(
                sight.group().name(),
                rule.verdict(),
                reason(rule, image),
                unproven.isEmpty() ? rung(image) : Evidence.UNPROVEN,
                sight.groupBefore().currentImage().text(),
                sight.intent().pin(),
                sight.group().currentImage().text(),
                sight.group().softwareUpdateStatus(),
                sight.nodes().size(),
                there,
                stands,
                false,
                skipped,
                failed,
                BrokenBefore.notes(sight),
                unproven);
    }

    private static Evidence rung(ShownImage image) {
        return image.id().isPresent() ? Evidence.IMAGE_ID : Evidence.RELEASE_VERSION;
    }

    private static String reason(StandRule rule, ShownImage image) {
        String pin = image.text().orElse("its image");
        return switch (rule) {
            case NO_NODES -> "no node is left to be judged";
            case ALL_WERE_THERE -> "every node runs " + pin + ", and the service had nothing to do";
            case UNPROVEN_NODE ->
                "the start was accepted and nothing changed; the service shows no image, so that its nodes had the image"
                        + " already is not proved";
            default ->
                "the group is on " + pin
                        + ", but not every node runs it: the service did nothing, or left the same nodes"
                        + " behind once more";
        };
    }
}
