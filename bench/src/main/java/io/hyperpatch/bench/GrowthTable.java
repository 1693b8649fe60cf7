package io.hyperpatch.bench;

import io.hyperpatch.rehearsal.lambda.Invocation;
import io.hyperpatch.rehearsal.run.Account;
import io.hyperpatch.rehearsal.run.Rehearsal;
import io.hyperpatch.rehearsal.run.RehearsalResult;
import io.hyperpatch.rehearsal.run.Watcher;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What a run costs as the cluster grows; its rollout always has two batches. */
final class GrowthTable {
    private static final long SEED = 1;
    private static final int PAGE = 100;
    private static final int SMALL_GROUPS = 3;
    private static final double ABOUT = 1.1;

    private static final String SCENARIO = """
            name: bench
            description: a cluster of a certain size
            clusterChanges: { InstanceGroups: { gpu: { CurrentCount: %1$d, TargetCount: %1$d, TargetStateCount: %1$d, MinCount: 1 } } }
            policy:
              rollout: { canary: [], batch: 50%%, wait: PT10M }
            twin: { pace: { nodeReplacement: { min: PT25M } } }
            triggers:
              - event: ec2-ami-state-change
                expect: Verified
            """;

    private final Table table = new Table(
            "nodes",
            "transitions",
            "history events",
            "API calls",
            "looks",
            "reads per look",
            "reads per proof",
            "allowed",
            "goal");
    private long fewest = Long.MAX_VALUE;
    private long most;

    void add(int nodes) {
        AtomicReference<Account> account = new AtomicReference<>();
        try (Rehearsal rehearsal = new Rehearsal(Rollout.setting(SCENARIO.formatted(nodes - SMALL_GROUPS)), SEED)) {
            RehearsalResult result = rehearsal.run(new Watcher() {
                @Override
                public void begins(Account simulated) {
                    account.set(simulated);
                }
            });
            if (!result.outcome().equals("Verified") || !result.allInvariantsHeld()) {
                throw new IllegalStateException(nodes + " nodes ended " + result.outcome());
            }
            add(nodes, account.get(), result);
        }
    }

    private void add(int nodes, Account account, RehearsalResult result) {
        double look = reads(account, "LookAtUpdate");
        double proof = reads(account, "VerifyStep");
        int allowed = 1 + (nodes + PAGE - 1) / PAGE;
        fewest = Math.min(fewest, result.figures().transitions());
        most = Math.max(most, result.figures().transitions());
        table.row(List.of(
                Table.number(nodes),
                Table.number(result.figures().transitions()),
                Table.number(result.figures().historyEvents()),
                Table.number(result.figures().apiCalls().values().stream()
                        .mapToLong(n -> n)
                        .sum()),
                Table.number(invocations(account, "LookAtUpdate")),
                text(look),
                text(proof),
                Table.number(allowed),
                table.goal(look <= allowed && proof <= allowed)));
    }

    private static double reads(Account account, String function) {
        long calls = account.calls.all().stream()
                .filter(call -> call.caller().equals(function))
                .count();
        return (double) calls / invocations(account, function);
    }

    private static long invocations(Account account, String function) {
        return account.lambda.invocations().stream()
                .map(Invocation::function)
                .filter(function::equals)
                .count();
    }

    private static String text(double number) {
        return String.format(java.util.Locale.ROOT, "%.1f", number);
    }

    private boolean independent() {
        return most <= fewest * ABOUT;
    }

    boolean passed() {
        return table.passed() && independent();
    }

    String text() {
        return table.text() + "\n\nTransitions independent of the size (from " + fewest + " to " + most + ", at most "
                + Table.times(ABOUT) + " apart): " + (independent() ? "PASS" : "FAIL");
    }
}
