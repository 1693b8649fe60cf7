package io.hyperpatch.rehearsal.run;

import io.hyperpatch.rehearsal.clock.VirtualClock;
import io.hyperpatch.rehearsal.engine.Engine;
import io.hyperpatch.rehearsal.engine.EngineError;
import io.hyperpatch.rehearsal.engine.EngineListener;
import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.engine.StateVisit;
import io.hyperpatch.rehearsal.fault.ExecutionFault;
import io.hyperpatch.rehearsal.fault.ExecutionGate;
import java.util.Objects;

/** Stops and redrives executions from outside, as the gate says. */
final class Meddling implements EngineListener {
    private final VirtualClock clock;
    private final Engine engine;
    private final ExecutionGate gate;
    private int pending;

    Meddling(VirtualClock clock, Engine engine, ExecutionGate gate) {
        this.clock = Objects.requireNonNull(clock);
        this.engine = Objects.requireNonNull(engine);
        this.gate = Objects.requireNonNull(gate);
    }

    /** Something that has begun to strike has not done all of its harm yet. */
    boolean pending() {
        return pending > 0;
    }

    @Override
    public void stateEntered(StateVisit visit) {
        gate.entered(visit.machine(), visit.state()).forEach(fault -> {
            pending++;
            clock.after(fault.at().delay(), () -> strike(fault, visit.executionArn()));
        });
    }

    private void strike(ExecutionFault fault, String arn) {
        engine.stopExecution(arn, "Rehearsal.Stopped", "somebody stopped the execution from outside");
        switch (fault) {
            case ExecutionFault.Stop stop -> pending--;
            case ExecutionFault.StopAndRedrive redrive -> clock.after(redrive.redriveAfter(), () -> redrive(arn));
        }
    }

    private void redrive(String arn) {
        pending--;
        ExecutionStatus status = engine.describe(arn).status();
        if (status == ExecutionStatus.RUNNING || status == ExecutionStatus.SUCCEEDED) {
            return;
        }
        try {
            engine.redriveExecution(arn);
        } catch (EngineError notRedrivable) {
            // The service refuses after 14 days, or when the history is full: then nobody redrives it.
        }
    }
}
