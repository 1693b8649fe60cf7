/** Faults by scenario and seed: the gate that each API call, store operation, function invocation and event passes. */
package io.hyperpatch.rehearsal.fault;
