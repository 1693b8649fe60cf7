package io.hyperpatch.hyperpod.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.cluster.UnreadableAnswer;
import io.hyperpatch.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Keeps the JSON of an answer as the service sent it, beside what the SDK makes of it.
 *
 * <p>The SDK drops the members that it does not model; signing, retries and errors stay its own.
 */
public final class RawAnswer implements ExecutionInterceptor {
    private static final ExecutionAttribute<Slot> SLOT = new ExecutionAttribute<>("RawAnswer");

    /** Where the answer of one call is put. */
    static final class Slot {
        private byte[] body = {};
        private int attempts;

        /** @throws UnreadableAnswer if it is none */
        JsonNode json() {
            try {
                return Json.mapper().readTree(body);
            } catch (IOException e) {
                throw new UnreadableAnswer("the service's answer is no JSON", e);
            }
        }

        /** How often the SDK sent the request. */
        int attempts() {
            return attempts;
        }

        /** Makes a request's answer land here. */
        Consumer<AwsRequestOverrideConfiguration.Builder> onRequest() {
            return request -> request.putExecutionAttribute(SLOT, this);
        }
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Slot slot = attributes.getAttribute(SLOT);
        if (slot != null) {
            slot.attempts++;
        }
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        Slot slot = attributes.getAttribute(SLOT);
        if (slot == null || context.responseBody().isEmpty()) {
            return context.responseBody();
        }
        try (InputStream body = context.responseBody().get()) {
            slot.body = body.readAllBytes();
            return Optional.of(new ByteArrayInputStream(slot.body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
