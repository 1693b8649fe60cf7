/** The events that start or wake a run: read, checked, and told apart. */
package io.hyperpatch.event;
