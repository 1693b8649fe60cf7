/** The deployment: one stack, made from the fleet policy, the functions' zip and the workflow files. */
package io.hyperpatch.infra;
