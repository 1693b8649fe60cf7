/** Virtual time: one ordered queue that drives a whole rehearsal, and fibers that let blocking code wait in it. */
package io.hyperpatch.rehearsal.clock;
