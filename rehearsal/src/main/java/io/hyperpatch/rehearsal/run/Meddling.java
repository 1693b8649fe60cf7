package io.hyperpatch.rehearsal.run;

import io.hyperpatch.rehearsal.clock.VirtualClock;
import io.hyperpatch.rehearsal.engine.Engine;
import io.hyperpatch.rehearsal.engine.EngineError;
import io.hyperpatch.rehearsal.engine.EngineListener;
import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.engine.StateVisit;
import io.hyperpatch.rehearsal.fault.DeliveredFaults;
import io.hyperpatch.rehearsal.fault.ExecutionFault;
import io.hyperpatch.rehearsal.fault.ExecutionGate;
import java.util.Objects;

/** Stops and redrives executions from outside, as the gate says. */
final class Meddling implements EngineListener {
    private final VirtualClock clock;
    private final Engine engine;
    private final ExecutionGate gate;
    private final DeliveredFaults delivered;
    private int pending;

    Meddling(VirtualClock clock, Engine engine, ExecutionGate gate, DeliveredFaults delivered) {
        this.clock = Objects.requireNonNull(clock);
        this.engine = Objects.requireNonNull(engine);
        this.gate = Objects.requireNonNull(gate);
        this.delivered = Objects.requireNonNull(delivered);
    }

    /** Something that has begun to strike has not done all of its harm yet. */
    boolean pending() {
        return pending > 0;
    }

    @Override
    public void stateEntered(StateVisit visit) {
        gate.entered(visit.machine(), visit.state()).forEach(fault -> {
            pending++;
            clock.after(fault.at().delay(), () -> strike(fault, visit));
        });
    }

    /** What has ended by itself meanwhile is not stopped any more. */
    private void strike(ExecutionFault fault, StateVisit visit) {
        boolean stopped = status(visit) == ExecutionStatus.RUNNING;
        engine.stopExecution(visit.executionArn(), "Rehearsal.Stopped", "somebody stopped the execution from outside");
        switch (fault) {
            case ExecutionFault.Stop stop -> struck(stopped, fault.kind(), visit);
            case ExecutionFault.StopAndRedrive redrive ->
                clock.after(redrive.redriveAfter(), () -> redrive(redrive, stopped, visit));
        }
    }

    private void redrive(ExecutionFault.StopAndRedrive fault, boolean stopped, StateVisit visit) {
        boolean redriven = redriven(visit);
        struck(redriven || stopped, redriven ? fault.kind() : "stop", visit);
    }

    private void struck(boolean really, String kind, StateVisit visit) {
        pending--;
        if (really) {
            delivered.add(clock.now(), kind, visit.machine(), visit.state());
        }
    }

    private boolean redriven(StateVisit visit) {
        ExecutionStatus status = status(visit);
        if (status == ExecutionStatus.RUNNING || status == ExecutionStatus.SUCCEEDED) {
            return false;
        }
        try {
            engine.redriveExecution(visit.executionArn());
            return true;
        } catch (EngineError notRedrivable) {
            // The service refuses after 14 days, or when the history is full: then nobody redrives it.
            return false;
        }
    }

    private ExecutionStatus status(StateVisit visit) {
        return engine.status(visit.executionArn());
    }
}
