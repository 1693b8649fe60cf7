/** Simulated AWS over HTTP, on a virtual clock that real time drives. */
package io.hyperpatch.rehearsal.serve;
