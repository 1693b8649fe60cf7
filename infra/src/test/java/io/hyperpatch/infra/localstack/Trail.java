package io.hyperpatch.infra.localstack;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The states that an execution has visited, without the rounds of its waiting: how often a wait is repeated depends on how fast the
 * cluster and the engine are.
 */
final class Trail {
    /** After these, a workflow comes back to where it asked. */
    private static final Set<String> WAITS = Set.of("AwaitSignal", "WaitAMinute", "WaitAfterFailedLook", "WaitForWire");

    /** The way from a state that could not do its part, by a wait, back to it. */
    private static final List<String> DECIDED_WAIT =
            List.of("DecideNext", "RouteOnNext", "WaitForNext", "DecideNext", "RouteOnNext");

    private Trail() {}

    static List<String> of(List<String> visited) {
        List<String> trail = new ArrayList<>();
        for (String state : visited) {
            int before = trail.lastIndexOf(state);
            if (before >= 0 && (WAITS.contains(trail.getLast()) || onlyWaited(trail, before))) {
                trail.subList(before, trail.size()).clear();
            }
            trail.add(state);
        }
        return List.copyOf(trail);
    }

    private static boolean onlyWaited(List<String> trail, int since) {
        return trail.subList(since + 1, trail.size()).equals(DECIDED_WAIT);
    }
}
