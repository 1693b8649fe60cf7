package io.hyperpatch.rehearsal.aws.events;

import io.hyperpatch.rehearsal.clock.VirtualClock;
import io.hyperpatch.rehearsal.fault.DeliveryGate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * EventBridge Scheduler: calls a target at a fixed rate, or once; delivery faults can lose, delay or double a tick.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">rate-based schedules</a>
 */
public final class Scheduler {
    public static final String SOURCE = "aws.scheduler";
    public static final String DETAIL_TYPE = "Scheduled Event";

    private final VirtualClock clock;
    private final DeliveryGate gate;

    public Scheduler(VirtualClock clock, DeliveryGate gate) {
        this.clock = Objects.requireNonNull(clock);
        this.gate = Objects.requireNonNull(gate);
    }

    /** Calls the target again and again, the first time after one interval; it never ends, so the queue is never empty. */
    public void every(Duration interval, String name, Runnable target) {
        clock.after(interval, () -> {
            every(interval, name, target);
            gate.delays(SOURCE, DETAIL_TYPE, name).forEach(delay -> clock.after(delay, target));
        });
    }

    /**
     * Calls the target at one time.
     *
     * @param gone called when it has come, whether it is delivered or not
     */
    void once(Instant when, String name, Runnable gone, Runnable target) {
        clock.at(when, () -> {
            List<Duration> delays = gate.delays(SOURCE, DETAIL_TYPE, name);
            delays.forEach(delay -> clock.after(delay, target));
            clock.after(delays.stream().max(Duration::compareTo).orElse(Duration.ZERO), gone);
        });
    }
}
