/** Simulated Systems Manager: the Parameter Store. */
package io.hyperpatch.rehearsal.aws.ssm;
