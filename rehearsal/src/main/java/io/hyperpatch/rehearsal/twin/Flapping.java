package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.random.RandomGenerator;

/** Shows a wrong ImageVersionStatus in two of twenty readings: all that stand in one answer are wrong together. */
final class Flapping {

    private static final double SHARE = 2.0 / 20;

    private final boolean flaps;
    private final RandomGenerator random;

    Flapping(boolean flaps, RandomGenerator random) {
        this.flaps = flaps;
        this.random = random;
    }

    /** @param answer of a read; changed */
    <T extends JsonNode> T over(T answer) {
        if (flaps && random.nextDouble() < SHARE) {
            answer.findParents(ImageDisplay.VERSION_STATUS)
                    .forEach(parent -> ((ObjectNode) parent).put(ImageDisplay.VERSION_STATUS, wrong(parent)));
        }
        return answer;
    }

    private static String wrong(JsonNode parent) {
        boolean upToDate = parent.path(ImageDisplay.VERSION_STATUS).asText().equals(Catalogue.UP_TO_DATE);
        return upToDate ? "SecurityUpdateRequired" : Catalogue.UP_TO_DATE;
    }
}
