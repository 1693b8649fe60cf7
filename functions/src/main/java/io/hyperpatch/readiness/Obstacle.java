package io.hyperpatch.readiness;

import java.util.Optional;

/**
 * Why a cluster cannot be patched now.
 *
 * @param rule the rule that says so
 * @param group the instance group that it is about; absent if it is about the cluster
 * @param remedy what a person can do about it
 */
public record Obstacle(String rule, Optional<String> group, String reason, String remedy) {
    static Obstacle ofCluster(String rule, String reason, String remedy) {
        return new Obstacle(rule, Optional.empty(), reason, remedy);
    }

    static Obstacle ofGroup(String rule, String group, String reason, String remedy) {
        return new Obstacle(rule, Optional.of(group), reason, remedy);
    }
}
