/** The installation as it is deployed, on LocalStack: real Lambda containers, and a workflow engine that is not ours. */
package io.hyperpatch.infra.localstack;
