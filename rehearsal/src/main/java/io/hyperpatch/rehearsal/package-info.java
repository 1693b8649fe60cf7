/** Simulated AWS, the workflow engine on a virtual clock, and the command line. */
package io.hyperpatch.rehearsal;
