/** Measures the product: what a rollout costs, how soon its end is noticed, how fast rehearsals are. */
package io.hyperpatch.bench;
