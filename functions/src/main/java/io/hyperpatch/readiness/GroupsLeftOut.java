package io.hyperpatch.readiness;

import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.RestrictedGroup;
import io.hyperpatch.rollout.LeftOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The groups of a cluster that a run does not touch: each is named, with its reason. */
final class GroupsLeftOut {
    private GroupsLeftOut() {}

    static List<LeftOut> of(Situation situation) {
        List<LeftOut> leftOut = new ArrayList<>();
        for (InstanceGroup group : situation.cluster().groups()) {
            // One that the policy names may lack an image, and then the run never asked for it.
            if (situation.wanted().contains(group.name()) || situation.namedLeftOut(group)) {
                reason(situation, group).ifPresent(leftOut::add);
            }
        }
        for (RestrictedGroup group : situation.cluster().restrictedGroups()) {
            leftOut.add(new LeftOut(
                    group.name(),
                    LeftOut.Cause.RESTRICTED,
                    "is a restricted instance group, which the service's API cannot patch"));
        }
        return leftOut;
    }

    private static Optional<LeftOut> reason(Situation situation, InstanceGroup group) {
        if (situation.namedLeftOut(group)) {
            return Optional.of(new LeftOut(
                    group.name(), LeftOut.Cause.POLICY, "is left out, as the policy's rollout.leaveOut says"));
        }
        if (situation.leftOut(group)) {
            return Optional.of(new LeftOut(
                    group.name(),
                    LeftOut.Cause.UNREADY,
                    "is " + group.status() + ", and is left out as the policy's rollout.onUnready says"));
        }
        if (group.currentCount() == 0) {
            return Optional.of(new LeftOut(
                    group.name(),
                    LeftOut.Cause.EMPTY,
                    "has no nodes, so there is nothing to patch; nodes added later start from the image that the group"
                            + " has"));
        }
        return Optional.empty();
    }
}
