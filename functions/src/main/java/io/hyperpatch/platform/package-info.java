/**
 * The abilities of a service with its orchestrator: the pure side of the seam between the core and each platform.
 *
 * <p>The other side is how a platform is spoken to: {@link io.hyperpatch.cluster.ClusterReader} and
 * {@link io.hyperpatch.intent.UpdateStarter}. A platform's own package implements both sides, and nothing
 * in the core names it.
 */
package io.hyperpatch.platform;
