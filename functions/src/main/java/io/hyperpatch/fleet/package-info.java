/** The record of a policy's clusters and their turns. */
package io.hyperpatch.fleet;
