/** Simulated STS: who is calling. */
package io.hyperpatch.rehearsal.aws.sts;
