/** Puts simulated AWS, the engine and the product's own functions together, and runs a rehearsal to its end. */
package io.hyperpatch.rehearsal.run;
