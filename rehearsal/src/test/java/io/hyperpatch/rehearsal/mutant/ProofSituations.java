package io.hyperpatch.rehearsal.mutant;

import io.hyperpatch.cluster.NodeListing;
import java.util.List;
import net.bytebuddy.implementation.Implementation;

/** The rules by which it is proved what every node runs: the rungs of the ladder, the listing, the nodes that were broken before. */
final class ProofSituations {
    private static final String TRUTH = "the-reported-outcome-is-the-truth";

    static final List<Situation> ALL = List.of(
            of(
                    "image id: a node's own, not its group's",
                    "a node that was passed over is not called patched because its group is",
                    off("GroupSight", Instead.ofTheGroup(), "known"),
                    "pdb-skips"),
            of(
                    "release version: a node's own, not its group's",
                    "the same where versions are shown in place of ids",
                    off("GroupSight", Instead.ofTheGroup(), "known"),
                    "version-skips"),
            of(
                    "on the pin since before: what an update brought",
                    "a run whose update changed nothing does not call itself Verified",
                    off("NodeProof", Instead.onPin(), "onTarget"),
                    "current-and-torn"),
            of(
                    "sighted update: a node's time after the call",
                    "a node that was passed over is not called updated where no image is shown",
                    off("SightedUpdate", Instead.yes(), "afterTheCall"),
                    "passed-over-unseen"),
            of(
                    "sighted update: our own",
                    "somebody else's update is not called ours where no image is shown",
                    off("SightedUpdate", Instead.yes(), "seen"),
                    "theirs-unseen-after-ours"),
            of(
                    "sighted update: undone only by the service's word",
                    "an update that ended well is not called passed over where no image is shown",
                    off("SightedUpdate", Instead.yes(), "undone"),
                    "unseen-without-a-canary"),
            of(
                    "version status: turned during our intent",
                    "a node that was UpToDate before is not called updated",
                    off("VersionStatus", Instead.yes(), "turned"),
                    "passed-over-by-its-status"),
            of(
                    "the listing: as many as the group counts",
                    "a node that no page holds is not called patched",
                    new Redefined(NodeListing.class, Instead.no(), "lacks"),
                    "skipped-node-not-listed-while-scaled-in"),
            of(
                    "broken before: only what was",
                    "a node that failed in our update is not passed off as broken before",
                    off("GroupSight", Instead.notRunning(), "broken"),
                    "node-failed-at-the-end"),
            of(
                    "broken before: left out",
                    "a node that was out of order before is not held against the image",
                    off("GroupSight", Instead.no(), "broken"),
                    "canary-node-out-of-order-before"),
            new Situation(
                    "broken before: named",
                    "people read which nodes were left out of the proof",
                    off("BrokenBefore", Instead.nothing(), "notes"),
                    "canary-node-out-of-order-before",
                    "every-report-is-whole"));

    private ProofSituations() {}

    private static Situation of(String title, String protects, Redefined off, String scenario) {
        return new Situation(title, protects, off, scenario, TRUTH);
    }

    private static Redefined off(String type, Implementation instead, String method) {
        return new Redefined("io.hyperpatch.proof." + type, instead, method);
    }
}
