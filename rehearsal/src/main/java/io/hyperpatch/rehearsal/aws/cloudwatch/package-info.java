/** Simulated CloudWatch: metric alarms evaluated on the virtual clock. */
package io.hyperpatch.rehearsal.aws.cloudwatch;
