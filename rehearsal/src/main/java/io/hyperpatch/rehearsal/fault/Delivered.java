package io.hyperpatch.rehearsal.fault;

import java.time.Instant;

/**
 * A fault that struck.
 *
 * @param kind as in the scenario
 * @param function whose call it was, or the rule whose event it was, or the workflow, cluster or alarm that was struck
 * @param action the call, or the event's detail-type, or what was struck there
 */
public record Delivered(Instant at, String kind, String function, String action) {}
