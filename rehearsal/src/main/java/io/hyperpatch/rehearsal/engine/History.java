package io.hyperpatch.rehearsal.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The events of one execution, at most as many as the service keeps. */
final class History {
    private final List<HistoryEvent> events = new ArrayList<>();

    /**
     * Adds an event and gives its number.
     *
     * @throws Full when only the place for the execution's last event is left
     */
    long add(Instant when, long previous, String type, Map<String, Object> details) {
        if (events.size() >= Limits.HISTORY_EVENTS - 1) {
            throw new Full();
        }
        return append(when, previous, type, details);
    }

    /** Adds the execution's last event, for which a place is kept. */
    void end(Instant when, String type, Map<String, Object> details) {
        append(when, events.size(), type, details);
    }

    private long append(Instant when, long previous, String type, Map<String, Object> details) {
        long id = events.size() + 1L;
        events.add(new HistoryEvent(id, previous, when, type, details));
        return id;
    }

    int size() {
        return events.size();
    }

    List<HistoryEvent> events() {
        return Collections.unmodifiableList(events);
    }

    /** Thrown when the history is full. */
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Full() {
            super("the history is full", null, false, false);
        }
    }
}
