package io.hyperpatch.handler;

import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.rollout.Patience;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** How patient looks are. */
public record WatchConfig(Patience patience) {
    public static final String START_TIMEOUT = "START_TIMEOUT";
    public static final String API_TIMEOUT = "API_TIMEOUT";
    public static final String SETTLING_TIME = "SETTLING_TIME";
    public static final String SILENCE = "SILENCE";

    /** The service may show a new update later than it accepted it; nobody says how much later. */
    private static final Duration SETTLING = Duration.ofMinutes(5);

    /** An update of which nothing is shown for so long has not begun. */
    private static final Duration SILENT = Duration.ofHours(1);

    /** The variables as the product is deployed, and rehearsed. */
    public static Map<String, String> deployed() {
        return Map.of(
                START_TIMEOUT, ProductFunction.START_UPDATE.timeout().toString(),
                API_TIMEOUT, ClientSettings.CALL_TIMEOUT.toString(),
                SETTLING_TIME, SETTLING.toString(),
                SILENCE, SILENT.toString());
    }

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
