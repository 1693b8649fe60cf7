package io.hyperpatch.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * A function of the product: one record in, one decision out, both as JSON.
 *
 * <p>An expected outcome is an answer; an exception is a fault, and its class name is what a workflow's Catch sees. A stream
 * handler, because the runtime's own binding of records doubles the cold start.
 *
 * @param <I> the record that the workflow hands over
 */
public abstract class JsonFunction<I> implements RequestStreamHandler {
    private static final Logger LOG = LoggerFactory.getLogger(JsonFunction.class);
    private static final String CORRELATION_ID = "correlation_id";

    private final Class<I> inputType;

    protected JsonFunction(Class<I> inputType) {
        this.inputType = Objects.requireNonNull(inputType);
    }

    /** Decides and acts; what it returns is the state's result. */
    protected abstract Object handle(I input);

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode event = Json.mapper().readTree(input);
        Object answer = PowertoolsLogging.withLogging(context, () -> answer(event));
        Json.mapper().writeValue(output, answer);
    }

    private Object answer(JsonNode event) {
        MDC.put(CORRELATION_ID, event.path("run").asText("none"));
        try {
            Object answer = handle(Json.to(inputType, event));
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
