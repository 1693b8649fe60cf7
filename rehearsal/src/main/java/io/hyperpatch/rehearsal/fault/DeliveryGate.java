package io.hyperpatch.rehearsal.fault;

import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Decides when, how often and whether an event reaches a rule's target. */
public final class DeliveryGate {

    private final VirtualClock clock;
    private final DeliveredFaults delivered;
    private final List<Armed> armed = new ArrayList<>();

    /** A gate whose time windows count from the clock's present instant. */
    public DeliveryGate(
            VirtualClock clock, List<? extends DeliveryFault> faults, long seed, DeliveredFaults delivered) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.delivered = Objects.requireNonNull(delivered, "delivered");
        for (DeliveryFault fault : faults) {
            armed.add(new Armed(fault, new Chance(fault.at().when(), clock.now(), ~seed, armed.size())));
        }
    }

    /** Strikes no more from now on. */
    public void cease() {
        armed.clear();
    }

    /** How much later than usual each copy arrives; none when the event is lost. */
    public List<Duration> delays(String source, String detailType, String rule) {
        List<Duration> delays = new ArrayList<>(List.of(Duration.ZERO));
        for (Armed each : armed) {
            DeliveryFault fault = each.fault();
            if (!delays.isEmpty()
                    && fault.at().include(source, detailType, rule)
                    && each.chance().strikes(clock.now())) {
                delivered.add(clock.now(), fault.kind(), rule, detailType);
                strike(fault, each.chance(), delays);
            }
        }
        return List.copyOf(delays);
    }

    private static void strike(DeliveryFault fault, Chance chance, List<Duration> delays) {
        switch (fault) {
            case DeliveryFault.Late late -> delays.replaceAll(delay -> delay.plus(late.by()));
            case DeliveryFault.Twice twice -> delays.add(delays.getFirst().plus(twice.apart()));
            case DeliveryFault.OutOfOrder shuffled ->
                delays.replaceAll(delay -> delay.plus(chance.within(shuffled.within())));
            case DeliveryFault.Lost lost -> delays.clear();
        }
    }

    private record Armed(DeliveryFault fault, Chance chance) {}
}
