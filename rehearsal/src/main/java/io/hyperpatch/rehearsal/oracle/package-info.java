/**
 * What must be true of every rehearsal, told from the twin's own state, the messages and the stored items: no code is
 * shared with the product, so that a mistake there cannot hide itself here.
 */
package io.hyperpatch.rehearsal.oracle;
