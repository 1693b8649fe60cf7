package io.hyperpatch.rehearsal.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.hyperpatch.rehearsal.fault.Tear;

/** A page of a list as it looks to whoever reads the pages while entries come and go. */
final class TornPage {
    private TornPage() {}

    /** Tears every list that stands directly in the answer. */
    static JsonNode of(JsonNode answer, Tear how) {
        JsonNode copy = answer.deepCopy();
        for (JsonNode member : copy) {
            if (member instanceof ArrayNode list && !list.isEmpty()) {
                tear(list, how);
            }
        }
        return copy;
    }

    private static void tear(ArrayNode list, Tear how) {
        int last = list.size() - 1;
        switch (how) {
            case LACKS -> list.remove(last);
            case REPEATS -> list.add(list.get(last).deepCopy());
            case LACKS_AND_REPEATS ->
                list.set(last, list.get(Math.max(0, last - 1)).deepCopy());
        }
    }
}
