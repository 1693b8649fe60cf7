package io.hyperpatch.role;

import io.hyperpatch.policy.FleetPolicy;
import java.util.List;
import java.util.Objects;

/**
 * All that roles follow from beside the tables of calls.
 *
 * @param clusterArns the ARNs of the clusters that the policy names; empty if the deployment was given none
 */
public record Deployment(Place place, FleetPolicy policy, List<String> clusterArns, Parts parts) {
    public Deployment {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(policy, "policy");
        clusterArns = List.copyOf(clusterArns);
        Objects.requireNonNull(parts, "parts");
    }

    /**
     * The ARNs of the parts that functions use.
     *
     * @param table of the store
     * @param policy the parameter that holds the policy
     * @param topic of notifications
     * @param key encrypts the topic
     * @param bus of the events of the product
     * @param schedules any schedule in the group of those that bring patch-fleet back
     * @param returns the role that these schedules start patch-fleet as
     */
    public record Parts(
            String table, String policy, String topic, String key, String bus, String schedules, String returns) {}
}
