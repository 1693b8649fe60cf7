/** Simulated AWS: each service a function from request to response, spoken to in its own wire protocol. */
package io.hyperpatch.rehearsal.aws;
