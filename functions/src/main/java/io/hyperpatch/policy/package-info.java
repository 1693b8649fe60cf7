/** The fleet policy: which clusters are patched, with which image, under which rules. */
package io.hyperpatch.policy;
