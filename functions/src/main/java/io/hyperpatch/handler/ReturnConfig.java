package io.hyperpatch.handler;

import io.hyperpatch.admission.aws.Returns;

/** What a schedule needs that brings patch-fleet back. */
public final class ReturnConfig {
    public static final String GROUP = "SCHEDULE_GROUP";
    public static final String ROLE = "SCHEDULE_ROLE";
    public static final String DEAD_LETTERS = "DEAD_LETTER_QUEUE";

    private ReturnConfig() {}

    static Returns.Places from(Environment environment) {
        return new Returns.Places(
                environment.required(GROUP), environment.required(ROLE), environment.required(DEAD_LETTERS));
    }
}
