/** Simulated SNS: what was published, kept for reading. */
package io.hyperpatch.rehearsal.aws.sns;
