package io.hyperpatch.rehearsal.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One passage of a strand through a state, with all its attempts, until it goes on, is caught or fails. */
final class Visit {
    private static final State.Handlers NO_HANDLERS = new State.Handlers(List.of(), List.of());

    private final Strand strand;
    private final Execution execution;
    private final State state;
    private final Object input;
    private final Instant enteredAt;
    private final List<Runnable> cleanups = new ArrayList<>();
    private Evaluator evaluator;
    private final int[] retries;
    private int retryCount;
    private String taskToken;
    private boolean open = true;

    Visit(Strand strand, State state, Object input) {
        this.strand = strand;
        this.execution = strand.execution();
        this.state = state;
        this.input = input;
        this.enteredAt = execution.now();
        this.retries = new int[handlers().retry().size()];
    }

    Strand strand() {
        return strand;
    }

    Execution execution() {
        return execution;
    }

    State state() {
        return state;
    }

    Object input() {
        return input;
    }

    Evaluator evaluator() {
        return evaluator;
    }

    StateVisit seen() {
        return new StateVisit(
                execution.arn(), execution.machine().name(), state.head().pointer(), state.name());
    }

    void taskToken(String token) {
        taskToken = token;
    }

    void enter() {
        strand.event(type() + "StateEntered", Values.object("name", state.name(), "input", input));
        evaluator = new Evaluator(state.head(), strand.lastEventId());
        execution.listeners().forEach(listener -> listener.stateEntered(seen()));
        attempt();
    }

    private void attempt() {
        guarded(() -> {
            switch (state) {
                case State.Task task -> new TaskAttempt(task, this).begin();
                case State.Choice choice -> ChoiceAction.run(choice, this);
                case State.Wait wait -> WaitAction.run(wait, this);
                case State.Pass pass -> complete(pass.exit(), situation(), input);
                case State.Succeed succeed -> complete(succeed.exit(), situation(), input);
                case State.Fail fail -> FailAction.run(fail, this);
                case State.Each each -> new MapAction(each, this).begin();
                case State.Parallel parallel -> new ParallelAction(parallel, this).begin();
            }
        });
    }

    /** Runs a part of the state's work; an error that it throws becomes the state's. */
    void guarded(Runnable work) {
        try {
            work.run();
        } catch (StateFailed failed) {
            failed.field()
                    .ifPresent(field -> strand.event(
                            "EvaluationFailed",
                            Values.object(
                                    "state", state.name(),
                                    "location", field,
                                    "error", failed.error().name(),
                                    "cause", failed.error().cause())));
            fail(failed.error());
        }
    }

    /** Schedules a part of the state's work, taken back when the state is left. */
    void after(Duration delay, Runnable work) {
        cleanups.add(execution.after(delay, strand, () -> guarded(work))::cancel);
    }

    /** Has something done when the attempt ends, however it does. */
    void whenLeft(Runnable cleanup) {
        cleanups.add(cleanup);
    }

    Situation situation() {
        return new Situation(strand.scope(), execution.functions(), () -> context(strand.mapContext()), input);
    }

    /** The situation of one item of a Map, before its iteration begins. */
    Situation situation(Map<String, Object> item) {
        return new Situation(strand.scope(), execution.functions(), () -> context(item), input);
    }

    void fail(StateError error) {
        cleanUp();
        State.Handlers handlers = handlers();
        for (int i = 0; i < handlers.retry().size(); i++) {
            Retrier retrier = handlers.retry().get(i);
            if (Errors.match(retrier.errorEquals(), error)) {
                if (retries[i] < retrier.maxAttempts()) {
                    retry(i, retrier, error);
                    return;
                }
                break;
            }
        }
        for (int i = 0; i < handlers.catches().size(); i++) {
            Catcher catcher = handlers.catches().get(i);
            if (Errors.match(catcher.errorEquals(), error)) {
                caught(i, catcher, error);
                return;
            }
        }
        end(error);
    }

    private void retry(int index, Retrier retrier, StateError error) {
        int number = ++retries[index];
        retryCount++;
        Duration delay = retrier.delay(number, execution.random());
        execution.listeners().forEach(listener -> listener.retried(seen(), index, number, error.name(), delay));
        after(delay, () -> {
            cleanUp();
            execution.countTransition();
            attempt();
        });
    }

    private void caught(int index, Catcher catcher, StateError error) {
        Object errorOutput = error.output();
        try {
            execution.listeners().forEach(listener -> listener.caught(seen(), index, error.name()));
            complete(catcher.exit(), situation().with("errorOutput", errorOutput), errorOutput);
        } catch (StateFailed failed) {
            // Nothing catches the errors of a catcher itself.
            failed.field()
                    .ifPresent(field -> strand.event(
                            "EvaluationFailed",
                            Values.object(
                                    "state",
                                    state.name(),
                                    "location",
                                    field,
                                    "error",
                                    failed.error().name(),
                                    "cause",
                                    failed.error().cause())));
            end(failed.error());
        }
    }

    private void end(StateError error) {
        open = false;
        strand.fail(error);
    }

    /** Leaves the state: variables, output, next state. */
    void complete(State.Exit exit, Situation situation, Object defaultOutput) {
        Map<String, Object> assigned = new LinkedHashMap<>();
        exit.assign().forEach((name, template) -> assigned.put(name, evaluator.value(template, situation)));
        Object output = exit.output()
                .map(template -> evaluator.value(template, situation))
                .orElse(defaultOutput);
        checkVariables(assigned);
        checkPayload(output, "The state/task '" + state.name() + "' returned a result");
        cleanUp();
        open = false;
        strand.scope().assign(assigned);
        strand.event(type() + "StateExited", exited(output, assigned));
        execution.listeners().forEach(listener -> listener.stateExited(seen()));
        if (exit.next().isPresent()) {
            strand.go(exit.next().get(), output);
        } else {
            strand.succeed(output);
        }
    }

    private Map<String, Object> exited(Object output, Map<String, Object> assigned) {
        return assigned.isEmpty()
                ? Values.object("name", state.name(), "output", output)
                : Values.object("name", state.name(), "output", output, "assignedVariables", assigned);
    }

    void checkPayload(Object value, String what) {
        if (Values.size(value) > Limits.PAYLOAD_BYTES) {
            throw new StateFailed(
                    StateError.dataLimit(what + " with a size exceeding the maximum number of bytes service limit."));
        }
    }

    private void checkVariables(Map<String, Object> assigned) {
        if (assigned.isEmpty()) {
            return;
        }
        long all = strand.scope().allBytes();
        for (Map.Entry<String, Object> variable : assigned.entrySet()) {
            long size = Values.size(variable.getValue());
            all += size;
            if (size > Limits.VARIABLE_BYTES) {
                throw new StateFailed(StateError.dataLimit("The variable '" + variable.getKey()
                        + "' has a size exceeding the maximum number of bytes service limit."));
            }
        }
        if (all > Limits.ALL_VARIABLES_BYTES) {
            throw new StateFailed(StateError.dataLimit(
                    "The variables of the execution exceed the maximum number of bytes service limit."));
        }
    }

    /** Gives up, because something else in the execution failed. */
    void abort() {
        if (!open) {
            return;
        }
        close();
        switch (state) {
            case State.Task t -> strand.event("TaskStateAborted", Map.of());
            case State.Wait w -> strand.event("WaitStateAborted", Map.of());
            case State.Each e -> strand.event("MapStateAborted", Map.of());
            case State.Parallel p -> strand.event("ParallelStateAborted", Map.of());
            case State.Choice c -> {}
            case State.Pass p -> {}
            case State.Succeed s -> {}
            case State.Fail f -> {}
        }
    }

    void close() {
        open = false;
        cleanUp();
    }

    private void cleanUp() {
        List<Runnable> all = List.copyOf(cleanups);
        cleanups.clear();
        all.forEach(Runnable::run);
        taskToken = null;
    }

    private State.Handlers handlers() {
        return switch (state) {
            case State.Task task -> task.handlers();
            case State.Each each -> each.handlers();
            case State.Parallel parallel -> parallel.handlers();
            case State.Choice c -> NO_HANDLERS;
            case State.Wait w -> NO_HANDLERS;
            case State.Pass p -> NO_HANDLERS;
            case State.Succeed s -> NO_HANDLERS;
            case State.Fail f -> NO_HANDLERS;
        };
    }

    String type() {
        return switch (state) {
            case State.Task t -> "Task";
            case State.Each e -> "Map";
            case State.Parallel p -> "Parallel";
            case State.Choice c -> "Choice";
            case State.Wait w -> "Wait";
            case State.Pass p -> "Pass";
            case State.Succeed s -> "Succeed";
            case State.Fail f -> "Fail";
        };
    }

    private Map<String, Object> context(Map<String, Object> mapContext) {
        return execution.context(
                Values.object("EnteredTime", Execution.time(enteredAt), "Name", state.name(), "RetryCount", retryCount),
                taskToken,
                mapContext);
    }
}
