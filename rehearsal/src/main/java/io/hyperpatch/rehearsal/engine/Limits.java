package io.hyperpatch.rehearsal.engine;

/**
 * The quotas of the service that an execution can run into.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Step Functions service
 *     quotas</a>
 */
final class Limits {
    static final int HISTORY_EVENTS = 25_000;
    static final int PAYLOAD_BYTES = 256 * 1024;
    static final int VARIABLE_BYTES = 256 * 1024;
    static final long ALL_VARIABLES_BYTES = 10L * 1024 * 1024;
    static final int NAME_LENGTH = 80;
    static final int MAX_SECONDS = 99_999_999;
    static final int NAME_HELD_DAYS = 90;
    static final int REDRIVABLE_DAYS = 14;
    static final int INLINE_MAP_CONCURRENCY = 40;
    static final int CAUSE_LENGTH = 32_768;
    static final int ERROR_LENGTH = 256;

    private Limits() {}
}
