/** Scenario files: what the cluster and AWS do during a rehearsal, which events come in, and how each must end. */
package io.hyperpatch.rehearsal.scenario;
