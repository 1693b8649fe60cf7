package io.hyperpatch.rollout;

import java.util.Objects;

/**
 * An instance group that a run does not touch, with the reason that people read.
 *
 * @param reason the end of a sentence that begins with the group's name
 */
public record LeftOut(String group, Cause cause, String reason) {
    /** The kinds of reasons. */
    public enum Cause {
        /** It has no node: new nodes start from the image that the group has. */
        EMPTY,
        /** The policy names it in {@code rollout.leaveOut}. */
        POLICY,
        /** It is Failed, Creating or Deleting, and the policy's {@code rollout.onUnready} is {@code leaveOut}. */
        UNREADY,
        /** It is a restricted instance group, which the service's API cannot patch. */
        RESTRICTED
    }

    public LeftOut {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(reason, "reason");
    }
}
