package io.hyperpatch.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the alarms that the policy names can guard an update.
 *
 * <p>Whether the service refuses to start while one is in ALARM, and whether one that it cannot read stops or passes an update, is
 * not published: so neither is let through.
 */
public final class PolicyAlarms {
    private static final String ALARM = "ALARM";

    private PolicyAlarms() {}

    /** @param states the state of each alarm that exists */
    public static Optional<String> unfit(List<String> names, Map<String, String> states) {
        List<String> complaints = new ArrayList<>();
        for (String name : names) {
            if (!states.containsKey(name)) {
                complaints.add("there is no alarm '" + name
                        + "', which the policy names in /rollout/alarms; create it, or take it out");
            } else if (states.get(name).equals(ALARM)) {
                complaints.add("the alarm '" + name + "' is in ALARM already: it would undo the update at once; begin"
                        + " again when it is OK, or take it out of /rollout/alarms");
            }
        }
        return complaints.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", complaints));
    }
}
