package io.hyperpatch.handler;

import io.hyperpatch.rollout.Patience;
import java.util.Objects;

/** How patient looks are. */
public record WatchConfig(Patience patience) {
    public static final String START_TIMEOUT = "START_TIMEOUT";
    public static final String API_TIMEOUT = "API_TIMEOUT";
    public static final String SETTLING_TIME = "SETTLING_TIME";
    public static final String SILENCE = "SILENCE";

    public WatchConfig {
        Objects.requireNonNull(patience, "patience");
    }

    /**
     * SETTLING_TIME and SILENCE are the product's own guesses about the service and may be changed; START_TIMEOUT is the start
     * function's time-out, and API_TIMEOUT that of its client.
     */
    public static WatchConfig from(Environment environment) {
        return new WatchConfig(new Patience(
                environment.duration(START_TIMEOUT),
                environment.duration(API_TIMEOUT),
                environment.duration(SETTLING_TIME),
                environment.duration(SILENCE)));
    }
}
