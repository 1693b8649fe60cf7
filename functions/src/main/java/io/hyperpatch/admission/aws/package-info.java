/** Asks AWS what admission has to know. */
package io.hyperpatch.admission.aws;
