/** Simulated Lambda: the real handlers, in fibers, with cold starts, time-outs and crashes in virtual time. */
package io.hyperpatch.rehearsal.lambda;
