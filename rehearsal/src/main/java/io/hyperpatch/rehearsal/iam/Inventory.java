package io.hyperpatch.rehearsal.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The contents of an account, as far as the rights that a call needs depend on them. */
public interface Inventory {

    /**
     * A cluster.
     *
     * @param eks the ARN of the EKS cluster that orchestrates it; empty on Slurm
     */
    record Cluster(String arn, Map<String, String> tags, Optional<String> eks) {
        public Cluster {
            tags = Map.copyOf(tags);
        }
    }

    Optional<Cluster> cluster(String nameOrArn);

    /** The snapshots of an image of this account; empty if it is an image of others, or of nobody. */
    Optional<List<String>> snapshotsOfOwn(String imageId);

    /** The ARN of the state machine whose task was given this token; empty if no task was. */
    Optional<String> machineOf(String taskToken);
}
