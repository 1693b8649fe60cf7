/** What is wanted of a cluster, and how often that has changed. */
package io.hyperpatch.generation;
