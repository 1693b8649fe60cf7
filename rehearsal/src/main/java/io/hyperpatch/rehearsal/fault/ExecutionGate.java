package io.hyperpatch.rehearsal.fault;

import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Decides which faults strike an execution that enters a state. */
public final class ExecutionGate {

    private final VirtualClock clock;
    private final List<Armed> armed = new ArrayList<>();

    /** A gate whose time windows count from the clock's present instant. */
    public ExecutionGate(VirtualClock clock, List<? extends ExecutionFault> faults, long seed) {
        this.clock = Objects.requireNonNull(clock, "clock");
        for (ExecutionFault fault : faults) {
            armed.add(new Armed(
                    fault, new Chance(fault.at().when(), clock.now(), Long.rotateLeft(seed, 32), armed.size())));
        }
    }

    /** Strikes no more from now on. */
    public void cease() {
        armed.clear();
    }

    /** What strikes an execution of this machine as it enters this state. */
    public List<ExecutionFault> entered(String machine, String state) {
        List<ExecutionFault> striking = new ArrayList<>();
        for (Armed each : armed) {
            if (each.fault().at().include(machine, state) && each.chance().strikes(clock.now())) {
                striking.add(each.fault());
            }
        }
        return striking;
    }

    private record Armed(ExecutionFault fault, Chance chance) {}
}
