package io.hyperpatch.rehearsal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;

/**
 * One entry of an execution's history.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html">HistoryEvent</a>
 */
public final class HistoryEvent {
    private final long id;
    private final long previousEventId;
    private final Instant timestamp;
    private final String type;
    private final Map<String, Object> details;

    public HistoryEvent(long id, long previousEventId, Instant timestamp, String type, Map<String, Object> details) {
        this.id = id;
        this.previousEventId = previousEventId;
        this.timestamp = timestamp;
        this.type = type;
        this.details = details;
    }

    /** Counted from 1 in the order in which they happened. */
    public long id() {
        return id;
    }

    /** The event that led to this one; 0 for the first. */
    public long previousEventId() {
        return previousEventId;
    }

    /** When it happened, in virtual time. */
    public Instant timestamp() {
        return timestamp;
    }

    /** The published type, such as TaskStateEntered. */
    public String type() {
        return type;
    }

    /** The details in the service's naming, but with JSON as JSON instead of in strings; made anew at each call. */
    public JsonNode details() {
        return Values.toJson(details);
    }

    @Override
    public String toString() {
        return id + " " + type + " " + details;
    }
}
