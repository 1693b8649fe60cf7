package io.hyperpatch.rehearsal.aws.cloudwatch;

/** What state an alarm is in, if there is one of that name. */
public enum AlarmState {
    OK,
    ALARM,
    INSUFFICIENT_DATA,
    /** There is no such alarm. */
    MISSING
}
