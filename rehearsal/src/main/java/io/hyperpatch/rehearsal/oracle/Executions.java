package io.hyperpatch.rehearsal.oracle;

import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.fault.Delivered;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the workflows went. */
final class Executions {

    private static final int MOST_EVENTS = 25_000;

    /**
     * The time for the rest of the work after a deadline, or after the last fault: a proof, a report, one
     * round of waiting.
     */
    private static final Duration LEEWAY = Duration.ofDays(1);

    /** However long an update is predicted to take, its end is not waited for any longer than this. */
    private static final Duration LONGEST = Duration.ofDays(31);

    /** The faults that may last for good, and are therefore no excuse. */
    private static final Set<String> FOR_GOOD = Set.of("deny", "dropMember", "deploy", "narrowerPolicy");

    private Executions() {}

    static Invariant historyUnderItsLimit(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("every-history-under-its-limit");
        evidence.executions().forEach(execution -> {
            count.that(
                    execution.history().size() < MOST_EVENTS,
                    execution.name() + " has " + execution.history().size() + " history events");
            count.that(execution.status() != ExecutionStatus.RUNNING, execution.name() + " has not ended");
        });
        return count.told();
    }

    /**
     * Nobody waits for ever: an execution ends within a day of its beginning, of the latest deadline that
     * is recorded of its calls, of the end of those that it began, or of the last fault that is sure to
     * pass; whichever comes last.
     */
    static Invariant endInBoundedTime(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("every-execution-ends-in-bounded-time-after-the-last-fault");
        Map<String, List<ExecutionView>> children = evidence.executions().stream()
                .collect(Collectors.groupingBy(
                        child -> child.input().path("parent").asText()));
        evidence.executions().forEach(execution -> execution.stopDate().ifPresent(end -> {
            Instant latest = Stream.of(
                            Stream.of(execution.startDate()),
                            deadlines(evidence, execution),
                            begun(children.getOrDefault(execution.arn(), List.of())),
                            faults(evidence, end))
                    .flatMap(times -> times)
                    .max(Comparator.naturalOrder())
                    .orElseThrow()
                    .plus(LEEWAY);
            count.that(
                    !end.isAfter(latest),
                    execution.machine() + " " + execution.name() + " ended at " + end + ", and nothing kept it after "
                            + latest);
        }));
        return count.told();
    }

    /** A deadline that is too far away is cut. */
    private static Stream<Instant> deadlines(Evidence evidence, ExecutionView execution) {
        return intents(evidence, execution).map(intent -> {
            Instant longest = intent.plannedAt().plus(LONGEST);
            return intent.deadline().isBefore(longest) ? intent.deadline() : longest;
        });
    }

    /** A watch is there for the calls of one step, a run for those of all its steps. */
    private static Stream<Intent> intents(Evidence evidence, ExecutionView execution) {
        if (!execution.machine().equals("watch-update")) {
            return evidence.intentsOf(execution.name());
        }
        int step = execution.input().path("step").asInt();
        return evidence.intentsOf(execution.input().path("run").asText()).filter(intent -> intent.step() == step);
    }

    private static Stream<Instant> begun(List<ExecutionView> children) {
        return children.stream().flatMap(child -> child.stopDate().stream());
    }

    private static Stream<Instant> faults(Evidence evidence, Instant end) {
        return evidence.faults().stream()
                .filter(fault -> !FOR_GOOD.contains(fault.kind()))
                .map(Delivered::at)
                .filter(at -> !at.isAfter(end));
    }
}
