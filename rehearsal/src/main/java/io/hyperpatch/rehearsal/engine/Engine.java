package io.hyperpatch.rehearsal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Runs executions of state machines on a virtual clock; everything random comes from the given generator.
 *
 * <p>Calls return at once and may come from fibers; executions go on only while the clock is run. One engine belongs to
 * one simulation, while the definitions may be shared.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/Welcome.html">Step Functions API</a>
 */
public final class Engine {
    private static final Pattern NAME = Pattern.compile("[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}]{1,80}");

    private final VirtualClock clock;
    private final RandomGenerator random;
    private final Map<String, TaskIntegration> integrations;
    private final String region;
    private final String account;
    private final Functions functions;
    private final TaskTokens tokens;
    private final Map<String, StateMachine> machines = new HashMap<>();
    private final SequencedMap<String, Execution> executions = new LinkedHashMap<>();
    private final Map<String, SequencedMap<String, Execution>> byMachine = new HashMap<>();
    private final List<EngineListener> listeners = new ArrayList<>();
    private Duration transitionLatency = Duration.ZERO;
    private StartCalls startCalls = StartCalls.AT_ONCE;

    /** An engine with the integrations by their ARN, besides startExecution, which is its own. */
    public Engine(
            VirtualClock clock,
            RandomGenerator random,
            Map<String, TaskIntegration> integrations,
            String region,
            String account) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.random = Objects.requireNonNull(random, "random");
        this.region = Objects.requireNonNull(region, "region");
        this.account = Objects.requireNonNull(account, "account");
        this.functions = new Functions(clock, random);
        this.tokens = new TaskTokens(random);
        Map<String, TaskIntegration> all = new HashMap<>(integrations);
        ChildExecutions children = new ChildExecutions(this);
        all.put(ChildExecutions.START, children);
        all.put(ChildExecutions.START_AND_WAIT, children);
        this.integrations = Map.copyOf(all);
    }

    /** Sets the virtual time that each transition between states takes; zero at first. */
    public void transitionLatency(Duration latency) {
        if (latency.isNegative()) {
            throw new IllegalArgumentException("A transition cannot take " + latency);
        }
        transitionLatency = latency;
    }

    /** Sets how tasks start other executions; at once, and without a failure on the way, at first. */
    public void startCalls(StartCalls calls) {
        startCalls = Objects.requireNonNull(calls, "calls");
    }

    /**
     * Makes a state machine known.
     *
     * @throws InvalidStateMachine for a task whose integration is not registered
     */
    public void define(StateMachine machine) {
        for (State state : machine.allStates()) {
            if (state instanceof State.Task task
                    && !integrations.containsKey(task.resource().arn())) {
                throw new InvalidStateMachine(
                        machine.name(),
                        state.head().pointer() + "/Resource",
                        "no integration is registered for " + task.resource().arn());
            }
        }
        machines.put(machine.name(), machine);
    }

    /**
     * Starts an execution, or gives the running one of the same name and input.
     *
     * @return the execution's ARN
     * @throws EngineError StateMachineDoesNotExist, InvalidName, InvalidExecutionInput, or ExecutionAlreadyExists for a
     *     name that is in use or was within the last 90 days
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">
     *     StartExecution</a>
     */
    public String startExecution(String machineName, String executionName, JsonNode input) {
        StateMachine machine = machines.get(machineName);
        if (machine == null) {
            throw EngineError.stateMachineDoesNotExist(stateMachineArn(machineName));
        }
        if (!NAME.matcher(executionName).matches()) {
            throw EngineError.invalidName(executionName);
        }
        Object value = Values.of(input);
        if (Values.size(value) > Limits.PAYLOAD_BYTES) {
            throw EngineError.invalidInput("larger than " + Limits.PAYLOAD_BYTES + " bytes");
        }
        Execution former = executions.get(executionArn(machineName, executionName));
        if (former != null
                && former.status() == ExecutionStatus.RUNNING
                && former.input().equals(value)) {
            return former.arn();
        }
        if (former != null && nameIsHeld(former)) {
            throw EngineError.executionAlreadyExists(former.arn());
        }
        Execution execution = new Execution(this, machine, executionName, value);
        executions.put(execution.arn(), execution);
        byMachine
                .computeIfAbsent(execution.stateMachineArn(), arn -> new LinkedHashMap<>())
                .put(execution.arn(), execution);
        execution.begin();
        return execution.arn();
    }

    private boolean nameIsHeld(Execution former) {
        Optional<Instant> free = former.stopDate().map(end -> end.plus(Duration.ofDays(Limits.NAME_HELD_DAYS)));
        return free.isEmpty() || clock.now().isBefore(free.get());
    }

    /**
     * Stops a running execution, and with it the children it waits for; an ended one stays as it is.
     *
     * @throws EngineError ExecutionDoesNotExist
     */
    public void stopExecution(String arn, String error, String cause) {
        execution(arn).stop(error, cause);
    }

    /**
     * Restarts an execution that did not succeed, at the state where it ended, within 14 days. A Map or Parallel state
     * is run anew as a whole.
     *
     * @throws EngineError ExecutionDoesNotExist, ExecutionNotRedrivable
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html">
     *     RedriveExecution</a>
     */
    public void redriveExecution(String arn) {
        Execution execution = execution(arn);
        switch (execution.status()) {
            case RUNNING, SUCCEEDED ->
                throw EngineError.executionNotRedrivable(arn + " is " + execution.status() + ", not failed");
            case FAILED, TIMED_OUT, ABORTED -> {
                Instant last = execution.stopDate().orElseThrow().plus(Duration.ofDays(Limits.REDRIVABLE_DAYS));
                if (clock.now().isAfter(last)) {
                    throw EngineError.executionNotRedrivable(arn + " ended more than 14 days ago");
                }
                execution.redrive();
            }
        }
    }

    /**
     * An execution as it stands.
     *
     * @throws EngineError ExecutionDoesNotExist
     */
    public ExecutionView describe(String arn) {
        return execution(arn).view();
    }

    /**
     * The status of an execution: running, or its end.
     *
     * @throws EngineError ExecutionDoesNotExist
     */
    public ExecutionStatus status(String arn) {
        return execution(arn).status();
    }

    /** All executions ever started, in the order of their start. */
    public List<ExecutionView> executions() {
        return executions.values().stream().map(Execution::view).toList();
    }

    /** The executions of one state machine, by its ARN, that are in one of the states; the last started first. */
    public List<ExecutionView> latest(String stateMachineArn, Set<ExecutionStatus> states) {
        // Asked often, of few: a view is made of those alone that are wanted.
        return byMachine.getOrDefault(stateMachineArn, new LinkedHashMap<>()).sequencedValues().reversed().stream()
                .filter(execution -> states.contains(execution.status()))
                .map(Execution::view)
                .toList();
    }

    /** How many executions were ever started. */
    public int started() {
        return executions.size();
    }

    /**
     * Completes the task that waits for this token.
     *
     * @throws EngineError InvalidToken, TaskDoesNotExist, TaskTimedOut, InvalidOutput
     */
    public void sendTaskSuccess(String token, JsonNode output) {
        if (Values.size(Values.of(output)) > Limits.PAYLOAD_BYTES) {
            throw EngineError.invalidOutput("larger than " + Limits.PAYLOAD_BYTES + " bytes");
        }
        tokens.take(token).complete(output);
    }

    /**
     * Fails the task that waits for this token.
     *
     * @throws EngineError InvalidToken, TaskDoesNotExist, TaskTimedOut
     */
    public void sendTaskFailure(String token, String error, String cause) {
        tokens.take(token).failed(error, cause);
    }

    /**
     * Tells that the task of this token is still being worked on.
     *
     * @throws EngineError InvalidToken, TaskDoesNotExist, TaskTimedOut
     */
    public void sendTaskHeartbeat(String token) {
        tokens.find(token).beat();
    }

    /** Has a listener told of everything from now on. */
    public void listen(EngineListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    /** The ARN of a state machine of this name. */
    public String stateMachineArn(String machine) {
        return "arn:aws:states:" + region + ":" + account + ":stateMachine:" + machine;
    }

    /** The ARN of an execution of this name. */
    public String executionArn(String machine, String execution) {
        return "arn:aws:states:" + region + ":" + account + ":execution:" + machine + ":" + execution;
    }

    String roleArn(String machine) {
        return "arn:aws:iam::" + account + ":role/" + machine;
    }

    Execution execution(String arn) {
        Execution execution = executions.get(arn);
        if (execution == null) {
            throw EngineError.executionDoesNotExist(arn);
        }
        return execution;
    }

    TaskIntegration integration(Resource resource) {
        return integrations.get(resource.arn());
    }

    List<EngineListener> listeners() {
        return listeners;
    }

    VirtualClock clock() {
        return clock;
    }

    Functions functions() {
        return functions;
    }

    RandomGenerator random() {
        return random;
    }

    /** The ARN of the state machine whose task was given this token; empty if none was. */
    public Optional<String> machineOfTask(String token) {
        return tokens.machineOf(token);
    }

    TaskTokens tokens() {
        return tokens;
    }

    String region() {
        return region;
    }

    StartCalls startCalls() {
        return startCalls;
    }

    Duration transitionLatency() {
        return transitionLatency;
    }
}
