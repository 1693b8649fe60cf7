package io.hyperpatch.policy;

import java.util.List;
import java.util.Map;

/** The clusters that a policy is about. */
public sealed interface ClusterSelection {

    /** These clusters, in this order. */
    record ByName(List<String> names) implements ClusterSelection {
        public ByName {
            names = List.copyOf(names);
        }
    }

    /** Every cluster that carries all of these tags. */
    record ByTags(Map<String, String> tags) implements ClusterSelection {
        public ByTags {
            tags = Map.copyOf(tags);
        }
    }
}
