package io.hyperpatch.rehearsal.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** States that lead to one another: of a machine, of a Parallel's branch or of a Map's item processor. */
public record Flow(String startAt, Map<String, State> states) {
    public Flow {
        states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
    }

    State state(String name) {
        return states.get(name);
    }
}
