package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A document in two states: as it really is, and as reads show it. */
final class Published {

    private final ObjectNode real;
    private ObjectNode shown;
    private boolean waiting;

    Published(ObjectNode real) {
        this.real = real;
        this.shown = real.deepCopy();
    }

    /** To be changed; seen by nobody until it is published. */
    ObjectNode real() {
        return real;
    }

    /** To be read only. */
    ObjectNode shown() {
        return shown;
    }

    void publish() {
        waiting = false;
        shown = real.deepCopy();
    }

    /** True for the first caller since the last publication: one timer is enough. */
    boolean beginWaiting() {
        boolean first = !waiting;
        waiting = true;
        return first;
    }
}
