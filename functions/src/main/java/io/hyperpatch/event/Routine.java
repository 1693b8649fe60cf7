package io.hyperpatch.event;

import java.util.List;

/**
 * Tells the events that only say that an update goes on. HyperPod gives them no code, so their text has to be matched; a text that is not
 * known counts as news.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-cluster-events-reference.html">HyperPod
 *     cluster events</a>
 */
final class Routine {
    /** A rollout of a thousand nodes, one at a time, sends each of these a thousand times. */
    private static final List<String> BEGINNINGS =
            List.of("Next update batch selected", "Baking period started", "Baking period completed");

    private Routine() {}

    static boolean is(String description) {
        return BEGINNINGS.stream().anyMatch(description::startsWith);
    }
}
