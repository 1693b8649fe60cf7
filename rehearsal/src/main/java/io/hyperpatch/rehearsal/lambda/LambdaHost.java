package io.hyperpatch.rehearsal.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.RandomIds;
import io.hyperpatch.rehearsal.clock.Fibers;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import io.hyperpatch.rehearsal.fault.FaultGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs functions by name, each invocation in a fiber of the function's name: real handlers, virtual time.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
 */
public final class LambdaHost {

    private static final List<Duration> PAUSES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(15);
    private static final int MOST_BYTES_OF_AN_EVENT = 1024 * 1024;

    private final VirtualClock clock;
    private final Fibers fibers;
    private final FaultGate gate;
    private final RandomIds ids;
    private final Costs costs;
    private final Consumer<String> log;
    private final Map<String, Function> functions = new LinkedHashMap<>();
    private final List<Invocation> invocations = new ArrayList<>();

    /** @param log takes what functions write to their context's logger */
    public LambdaHost(
            VirtualClock clock, Fibers fibers, FaultGate gate, RandomIds ids, Costs costs, Consumer<String> log) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.fibers = Objects.requireNonNull(fibers, "fibers");
        this.gate = Objects.requireNonNull(gate, "gate");
        this.ids = Objects.requireNonNull(ids, "ids");
        this.costs = Objects.requireNonNull(costs, "costs");
        this.log = Objects.requireNonNull(log, "log");
    }

    /** Makes a function known, with one handler for all its environments. */
    public void register(String functionName, RequestStreamHandler handler, Duration timeout) {
        Objects.requireNonNull(handler, "handler");
        registerFresh(functionName, () -> handler, timeout);
    }

    /**
     * Makes a function known that gets a new handler in each new environment, as on AWS: nothing survives a
     * crash.
     */
    public void registerFresh(
            String functionName, Supplier<? extends RequestStreamHandler> handlers, Duration timeout) {
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "timeout " + timeout + " of " + functionName + ": 1 second to 15 minutes");
        }
        if (functions.putIfAbsent(functionName, new Function(functionName, handlers, timeout)) != null) {
            throw new IllegalArgumentException("there is a function " + functionName + " already");
        }
    }

    /**
     * Invokes a function and waits for its answer, without blocking the caller.
     *
     * @param functionName or its ARN, with or without a version or alias
     * @param whenDone called once, in the thread that drives the clock
     */
    public void invoke(String functionName, JsonNode payload, Consumer<InvocationResult> whenDone) {
        begin(functionName, payload, whenDone);
    }

    /** As {@link #invoke}, with a way to no longer care: the function runs on, but nobody is told. */
    Pending begin(String functionName, JsonNode payload, Consumer<InvocationResult> whenDone) {
        Pending pending = new Pending(whenDone);
        Function function = functions.get(plainName(functionName));
        if (function == null) {
            var missing = new InvocationResult.Failed(
                    "Lambda.ResourceNotFoundException",
                    "Function not found: " + functionName + " (known are " + functions.keySet() + ")",
                    false);
            clock.after(Duration.ZERO, () -> pending.settle(missing));
            return pending;
        }
        run(function, payload, pending::settle);
        gate.repetitions(function.name())
                .forEach(apart -> clock.after(apart, () -> run(function, payload, nobodyWaits -> {})));
        return pending;
    }

    private void run(Function function, JsonNode payload, Consumer<InvocationResult> whenDone) {
        new RunningInvocation(clock, fibers, gate, function, costs, ids.next(), log, invocation -> {
                    invocations.add(invocation);
                    whenDone.accept(invocation.result());
                })
                .start(payload);
    }

    /**
     * Hands an event to a function, as EventBridge does: accepted at once, and tried again, a minute and
     * then two later, if it fails.
     *
     * @param retries how often it is tried again, as the function is configured; at most twice
     * @throws IllegalArgumentException for a payload of more than 1 MiB, which is never accepted
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">Asynchronous
     *     invocation</a>
     */
    public void invokeAsync(String functionName, JsonNode payload, int retries, Consumer<InvocationResult> whenDone) {
        if (Payloads.bytes(payload).length > MOST_BYTES_OF_AN_EVENT) {
            throw new IllegalArgumentException(
                    "the event for " + functionName + " is larger than " + MOST_BYTES_OF_AN_EVENT + " bytes");
        }
        attempt(functionName, payload, whenDone, PAUSES.subList(0, retries));
    }

    private void attempt(
            String function, JsonNode payload, Consumer<InvocationResult> whenDone, List<Duration> pauses) {
        invoke(function, payload, result -> {
            if (result instanceof InvocationResult.Failed && !pauses.isEmpty()) {
                List<Duration> rest = pauses.subList(1, pauses.size());
                clock.after(pauses.getFirst(), () -> attempt(function, payload, whenDone, rest));
            } else {
                whenDone.accept(result);
            }
        });
    }

    /** The functions, and how long each may run. */
    public Map<String, Duration> timeouts() {
        Map<String, Duration> timeouts = new TreeMap<>();
        functions.forEach((name, function) -> timeouts.put(name, function.timeout()));
        return timeouts;
    }

    /** Every invocation that has ended, in the order of their ends. */
    public List<Invocation> invocations() {
        return List.copyOf(invocations);
    }

    private static String plainName(String nameOrArn) {
        String[] parts = nameOrArn.split(":");
        return parts.length >= 7 ? parts[6] : parts[0];
    }

    /** Somebody who waits for an invocation, until it has ended or they no longer care. */
    static final class Pending {
        private Consumer<InvocationResult> whenDone;

        private Pending(Consumer<InvocationResult> whenDone) {
            this.whenDone = Objects.requireNonNull(whenDone, "whenDone");
        }

        void abandon() {
            whenDone = result -> {};
        }

        private void settle(InvocationResult result) {
            whenDone.accept(result);
        }
    }
}
