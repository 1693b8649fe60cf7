/** The memory of harm: which image did harm in which group of a cluster, and is not begun there again until it is lifted. */
package io.hyperpatch.harm;
