package io.hyperpatch.rehearsal.oracle;

import io.hyperpatch.rehearsal.engine.ExecutionStatus;

/** How the workflows went. */
final class Executions {

    private static final int MOST_EVENTS = 25_000;

    private Executions() {}

    static Invariant historyUnderItsLimit(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("every-history-under-its-limit");
        evidence.executions().forEach(execution -> {
            count.that(
                    execution.history().size() < MOST_EVENTS,
                    execution.name() + " has " + execution.history().size() + " history events");
            count.that(execution.status() != ExecutionStatus.RUNNING, execution.name() + " has not ended");
        });
        return count.told();
    }
}
