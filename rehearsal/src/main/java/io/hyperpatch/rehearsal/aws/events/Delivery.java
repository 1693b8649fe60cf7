package io.hyperpatch.rehearsal.aws.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** One copy of an event, given to the target of a rule. */
public record Delivery(Instant at, String rule, JsonNode event) {}
