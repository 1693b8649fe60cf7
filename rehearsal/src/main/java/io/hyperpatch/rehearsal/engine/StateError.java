package io.hyperpatch.rehearsal.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An error of a state; the name or the cause is null where a Fail state gave none. */
record StateError(String name, String cause, boolean heartbeat) {
    StateError(String name, String cause) {
        this(cut(name, Limits.ERROR_LENGTH), cut(cause, Limits.CAUSE_LENGTH), false);
    }

    /** A missed heartbeat: reported as a time-out, but a catcher may name it. */
    static StateError missedHeartbeat() {
        return new StateError(Errors.TIMEOUT, null, true);
    }

    static StateError runtime(String cause) {
        return new StateError(Errors.RUNTIME, cause);
    }

    static StateError dataLimit(String cause) {
        return new StateError(Errors.DATA_LIMIT_EXCEEDED, cause);
    }

    /** What {@code $states.errorOutput} holds. */
    Map<String, Object> output() {
        Map<String, Object> output = new LinkedHashMap<>();
        if (name != null) {
            output.put("Error", name);
        }
        if (cause != null) {
            output.put("Cause", cause);
        }
        return Collections.unmodifiableMap(output);
    }

    /** The details of a history event that tells of it. */
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        if (name != null) {
            details.put("error", name);
        }
        if (cause != null) {
            details.put("cause", cause);
        }
        return details;
    }

    private static String cut(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }
}
