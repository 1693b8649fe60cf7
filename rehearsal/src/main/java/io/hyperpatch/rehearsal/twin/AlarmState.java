package io.hyperpatch.rehearsal.twin;

/** What the service reads of one CloudWatch alarm while it bakes; the last two are what it cannot read. */
public enum AlarmState {
    OK,
    ALARM,
    INSUFFICIENT_DATA,
    MISSING,
    UNREADABLE;

    boolean evaluated() {
        return this != MISSING && this != UNREADABLE;
    }
}
