/**
 * The simulated authorization of IAM: which rights a call needs, and whether the role of its caller grants them. It reads roles as
 * policy documents, and shares no code with the product that writes these.
 */
package io.hyperpatch.rehearsal.iam;
