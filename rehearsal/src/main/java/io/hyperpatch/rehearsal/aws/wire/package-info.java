/** The wire protocols of AWS, from the service's side: HTTP to JSON and back. */
package io.hyperpatch.rehearsal.aws.wire;
