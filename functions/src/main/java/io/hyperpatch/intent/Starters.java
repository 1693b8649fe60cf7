package io.hyperpatch.intent;

import io.hyperpatch.cluster.ByService;
import java.util.Map;

/** Starts the updates of every service that a platform serves. */
public final class Starters implements UpdateStarter {
    private final ByService<UpdateStarter> starters;

    /** @param starters the one of each service, by the service's name in ARNs */
    public Starters(Map<String, UpdateStarter> starters) {
        this.starters = new ByService<>(starters);
    }

    @Override
    public Answer start(Intent intent) {
        return starters.of(intent.cluster()).start(intent);
    }
}
