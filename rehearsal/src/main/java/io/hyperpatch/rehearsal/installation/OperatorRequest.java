package io.hyperpatch.rehearsal.installation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Document;
import io.hyperpatch.event.EventParser;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * A run asked for by hand: the detail of {@code events/in/operator-request}.
 *
 * @param clusters only these of the policy's; empty: all of them
 * @param release also lifts what blocks the image there
 */
public record OperatorRequest(List<String> clusters, String reason, String requestedBy, boolean release) {
    static final String SOURCE = "hyperpatch.operator";
    static final String DETAIL_TYPE = "Hyperpatch Operator Request";

    private static final int LONGEST_NAME = 256;

    public OperatorRequest {
        clusters = List.copyOf(clusters);
        Objects.requireNonNull(reason, "reason");
        // Paths of IAM can make an ARN longer than an event may hold.
        requestedBy = requestedBy.substring(0, Math.min(LONGEST_NAME, requestedBy.length()));
    }

    ObjectNode detail() {
        ObjectNode detail = JsonNodeFactory.instance.objectNode().put("action", "start");
        if (!clusters.isEmpty()) {
            clusters.forEach(detail.putArray("clusters")::add);
        }
        return detail.put("reason", reason).put("requestedBy", requestedBy).put("release", release);
    }

    /**
     * Reads it as the product will.
     *
     * @throws BadDocument naming every mistake: the product would refuse it
     */
    public void check(Instant now) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("source", SOURCE)
                .put("detail-type", DETAIL_TYPE)
                .put("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
        event.set("detail", detail());
        new EventParser().parse(Document.of("the request", event));
    }
}
