/**
 * An interpreter of the Amazon States Language, JSONata dialect, on the virtual clock.
 *
 * <p>A definition is read once into sealed records ({@link io.hyperpatch.rehearsal.engine.State}); what it holds beyond
 * the known fields, types and integrations is refused when it is read. {@link io.hyperpatch.rehearsal.engine.Engine}
 * runs executions of it, with the errors, history events and limits of the published rules.
 *
 * @see <a href="https://states-language.net/">Amazon States Language</a>
 */
package io.hyperpatch.rehearsal.engine;
