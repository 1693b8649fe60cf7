package io.hyperpatch.reconcile;

import java.time.Duration;

/** How often reconcile comes, deployed and rehearsed: so soon is freed what is stuck. */
public final class Hourly {
    public static final Duration EVERY = Duration.ofHours(1);

    private Hourly() {}
}
