package io.hyperpatch.rehearsal.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.engine.EngineListener;
import io.hyperpatch.rehearsal.engine.StateVisit;
import io.hyperpatch.rehearsal.run.Account;
import io.hyperpatch.rehearsal.run.Machines;
import io.hyperpatch.rehearsal.run.Watcher;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** Which states, Choice branches, Retry and Catch edges of the workflows rehearsals have visited. */
final class EdgeCoverage {
    private final Set<String> visited = new ConcurrentSkipListSet<>();

    /** Every edge that the files declare. */
    static Set<String> declared(Iterable<String> machines) {
        Set<String> edges = new TreeSet<>();
        for (String machine : machines) {
            states(machine, "", Machines.definition(machine), edges);
        }
        return edges;
    }

    private static void states(String machine, String pointer, JsonNode flow, Set<String> edges) {
        for (Map.Entry<String, JsonNode> entry : flow.path("States").properties()) {
            JsonNode state = entry.getValue();
            String place = pointer + "/States/" + entry.getKey();
            String edge = machine + place;
            edges.add(edge);
            for (int i = 0; i < state.path("Choices").size(); i++) {
                edges.add(edge + " branch " + i);
            }
            if (state.has("Default")) {
                edges.add(edge + " default");
            }
            for (int i = 0; i < state.path("Retry").size(); i++) {
                edges.add(edge + " retry " + i);
            }
            for (int i = 0; i < state.path("Catch").size(); i++) {
                edges.add(edge + " catch " + i);
            }
            states(machine, place + "/ItemProcessor", state.path("ItemProcessor"), edges);
        }
    }

    Set<String> missing(Set<String> declared) {
        Set<String> missing = new TreeSet<>(declared);
        missing.removeAll(visited);
        return missing;
    }

    Set<String> visited() {
        return Set.copyOf(visited);
    }

    /** Listens to one rehearsal. */
    Watcher watcher() {
        return new Watcher() {
            @Override
            public void begins(Account account) {
                account.engine.listen(new Visits());
            }
        };
    }

    private final class Visits implements EngineListener {
        @Override
        public void stateEntered(StateVisit visit) {
            visited.add(edge(visit));
        }

        @Override
        public void choiceTaken(StateVisit visit, OptionalInt branch) {
            visited.add(edge(visit) + (branch.isPresent() ? " branch " + branch.getAsInt() : " default"));
        }

        @Override
        public void retried(StateVisit visit, int retrier, int retry, String error, Duration delay) {
            visited.add(edge(visit) + " retry " + retrier);
        }

        @Override
        public void caught(StateVisit visit, int catcher, String error) {
            visited.add(edge(visit) + " catch " + catcher);
        }

        private String edge(StateVisit visit) {
            return visit.machine() + visit.pointer();
        }
    }
}
