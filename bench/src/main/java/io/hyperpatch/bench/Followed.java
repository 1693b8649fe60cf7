package io.hyperpatch.bench;

import io.hyperpatch.rehearsal.lambda.Invocation;
import io.hyperpatch.rehearsal.lambda.InvocationResult;
import io.hyperpatch.rehearsal.run.Account;
import io.hyperpatch.rehearsal.run.Machines;
import io.hyperpatch.rehearsal.run.Product;
import io.hyperpatch.rehearsal.run.Rehearsal;
import io.hyperpatch.rehearsal.run.RehearsalResult;
import io.hyperpatch.rehearsal.run.Watcher;
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Predicate;

/** One update on one twin, followed by the product and by the poll loop side by side, to its end. */
record Followed(
        Cost product, Cost watch, Cost reconcile, Cost poll, Duration lasted, Duration noticed, Duration pollNoticed) {

    /** @param executions how many, one after the other where a history was full */
    record Cost(long transitions, long historyEvents, long apiCalls, int executions) {}

    static Followed of(Setting setting, long seed) {
        Side side = new Side(setting.names().cluster());
        try (Rehearsal rehearsal = new Rehearsal(setting, seed)) {
            RehearsalResult result = rehearsal.run(side);
            if (!result.outcome().equals("Verified")) {
                throw new IllegalStateException("the bench's rollout ended " + result.outcome());
            }
            return side.followed(result);
        }
    }

    /** Begins the poll loop when the update takes effect. */
    private static final class Side implements Watcher {
        private final String cluster;
        private Account account;
        private PollLoop loop;

        Side(String cluster) {
            this.cluster = cluster;
        }

        @Override
        public void begins(Account simulated) {
            account = simulated;
            loop = PollLoop.deploy(account, cluster);
        }

        @Override
        public void moved() {
            if (!loop.began()
                    && account.calls.of("sagemaker:UpdateClusterSoftware").stream()
                            .findAny()
                            .isPresent()) {
                loop.begin();
            }
        }

        Followed followed(RehearsalResult result) {
            Truth.Update update =
                    result.evidence().truth().clusters().getFirst().updates().getLast();
            Instant end = update.ended().orElseThrow();
            return new Followed(
                    run(result),
                    watch(result),
                    reconcile(result),
                    loop(result),
                    Duration.between(update.started(), end),
                    Duration.between(end, noticed()),
                    Duration.between(end, loop.noticed().orElseThrow()));
        }

        /** When the look that saw the end was done. */
        private Instant noticed() {
            return account.lambda.invocations().stream()
                    .filter(invocation -> invocation.function().equals("LookAtUpdate"))
                    .filter(invocation -> invocation.result() instanceof InvocationResult.Answered answered
                            && answered.payload().path("verdict").asText().equals("Ended"))
                    .max(Comparator.comparing(Invocation::at))
                    .map(invocation -> invocation.at().plus(invocation.took()))
                    .orElseThrow();
        }

        /** The reconcile that comes every hour, whether anything runs or not, is no part of a run. */
        private static Cost run(RehearsalResult result) {
            return cost(
                    result,
                    machine -> !machine.equals(PollLoop.MACHINE) && !machine.equals(Machines.RECONCILE),
                    caller -> !caller.equals(PollLoop.FUNCTION) && !Product.RECONCILE_FUNCTIONS.contains(caller));
        }

        private static Cost reconcile(RehearsalResult result) {
            return cost(result, Machines.RECONCILE::equals, Product.RECONCILE_FUNCTIONS::contains);
        }

        private static Cost loop(RehearsalResult result) {
            return cost(result, PollLoop.MACHINE::equals, PollLoop.FUNCTION::equals);
        }

        private static Cost watch(RehearsalResult result) {
            return cost(result, "watch-update"::equals, "LookAtUpdate"::equals);
        }

        private static Cost cost(RehearsalResult result, Predicate<String> machine, Predicate<String> caller) {
            var executions = result.evidence().executions().stream()
                    .filter(execution -> machine.test(execution.machine()))
                    .toList();
            return new Cost(
                    executions.stream()
                            .mapToLong(execution -> execution.transitions())
                            .sum(),
                    executions.stream()
                            .mapToLong(execution -> execution.history().size())
                            .sum(),
                    result.evidence().calls().stream()
                            .filter(call -> caller.test(call.caller()))
                            .count(),
                    executions.size());
        }
    }
}
