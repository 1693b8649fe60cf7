/** The rules by which events reach the product: one source for what is deployed and what is rehearsed. */
package io.hyperpatch.routing;
