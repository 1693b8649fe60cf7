/**
 * The deployment: one stack, made from the fleet policy, the functions' zip and the workflow files.
 *
 * <p>Maps of more than one entry are sorted: what {@code Map.of} makes has another order in each process, and a template that differs
 * without a reason changes rules and alarms without one.
 */
package io.hyperpatch.infra;
