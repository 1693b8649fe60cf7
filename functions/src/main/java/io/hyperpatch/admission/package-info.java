/** From the event to the policy, the clusters and the pins; most events end here, quietly. */
package io.hyperpatch.admission;
