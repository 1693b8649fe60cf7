package io.hyperpatch.rehearsal.aws.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One copy of an event, given to the target of a rule.
 *
 * @param target the name of the function or workflow
 * @param event as it was put, whatever part of it the target is given
 */
public record Delivery(Instant at, String rule, String target, JsonNode event) {}
