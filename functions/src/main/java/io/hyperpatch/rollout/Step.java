package io.hyperpatch.rollout;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.Pin;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What one start call covers.
 *
 * @param index from 1, in the order of the run, whatever the direction: no two steps of a run share
 *     intents, proofs or waiters
 * @param direction absent in what version 1 stored, which knew one
 * @param pin what all of its groups get: forward the pinned image, back the one that they had
 * @param pace how it is paced and what undoes it, where that is not as the policy says
 */
public record Step(
        int index, Direction direction, Phase phase, Pin pin, List<String> groups, Optional<DeploymentConfig> pace) {
    /** The part of a run to which a step belongs; items and reports spell it in small letters. */
    public enum Phase {
        /** The groups on which the image has to show itself first. */
        CANARY,
        /** All others. */
        REST;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a step brings groups to their pins, or to what they had before. */
    public enum Direction {
        FORWARD,
        BACK
    }

    public Step {
        direction = Objects.requireNonNullElse(direction, Direction.FORWARD);
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(pin, "pin");
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            // Without groups the call would patch every group of the cluster.
            throw new IllegalArgumentException("step " + index + " names no instance group");
        }
    }

    /** A step forward, paced as the policy says. */
    public Step(int index, Phase phase, Pin pin, List<String> groups) {
        this(index, Direction.FORWARD, phase, pin, groups, Optional.empty());
    }

    @JsonIgnore
    public boolean isBack() {
        return direction == Direction.BACK;
    }

    /** The same step for some of its groups. */
    public Step only(List<String> some) {
        return new Step(
                index,
                direction,
                phase,
                pin,
                groups.stream().filter(some::contains).toList(),
                pace);
    }
}
