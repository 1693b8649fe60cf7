package io.hyperpatch.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * A function of the product: one record in, one decision out, both as JSON.
 *
 * <p>An expected outcome is an answer; an exception is a fault, and its class name is what a workflow's
 * Catch sees. A stream handler, because the runtime's own binding of records doubles the cold start. The
 * event <code>{"ping": true}</code> is answered at once and changes nothing: an alias that is not invoked
 * for a fortnight falls asleep.
 *
 * @param <I> the record that the workflow hands over
 * @param <O> the record that is the result of the state
 */
public abstract class JsonFunction<I, O> implements RequestStreamHandler {
    private static final Logger LOG = LoggerFactory.getLogger(JsonFunction.class);
    private static final String CORRELATION_ID = "correlation_id";
    private static final JsonNode PING = Json.object().put("ping", true);
    private static final JsonNode PONG = Json.object().put("pong", true);

    private final Class<I> inputType;
    private Resource snapshot;

    protected JsonFunction(Class<I> inputType) {
        this.inputType = Objects.requireNonNull(inputType);
    }

    /**
     * Registers what is to be done around SnapStart's snapshot, and keeps it, because the context would let
     * it go. Anywhere else than on Lambda with SnapStart it is never done.
     */
    protected final void aroundSnapshot(Resource resource) {
        snapshot = Objects.requireNonNull(resource);
        Core.getGlobalContext().register(resource);
    }

    /** The resource that acts around a snapshot; null if none does. */
    final Resource snapshot() {
        return snapshot;
    }

    /** Decides and acts; what it returns is the state's result. */
    protected abstract O handle(I input);

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode event = Json.mapper().readTree(input);
        if (event.equals(PING)) {
            Json.mapper().writeValue(output, PONG);
            return;
        }
        respond(event, event.path("run").asText("none"), output, context);
    }

    final void respond(JsonNode event, String correlationId, OutputStream output, Context context) throws IOException {
        Object answer = PowertoolsLogging.withLogging(context, () -> answer(event, correlationId));
        Json.mapper().writeValue(output, answer);
    }

    private Object answer(JsonNode event, String correlationId) {
        MDC.put(CORRELATION_ID, correlationId);
        try {
            O answer = handle(Json.to(inputType, InputVersion.checked(event, inputType)));
            LOG.info("{} answered {}", getClass().getSimpleName(), answer);
            return answer;
        } catch (RuntimeException e) {
            LOG.error("{} failed", getClass().getSimpleName(), e);
            throw e;
        } finally {
            MDC.remove(CORRELATION_ID);
        }
    }
}
