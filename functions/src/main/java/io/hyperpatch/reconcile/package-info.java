/** What is decided about runs whose executions have died, and about intents that outlived their runs. */
package io.hyperpatch.reconcile;
