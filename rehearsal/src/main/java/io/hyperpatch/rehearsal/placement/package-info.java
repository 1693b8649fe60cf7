/** Faults placed one by one at each call and each state of a run that nothing disturbs, instead of drawn at random. */
package io.hyperpatch.rehearsal.placement;
