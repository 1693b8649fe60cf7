package io.hyperpatch.rehearsal.run;

import io.hyperpatch.rehearsal.clock.Fibers;
import io.hyperpatch.rehearsal.engine.EngineError;
import io.hyperpatch.rehearsal.engine.StartCalls;
import io.hyperpatch.rehearsal.fault.CallFailed;
import io.hyperpatch.rehearsal.fault.FaultGate;
import io.hyperpatch.rehearsal.fault.Passage;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/** The StartExecution calls of workflows pass the gate like any other call; their caller is the workflow. */
final class GatedStarts implements StartCalls {
    private static final String ACTION = "states:StartExecution";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Fibers fibers;
    private final FaultGate gate;

    GatedStarts(Fibers fibers, FaultGate gate) {
        this.fibers = Objects.requireNonNull(fibers);
        this.gate = Objects.requireNonNull(gate);
    }

    @Override
    public void make(String caller, Supplier<String> call, Seen seen) {
        fibers.start(caller, () -> {
            try {
                seen.started(gate.pass(new Passage(caller, ACTION, Duration.ZERO, PATIENCE, false), call));
            } catch (EngineError error) {
                seen.failed(Refusal.of(error));
            } catch (CallFailed failed) {
                seen.failed(refusal(failed));
            }
        });
    }

    private static Refusal refusal(CallFailed failed) {
        return switch (failed) {
            case CallFailed.Throttled throttled -> Refusal.undeclared("Rate exceeded", 400, "ThrottlingException");
            case CallFailed.ServerFailed server ->
                Refusal.undeclared("The service failed", server.status(), "InternalFailure");
            case CallFailed.Denied denied -> Refusal.undeclared(denied.getMessage(), 400, "AccessDeniedException");
            case CallFailed.AnswerLost lost -> Refusal.noAnswer();
        };
    }
}
