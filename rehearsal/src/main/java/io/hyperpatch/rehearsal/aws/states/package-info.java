/** Simulated Step Functions: its API in front of the workflow engine. */
package io.hyperpatch.rehearsal.aws.states;
