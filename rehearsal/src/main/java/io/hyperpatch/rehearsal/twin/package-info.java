/**
 * The twin: a simulated HyperPod cluster, built from a real DescribeCluster document, and its SageMaker API.
 *
 * <p>{@link io.hyperpatch.rehearsal.twin.HyperPod} is the service, {@link io.hyperpatch.rehearsal.twin.TwinBehaviour}
 * says what its clusters do, {@link io.hyperpatch.rehearsal.twin.Truth} is what really happened. Whatever AWS does not
 * publish is a switch in {@link io.hyperpatch.rehearsal.twin.Unknowns}.
 */
package io.hyperpatch.rehearsal.twin;
