package io.hyperpatch.rehearsal.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.engine.EngineListener;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.engine.StateVisit;
import io.hyperpatch.rehearsal.lambda.Invocation;
import io.hyperpatch.rehearsal.lambda.InvocationResult;
import io.hyperpatch.rehearsal.run.Account;
import io.hyperpatch.rehearsal.run.StartedByHand;
import io.hyperpatch.rehearsal.run.Watcher;
import io.hyperpatch.rehearsal.run.WayBack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The coverage plans, played once for all the tests that ask what they visited. */
final class CoverageRehearsals {
    private static CoverageRehearsals played;

    private final EdgeCoverage coverage = new EdgeCoverage();
    private final Seeds seeds = new Seeds(new HostilePlans());
    private final List<SeedResult> results = new ArrayList<>();
    private final Map<String, List<Moment>> entries = new HashMap<>();
    private final Map<String, List<Moment>> invocations = new HashMap<>();
    private final Map<String, JsonNode> answers = new HashMap<>();
    private final Map<String, JsonNode> inputs = new HashMap<>();
    private final Map<String, Duration> functions = new TreeMap<>();

    /** That something happened in the rehearsal of a plan, so long after its start. */
    record Moment(HostilePlan plan, Duration after) {}

    private CoverageRehearsals() {
        CoveragePlans.all().forEach(this::play);
        StartedByHand.play("by-hand", "train-a-ffffffffffff-1", coverage.watcher());
        WayBack.play(coverage.watcher());
    }

    static synchronized CoverageRehearsals played() {
        if (played == null) {
            played = new CoverageRehearsals();
        }
        return played;
    }

    EdgeCoverage coverage() {
        return coverage;
    }

    List<SeedResult> results() {
        return List.copyOf(results);
    }

    /** When each plan entered a state first; {@code machine + pointer}. */
    List<Moment> entered(String state) {
        return entries.getOrDefault(state, List.of());
    }

    /** When each plan asked for a function first. */
    List<Moment> invoked(String function) {
        return invocations.getOrDefault(function, List.of());
    }

    /**
     * What each function answered last in the first plan that asked it; of all looks, the one that waits
     * longest for the next, the longest list of what is stuck, leases first, and of clusters, and of all decisions one
     * that goes on with a step.
     */
    Map<String, JsonNode> answers() {
        return Map.copyOf(answers);
    }

    /** What a workflow was started with first. */
    JsonNode input(String machine) {
        return inputs.get(machine);
    }

    /** How long each function may run, by name. */
    Map<String, Duration> functions() {
        return functions;
    }

    private void play(HostilePlan plan) {
        Notes notes = new Notes(plan, coverage.watcher());
        results.add(seeds.play(plan, notes));
        notes.keep();
    }

    private final class Notes implements Watcher, EngineListener {
        private final HostilePlan plan;
        private final Watcher covering;
        private final Map<String, Moment> firstEntries = new HashMap<>();
        private Account account;
        private Instant start;

        Notes(HostilePlan plan, Watcher covering) {
            this.plan = plan;
            this.covering = covering;
        }

        @Override
        public void begins(Account simulated) {
            account = simulated;
            start = account.clock.now();
            covering.begins(account);
            functions.putAll(account.lambda.timeouts());
            account.engine.listen(this);
        }

        @Override
        public void executionStarted(ExecutionView execution) {
            inputs.putIfAbsent(execution.machine(), execution.input());
        }

        @Override
        public void stateEntered(StateVisit visit) {
            firstEntries.putIfAbsent(visit.machine() + visit.pointer(), moment(account.clock.now()));
        }

        /** Not before reconcile has come to rest as well. */
        void keep() {
            firstEntries.forEach((state, moment) ->
                    entries.computeIfAbsent(state, each -> new ArrayList<>()).add(moment));
            Map<String, Moment> first = new HashMap<>();
            Map<String, JsonNode> last = new HashMap<>();
            for (Invocation invocation : account.lambda.invocations()) {
                first.putIfAbsent(invocation.function(), moment(invocation.at()));
                if (invocation.result() instanceof InvocationResult.Answered answered) {
                    last.merge(invocation.function(), answered.payload(), (old, young) -> longer(young, old));
                }
            }
            last.forEach((function, answer) -> answers.merge(function, answer, Notes::longer));
            first.forEach((function, moment) -> invocations
                    .computeIfAbsent(function, each -> new ArrayList<>())
                    .add(moment));
        }

        private Moment moment(Instant at) {
            return new Moment(plan, Duration.between(start, at));
        }

        /** The first of two that are equally long, or tell of nothing that has a length. */
        private static JsonNode longer(JsonNode one, JsonNode other) {
            return length(one) >= length(other) ? one : other;
        }

        private static long length(JsonNode answer) {
            return answer.path("waitSeconds").asLong()
                    + answer.path("stuck").size()
                    + leases(answer)
                    + answer.path("clusters").size()
                    + answer.path("step").asInt();
        }

        /** A run that holds no lease is settled in fewer states than one that does. */
        private static long leases(JsonNode answer) {
            return answer.path("stuck")
                    .valueStream()
                    .filter(stuck -> stuck.path("lease").asBoolean())
                    .count();
        }
    }
}
