/** The simulated IAM, as far as roles of the customer are asked about. */
package io.hyperpatch.rehearsal.aws.iam;
