/** The images that are wanted of a cluster, and how often they have changed. */
package io.hyperpatch.generation;
