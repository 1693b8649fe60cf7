package io.hyperpatch.rehearsal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What a task asks of an integration; the token only for {@code .waitForTaskToken}. */
public record TaskRequest(
        Resource resource, JsonNode arguments, String executionArn, String state, Optional<String> taskToken) {}
