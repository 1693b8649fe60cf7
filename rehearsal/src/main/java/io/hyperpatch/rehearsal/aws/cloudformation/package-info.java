/** Simulated CloudFormation: an account without a stack. */
package io.hyperpatch.rehearsal.aws.cloudformation;
