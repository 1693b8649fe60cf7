package io.hyperpatch.rehearsal.run;

import io.hyperpatch.rehearsal.aws.ApiCall;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What runs took and cost, up to the end of the last of them. The reconcile that comes every hour, whether anything runs or not, does
 * not count.
 *
 * @param virtualTime from the start to the end of the last execution
 * @param longestHistory how many events the longest execution has
 * @param apiCalls how many calls of each action, in alphabetical order
 */
public record Figures(
        Duration virtualTime, int longestHistory, long historyEvents, long transitions, Map<String, Long> apiCalls) {

    public Figures {
        apiCalls = Collections.unmodifiableMap(new TreeMap<>(apiCalls));
    }

    static Figures of(Account account, Instant start, Instant end) {
        List<ExecutionView> executions = account.engine.executions().stream()
                .filter(execution -> !execution.machine().equals(Machines.RECONCILE))
                .toList();
        Map<String, Long> calls = new TreeMap<>();
        account.calls.all().stream()
                .filter(call -> !Product.RECONCILE_FUNCTIONS.contains(call.caller()))
                .map(ApiCall::action)
                .forEach(action -> calls.merge(action, 1L, Long::sum));
        return new Figures(
                Duration.between(start, end),
                executions.stream()
                        .mapToInt(execution -> execution.history().size())
                        .max()
                        .orElse(0),
                executions.stream()
                        .mapToLong(execution -> execution.history().size())
                        .sum(),
                executions.stream().mapToLong(ExecutionView::transitions).sum(),
                calls);
    }
}
