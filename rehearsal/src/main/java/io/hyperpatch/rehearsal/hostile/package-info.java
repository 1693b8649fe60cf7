/** Rehearsals in which a seed decides what goes wrong: drawn, played by the thousand, shrunk where an invariant breaks. */
package io.hyperpatch.rehearsal.hostile;
