/** Reads text that comes from outside, safely, and says of every mistake where it is and what to write instead. */
package io.hyperpatch.document;
