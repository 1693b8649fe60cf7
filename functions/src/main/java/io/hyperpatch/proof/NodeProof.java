package io.hyperpatch.proof;

import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.intent.VersionReadings;

/**
 * The place of one node between its images, and the rung on which that is proved.
 *
 * @param node as it was listed
 */
record NodeProof(Node node, Stand stand, Evidence evidence) {

    /** @param readings the version statuses of its group so far, this reading included */
    static NodeProof of(GroupSight sight, Node node, VersionReadings readings) {
        if (!node.running()) {
            return new NodeProof(node, Stand.NOT_RUNNING, Evidence.UNPROVEN);
        }
        ShownImage runs = sight.known(node);
        ShownImage target =
                sight.target().orElse(sight.defaultWasThere() ? sight.group().currentImage() : ShownImage.NONE);
        if (runs.sameAs(target)) {
            return new NodeProof(node, onTarget(sight, node, target), rung(runs, target));
        }
        if (runs.differsFrom(target)) {
            return new NodeProof(node, offTarget(sight, node, runs), rung(runs, target));
        }
        return hidden(sight, node, target, readings);
    }

    private static Stand onTarget(GroupSight sight, Node node, ShownImage target) {
        boolean wasThere = sight.groupBefore().currentImage().sameAs(target);
        if (wasThere && sight.intent().isForDefault() && sight.undone()) {
            return Stand.AS_BEFORE;
        }
        return wasThere && !sight.updatedSince(node) ? Stand.WAS_ON_PIN : Stand.ON_PIN;
    }

    /** A node that was reached by the update, which ended well, and is back on the image from before, has been taken back by others. */
    private static Stand offTarget(GroupSight sight, Node node, ShownImage runs) {
        if (untouched(sight, node)) {
            return Stand.AS_BEFORE;
        }
        boolean asBefore = runs.sameAs(sight.groupBefore().currentImage());
        return asBefore && !sight.takenBack() ? Stand.AS_BEFORE : Stand.ELSEWHERE;
    }

    /** Nothing is shown of the node that could be compared with where it is to be. */
    private static NodeProof hidden(GroupSight sight, Node node, ShownImage target, VersionReadings readings) {
        if (untouched(sight, node) && sight.group().desiredImage().sameAs(target) && !sight.countDisagrees()) {
            // The group counts how many run its image, and this one is not among them.
            return new NodeProof(node, Stand.AS_BEFORE, rung(sight.group().desiredImage(), target));
        }
        if (SightedUpdate.undone(sight)) {
            return new NodeProof(node, Stand.AS_BEFORE, Evidence.SIGHTED_UPDATE);
        }
        if (SightedUpdate.updated(sight, node)) {
            return new NodeProof(node, Stand.UPDATED, Evidence.SIGHTED_UPDATE);
        }
        return VersionStatus.turned(sight, node) && readings.enough() && !sight.undone()
                ? new NodeProof(node, Stand.UPDATED, Evidence.VERSION_STATUS)
                : new NodeProof(node, Stand.UNPROVEN, Evidence.UNPROVEN);
    }

    /** It was there before, and no software update has reached it since. */
    private static boolean untouched(GroupSight sight, Node node) {
        return sight.before().containsKey(node.instanceId()) && !sight.updatedSince(node);
    }

    private static Evidence rung(ShownImage one, ShownImage other) {
        return one.id().isPresent() && other.id().isPresent() ? Evidence.IMAGE_ID : Evidence.RELEASE_VERSION;
    }

    boolean patched() {
        return stand.patched();
    }
}
