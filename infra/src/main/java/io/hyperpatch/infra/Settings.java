package io.hyperpatch.infra;

import io.hyperpatch.policy.FleetPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that one deployment differs by.
 *
 * @param emails who is told by mail; empty: nobody so far
 * @param retain whether the record of runs outlives the stack
 * @param architecture arm64 or x86_64
 * @param logDays how many days logs are kept
 * @param clusterArns the ARNs of the clusters that the policy names; empty if nobody has said them
 * @param region where to deploy; empty: where the CDK command line points
 */
public record Settings(
        FleetPolicy policy,
        List<String> emails,
        boolean retain,
        String architecture,
        int logDays,
        List<String> clusterArns,
        Optional<String> region,
        Files files) {

    /**
     * What is deployed as it stands.
     *
     * @param functions the zip of the functions
     * @param workflows the folder of the workflows' definitions
     */
    public record Files(Path functions, Path workflows) {
        public Files {
            Objects.requireNonNull(functions, "functions");
            Objects.requireNonNull(workflows, "workflows");
        }

        /** Where they are in a clone of the repository. */
        public static Files in(Path root) {
            return new Files(root.resolve("functions/target/hyperpatch-functions.zip"), root.resolve("statemachines"));
        }
    }

    public Settings {
        Objects.requireNonNull(policy, "policy");
        emails = List.copyOf(emails);
        Objects.requireNonNull(architecture, "architecture");
        clusterArns = List.copyOf(clusterArns);
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(files, "files");
    }
}
