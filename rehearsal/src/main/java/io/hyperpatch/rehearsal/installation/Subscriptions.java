package io.hyperpatch.rehearsal.installation;

/** Who is told: subscriptions of the topic that are confirmed, and those that wait for somebody to follow a link. */
public record Subscriptions(int confirmed, int pending) {}
