/** Simulated EventBridge: a bus with rules, and deliveries that the scenario may spoil. */
package io.hyperpatch.rehearsal.aws.events;
