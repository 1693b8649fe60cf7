package io.hyperpatch.infra;

import io.hyperpatch.rehearsal.aws.ApiCall;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.run.Account;
import io.hyperpatch.rehearsal.run.Machines;
import io.hyperpatch.rehearsal.run.Product;
import io.hyperpatch.rehearsal.run.Rehearsal;
import io.hyperpatch.rehearsal.run.RehearsalResult;
import io.hyperpatch.rehearsal.run.Watcher;
import io.hyperpatch.rehearsal.scenario.BundledScenarios;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** What a rehearsal counted of what is paid for. */
record Counted(
        long executions,
        long transitions,
        long historyEvents,
        long invocations,
        long storeOperations,
        long wires,
        Duration lasted) {
    private static final long SEED = 1;

    /** More than an invocation takes, also one that is restored from the snapshot. */
    private static final double SECONDS = 2;

    /** Nearly all items are smaller than 1 KB; the pages of nodes are the largest. */
    private static final double WRITE_UNITS = 10;

    private static final double EVENT_GB = 1e-6;
    private static final double INVOCATION_GB = 2e-6;
    private static final int METRICS_OF_A_RUN = 5;

    /** @param ended how it must have ended, or something else was counted */
    static Counted run(String scenario, String ended) {
        return of(
                scenario,
                ended,
                execution -> !execution.machine().equals(Machines.RECONCILE),
                function -> !Product.RECONCILE_FUNCTIONS.contains(function),
                1);
    }

    /** One of those that come every hour and find nothing to do. */
    static Counted reconcile() {
        return of(
                "success",
                "Verified",
                execution -> execution.machine().equals(Machines.RECONCILE),
                Product.RECONCILE_FUNCTIONS::contains,
                Integer.MAX_VALUE);
    }

    private static Counted of(
            String scenario,
            String ended,
            Predicate<ExecutionView> counts,
            Predicate<String> functionCounts,
            int perExecution) {
        AtomicReference<Account> account = new AtomicReference<>();
        var setting = new Preparation(Given.of(BundledScenarios.find(scenario).orElseThrow())).setting();
        try (Rehearsal rehearsal = new Rehearsal(setting, SEED)) {
            RehearsalResult result = rehearsal.run(new Watcher() {
                @Override
                public void begins(Account simulated) {
                    account.set(simulated);
                }
            });
            if (!result.outcome().equals(ended)) {
                throw new IllegalStateException(scenario + " ended " + result.outcome());
            }
            List<ExecutionView> executions =
                    account.get().engine.executions().stream().filter(counts).toList();
            return counted(account.get(), result, executions, functionCounts)
                    .dividedBy(Math.min(perExecution, executions.size()));
        }
    }

    private static Counted counted(
            Account account, RehearsalResult result, List<ExecutionView> executions, Predicate<String> function) {
        return new Counted(
                executions.size(),
                executions.stream().mapToLong(ExecutionView::transitions).sum(),
                executions.stream()
                        .mapToLong(execution -> execution.history().size())
                        .sum(),
                account.lambda.invocations().stream()
                        .filter(invocation -> function.test(invocation.function()))
                        .count(),
                account.storeOperations.entrySet().stream()
                        .filter(entry -> function.test(entry.getKey()))
                        .mapToLong(java.util.Map.Entry::getValue)
                        .sum(),
                account.calls.all().stream()
                        .filter(call -> function.test(call.caller()))
                        .map(ApiCall::action)
                        .filter("monitoring:PutMetricAlarm"::equals)
                        .count(),
                result.figures().virtualTime());
    }

    /** Rounded up. */
    private Counted dividedBy(long parts) {
        return new Counted(
                Math.ceilDiv(executions, parts),
                Math.ceilDiv(transitions, parts),
                Math.ceilDiv(historyEvents, parts),
                Math.ceilDiv(invocations, parts),
                Math.ceilDiv(storeOperations, parts),
                Math.ceilDiv(wires, parts),
                lasted);
    }

    /** In US dollars, with the wires as if each stood all the time, and the metrics that tell of the end. */
    double price(int memory) {
        double hours = lasted.toMinutes() / 60.0;
        return unattended(memory)
                + wires * Prices.ALARM_METRIC * hours / Prices.HOURS_A_MONTH
                + (METRICS_OF_A_RUN + wires * hours) * Prices.METRIC / Prices.HOURS_A_MONTH;
    }

    /** Without what costs by the hour. */
    double unattended(int memory) {
        return transitions * Prices.TRANSITION
                + invocations * invocation(memory)
                + storeOperations * WRITE_UNITS * Prices.WRITE_UNIT
                + historyEvents * EVENT_GB * Prices.LOG_GB
                + executions * Prices.TRACE;
    }

    /** @param memory in MB */
    static double invocation(int memory) {
        return Prices.INVOCATION
                + SECONDS * memory / 1024 * Prices.GB_SECOND
                + INVOCATION_GB * Prices.LOG_GB
                + Prices.TRACE;
    }
}
