package io.hyperpatch.rehearsal.engine;

import com.fasterxml.jackson.databind.JsonNode;

/** How an integration tells what became of its work; all but the first end are ignored. */
public interface TaskCallback {
    /** The job of a {@code .sync} task was accepted, and this was the answer. */
    void submitted(JsonNode answer);

    /** The work is done, or for a task with a token: the request was accepted. */
    void succeeded(JsonNode result);

    /** The work failed; the cause may be empty. */
    void failed(String error, String cause);
}
