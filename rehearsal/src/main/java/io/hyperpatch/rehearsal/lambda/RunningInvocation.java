package io.hyperpatch.rehearsal.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.clock.FiberKilled;
import io.hyperpatch.rehearsal.clock.Fibers;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import io.hyperpatch.rehearsal.fault.CallFailed;
import io.hyperpatch.rehearsal.fault.FaultGate;
import io.hyperpatch.rehearsal.fault.Passage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * One invocation on its way: through the gate, into an environment, under its time-out, to exactly one result.
 *
 * <p>The result is told in the thread that drives the clock, never in the fiber, which may be in the middle of dying.
 */
final class RunningInvocation {

    private static final Duration PATIENCE_OF_CALLER = Duration.ofMinutes(16);
    private static final int MOST_BYTES = 6 * 1024 * 1024;

    private final VirtualClock clock;
    private final Fibers fibers;
    private final FaultGate gate;
    private final Function function;
    private final Costs costs;
    private final String requestId;
    private final Consumer<String> log;
    private final Consumer<Invocation> whenDone;
    private final Instant asked;
    private Fibers.Fiber fiber;
    private VirtualClock.Timer timeout = () -> {};
    private boolean coldStart;
    private boolean ran;
    private boolean settled;

    RunningInvocation(
            VirtualClock clock,
            Fibers fibers,
            FaultGate gate,
            Function function,
            Costs costs,
            String requestId,
            Consumer<String> log,
            Consumer<Invocation> whenDone) {
        this.clock = clock;
        this.fibers = fibers;
        this.gate = gate;
        this.function = function;
        this.costs = costs;
        this.requestId = requestId;
        this.log = log;
        this.whenDone = whenDone;
        this.asked = clock.now();
    }

    void start(JsonNode payload) {
        byte[] event = Payloads.bytes(payload);
        fiber = fibers.start(function.name(), () -> {
            try {
                settle(throughGate(event));
            } catch (FiberKilled killed) {
                settle(failed(
                        "Runtime.ExitError",
                        "RequestId: " + requestId + " Error: Runtime exited with error: signal: killed"));
                throw killed;
            }
        });
    }

    private InvocationResult throughGate(byte[] event) {
        if (event.length > MOST_BYTES) {
            return failed("Lambda.RequestTooLargeException", "Request must be smaller than " + MOST_BYTES + " bytes");
        }
        try {
            Passage passage = new Passage(function.name(), "lambda:Invoke", Duration.ZERO, PATIENCE_OF_CALLER);
            return gate.pass(passage, () -> run(event));
        } catch (CallFailed.Throttled throttled) {
            return failed("Lambda.TooManyRequestsException", "Rate Exceeded.");
        } catch (CallFailed.ServerFailed failure) {
            return failed("Lambda.ServiceException", "The service failed with status " + failure.status() + ".");
        } catch (CallFailed.Denied denied) {
            return failed("Lambda.AWSLambdaException", denied.getMessage());
        } catch (CallFailed.AnswerLost lost) {
            return failed("Lambda.SdkClientException", "Unable to execute HTTP request: Read timed out");
        }
    }

    private InvocationResult run(byte[] event) {
        fibers.sleep(costs.invoke());
        Function.Environment environment = function.takeIdle(clock.now(), costs.warm());
        if (environment == null) {
            coldStart = true;
            fibers.sleep(costs.coldStart());
            environment = function.start();
        }
        ran = true;
        timeout = clock.after(function.timeout(), this::timeOut);
        InvocationResult result = handled(environment, event);
        timeout.cancel();
        function.giveBack(environment, clock.now());
        return result;
    }

    private InvocationResult handled(Function.Environment environment, byte[] event) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            environment.handler().handleRequest(new ByteArrayInputStream(event), answer, context());
            // A handler that swallowed its own death must not be taken for one that answered.
            fibers.sleep(Duration.ZERO);
            if (answer.size() > MOST_BYTES) {
                return failed(
                        "Function.ResponseSizeTooLarge",
                        "Response payload size exceeded maximum allowed payload size (" + MOST_BYTES + " bytes).");
            }
            return new InvocationResult.Answered(Payloads.parsed(answer.toByteArray()));
        } catch (FiberKilled killed) {
            timeout.cancel();
            throw killed;
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError thrown) {
            return failed(thrown.getClass().getName(), String.valueOf(thrown.getMessage()));
        }
    }

    private SimulatedContext context() {
        return new SimulatedContext(
                function.name(),
                requestId,
                "arn:aws:lambda:rehearsal:000000000000:function:" + function.name(),
                clock,
                clock.now().plus(function.timeout()),
                log);
    }

    /** What the environment is told ends it; settled first, so that the killing does not pass for a crash. */
    private void timeOut() {
        String seconds = String.format(Locale.ROOT, "%.2f", function.timeout().toMillis() / 1000.0);
        settle(failed(
                "Sandbox.Timedout",
                "RequestId: " + requestId + " Error: Task timed out after " + seconds + " seconds"));
        fiber.kill();
    }

    private InvocationResult.Failed failed(String errorType, String errorMessage) {
        return new InvocationResult.Failed(errorType, errorMessage, ran);
    }

    private void settle(InvocationResult result) {
        if (!settled) {
            settled = true;
            Invocation ended = new Invocation(
                    asked, function.name(), requestId, Duration.between(asked, clock.now()), coldStart, result);
            clock.after(Duration.ZERO, () -> whenDone.accept(ended));
        }
    }
}
