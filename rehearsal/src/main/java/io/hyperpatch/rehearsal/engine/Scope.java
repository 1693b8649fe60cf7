package io.hyperpatch.rehearsal.engine;

import java.util.HashMap;
import java.util.Map;

/** The variables of a running flow; those of the flow around it can be read. */
final class Scope {
    private final Scope outer;
    private final Map<String, Object> values = new HashMap<>();
    private long bytes;

    Scope(Scope outer) {
        this.outer = outer;
    }

    /** The value, or null if it is not assigned. */
    Object get(String name) {
        Object value = values.get(name);
        return value != null || outer == null ? value : outer.get(name);
    }

    /** Assigns all at once; the sizes were checked. */
    void assign(Map<String, Object> assigned) {
        assigned.forEach((name, value) -> {
            Object before = values.put(name, value);
            bytes += Values.size(value) - (before == null ? 0 : Values.size(before));
        });
    }

    /** The size of the flow's own variables, in bytes. */
    long bytes() {
        return bytes;
    }

    /** The size of all variables that the flow can read, in bytes. */
    long allBytes() {
        return bytes + (outer == null ? 0 : outer.allBytes());
    }
}
