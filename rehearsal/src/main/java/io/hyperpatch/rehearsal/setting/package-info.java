/** Makes out of what people give (or leave out) everything that a rehearsal needs. */
package io.hyperpatch.rehearsal.setting;
