package io.hyperpatch.rehearsal.engine;

import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** One execution of a state machine, from its start to its end. */
final class Execution implements Strand.Owner {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Engine engine;
    private final StateMachine machine;
    private final String name;
    private final String arn;
    private final Object input;
    private final Instant startDate;
    private final History history = new History();
    private final List<Consumer<ExecutionView>> whenEnded = new ArrayList<>();
    private ExecutionStatus status = ExecutionStatus.RUNNING;
    private Strand main;
    private Object output;
    private StateError error;
    private Instant stopDate;
    private VirtualClock.Timer timeout = () -> {};
    private long transitions;
    private int redriveCount;

    Execution(Engine engine, StateMachine machine, String name, Object input) {
        this.engine = engine;
        this.machine = machine;
        this.name = name;
        this.arn = engine.executionArn(machine.name(), name);
        this.input = input;
        this.startDate = engine.clock().now();
    }

    void begin() {
        long started = history.add(
                now(), 0, "ExecutionStarted", Values.object("input", input, "roleArn", engine.roleArn(machine.name())));
        main = new Strand(this, machine.flow(), new Scope(null), this, null, started);
        run();
        main.begin(input);
    }

    /** Starts again at the state where it ended, under the same ARN and with the variables as they were. */
    void redrive() {
        if (history.size() >= Limits.HISTORY_EVENTS - 1) {
            throw EngineError.executionNotRedrivable("the history of " + arn + " is full");
        }
        redriveCount++;
        status = ExecutionStatus.RUNNING;
        error = null;
        stopDate = null;
        long redriven =
                history.add(now(), history.size(), "ExecutionRedriven", Values.object("redriveCount", redriveCount));
        Strand ended = main;
        main = new Strand(this, machine.flow(), ended.scope(), this, null, redriven);
        run();
        main.resume(ended);
    }

    private void run() {
        engine.listeners().forEach(listener -> listener.executionStarted(view()));
        machine.timeoutSeconds()
                .ifPresent(seconds -> timeout = after(
                        Duration.ofSeconds(seconds),
                        main,
                        () -> end(
                                ExecutionStatus.TIMED_OUT, "ExecutionTimedOut", new StateError(Errors.TIMEOUT, null))));
    }

    @Override
    public void succeeded(Strand strand, Object result) {
        output = result;
        end(ExecutionStatus.SUCCEEDED, "ExecutionSucceeded", null);
    }

    @Override
    public void failed(Strand strand, StateError failure) {
        end(ExecutionStatus.FAILED, "ExecutionFailed", failure);
    }

    void stop(String stopError, String cause) {
        if (status == ExecutionStatus.RUNNING) {
            end(ExecutionStatus.ABORTED, "ExecutionAborted", new StateError(stopError, cause));
        }
    }

    private void end(ExecutionStatus ending, String event, StateError failure) {
        status = ending;
        error = failure;
        stopDate = now();
        timeout.cancel();
        main.close();
        history.end(now(), event, failure == null ? Values.object("output", output) : failure.details());
        ExecutionView view = view();
        engine.listeners().forEach(listener -> listener.executionEnded(view));
        List<Consumer<ExecutionView>> waiting = List.copyOf(whenEnded);
        whenEnded.clear();
        waiting.forEach(each -> each.accept(view));
    }

    /** Schedules work of a strand; it is dropped when the strand or the execution has ended by then. */
    VirtualClock.Timer after(Duration delay, Strand strand, Runnable work) {
        return engine.clock().after(delay, () -> {
            if (status == ExecutionStatus.RUNNING && !strand.givenUp()) {
                try {
                    work.run();
                } catch (History.Full full) {
                    failed(
                            strand,
                            StateError.runtime("The execution reached the maximum number of history events ("
                                    + Limits.HISTORY_EVENTS + ")."));
                }
            }
        });
    }

    long event(long previous, String type, Map<String, Object> details) {
        return history.add(now(), previous, type, details);
    }

    void countTransition() {
        transitions++;
    }

    /** Hands the execution over at its end; at once if it has ended already. */
    void whenEnded(Consumer<ExecutionView> consumer) {
        if (status == ExecutionStatus.RUNNING) {
            whenEnded.add(consumer);
        } else {
            consumer.accept(view());
        }
    }

    /** The context object; the task token and the map context are null where there is none. */
    Map<String, Object> context(Map<String, Object> state, String taskToken, Map<String, Object> mapContext) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put(
                "Execution",
                Values.object(
                        "Id", arn,
                        "Input", input,
                        "Name", name,
                        "RoleArn", engine.roleArn(machine.name()),
                        "StartTime", time(startDate),
                        "RedriveCount", redriveCount));
        context.put("State", state);
        context.put("StateMachine", Values.object("Id", stateMachineArn(), "Name", machine.name()));
        if (taskToken != null) {
            context.put("Task", Values.object("Token", taskToken));
        }
        if (mapContext != null) {
            context.put("Map", mapContext);
        }
        return context;
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    String stateMachineArn() {
        return engine.stateMachineArn(machine.name());
    }

    ExecutionView view() {
        return new ExecutionView(
                arn,
                name,
                machine.name(),
                stateMachineArn(),
                status,
                Values.toJson(input),
                Optional.ofNullable(output).map(Values::toJson),
                Optional.ofNullable(error).map(StateError::name),
                Optional.ofNullable(error).map(StateError::cause),
                startDate,
                Optional.ofNullable(stopDate),
                history.events(),
                transitions,
                redriveCount);
    }

    ExecutionStatus status() {
        return status;
    }

    Optional<Instant> stopDate() {
        return Optional.ofNullable(stopDate);
    }

    Object input() {
        return input;
    }

    String arn() {
        return arn;
    }

    StateMachine machine() {
        return machine;
    }

    Instant now() {
        return engine.clock().now();
    }

    Duration transitionLatency() {
        return engine.transitionLatency();
    }

    List<EngineListener> listeners() {
        return engine.listeners();
    }

    Functions functions() {
        return engine.functions();
    }

    RandomGenerator random() {
        return engine.random();
    }

    TaskTokens tokens() {
        return engine.tokens();
    }

    String region() {
        return engine.region();
    }

    TaskIntegration integration(Resource resource) {
        return engine.integration(resource);
    }
}
