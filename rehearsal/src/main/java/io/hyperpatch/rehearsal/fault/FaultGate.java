package io.hyperpatch.rehearsal.fault;

import io.hyperpatch.rehearsal.clock.FiberKilled;
import io.hyperpatch.rehearsal.clock.Fibers;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The gate through which each call passes: an API call, an operation of the store, the invocation of a function. What
 * strikes there is decided by the scenario's faults and the seed alone.
 */
public final class FaultGate {

    private static final Duration LONGER_THAN_ANY_FUNCTION = Duration.ofDays(1);

    private static final String INVOCATION = "lambda:Invoke";

    private final VirtualClock clock;
    private final Fibers fibers;
    private final DeliveredFaults delivered;
    private final List<Armed> armed = new ArrayList<>();
    private final List<Armed> repeating = new ArrayList<>();
    private Consumer<Passage> witness = passage -> {};

    /** A gate whose time windows count from the clock's present instant. */
    public FaultGate(
            VirtualClock clock, Fibers fibers, List<? extends Fault> faults, long seed, DeliveredFaults delivered) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.fibers = Objects.requireNonNull(fibers, "fibers");
        this.delivered = Objects.requireNonNull(delivered, "delivered");
        for (Fault fault : faults) {
            int number = armed.size() + repeating.size();
            (fault instanceof Fault.InvokeTwice ? repeating : armed)
                    .add(new Armed(fault, new Chance(fault.at().when(), clock.now(), seed, number)));
        }
    }

    /** Has somebody see each call as it sets out, whether or not anything strikes it. */
    public void watch(Consumer<Passage> sees) {
        witness = Objects.requireNonNull(sees, "sees");
    }

    /** Says whether answers can be asked for again that were given before: only then is it worth keeping them. */
    public boolean goesBack() {
        return armed.stream().anyMatch(each -> each.fault() instanceof Fault.EarlierAnswer);
    }

    /** Strikes no more from now on. */
    public void cease() {
        armed.clear();
        repeating.clear();
    }

    /** Asked once for each invocation of a function: how much later it is to be delivered once more, or more often. */
    public List<Duration> repetitions(String function) {
        List<Duration> repetitions = new ArrayList<>();
        for (Armed each : repeating) {
            if (each.fault() instanceof Fault.InvokeTwice twice
                    && twice.at().include(function, INVOCATION)
                    && each.chance().strikes(clock.now())) {
                delivered.add(clock.now(), twice.kind(), function, INVOCATION);
                repetitions.add(twice.apart());
            }
        }
        return repetitions;
    }

    /** The function in whose fiber this is called, by the fiber's name; {@code operator} outside of every fiber. */
    public String caller() {
        return fibers.current().map(Fibers.Fiber::name).orElse("operator");
    }

    /**
     * Lets a call pass, with its latency in virtual time. Outside a fiber, where nobody can wait, the call just takes
     * its effect: that is how a scenario itself acts.
     *
     * @return what the effect returned; what it threw is thrown, after whatever strikes the answer
     * @throws CallFailed when a fault struck that the caller lives to see
     * @throws FiberKilled when one struck that it does not
     */
    public <T> T pass(Passage passage, Supplier<T> effect) {
        return pass(passage, effect, (answer, fault) -> answer);
    }

    /**
     * Lets a call pass whose answer consists of members.
     *
     * @param spoiled makes of an answer what a fault leaves of it
     */
    public <T> T pass(Passage passage, Supplier<T> effect, BiFunction<T, Fault, T> spoiled) {
        if (fibers.current().isEmpty()) {
            return effect.get();
        }
        witness.accept(passage);
        List<Fault> striking = strikingAt(passage);
        Duration half = passage.latency().dividedBy(2);
        strike(striking, Moment.BEFORE, passage);
        fibers.sleep(half);
        Supplier<T> answer = taken(effect);
        strike(striking, Moment.AFTER, passage);
        fibers.sleep(half);
        T whole = answer.get();
        for (Fault fault : striking) {
            whole = spoiled.apply(whole, fault);
        }
        return whole;
    }

    private List<Fault> strikingAt(Passage passage) {
        List<Fault> striking = new ArrayList<>();
        for (Armed each : armed) {
            Fault fault = each.fault();
            if (fault.at().include(passage.caller(), passage.action())
                    && (passage.mortal() || !fault.endsTheCaller())
                    && each.chance().strikes(clock.now())) {
                striking.add(fault);
            }
        }
        return striking;
    }

    /** The effect takes place now; what came of it, also an error, is only known when the answer arrives. */
    private static <T> Supplier<T> taken(Supplier<T> effect) {
        try {
            T result = effect.get();
            return () -> result;
        } catch (RuntimeException refusal) {
            return () -> {
                throw refusal;
            };
        }
    }

    private void strike(List<Fault> striking, Moment moment, Passage passage) {
        striking.stream().filter(fault -> fault.moment() == moment).forEach(fault -> strike(fault, passage));
    }

    private void strike(Fault fault, Passage passage) {
        delivered.add(clock.now(), fault.kind(), passage.caller(), passage.action());
        switch (fault) {
            case Fault.Throttle f -> throttle(passage);
            case Fault.ServerError f -> fail(f, passage);
            case Fault.LoseAnswer f -> lose(passage);
            case Fault.DelayAnswer f -> delay(f.delay(), passage);
            case Fault.KillFunction f -> kill();
            case Fault.TimeOutFunction f -> fibers.sleep(LONGER_THAN_ANY_FUNCTION);
            case Fault.Deny f -> deny(passage);
            case Fault.DropMember f -> {
                // the answer itself is changed, once it is there
            }
            case Fault.TearPage f -> {
                // the answer itself is changed, once it is there
            }
            case Fault.EarlierAnswer f -> {
                // another answer is given in its place, once it is there
            }
            case Fault.InvokeTwice f -> throw new IllegalStateException("a repetition strikes no call on its way");
        }
    }

    private void throttle(Passage passage) {
        fibers.sleep(passage.latency());
        throw new CallFailed.Throttled(passage.action());
    }

    private void deny(Passage passage) {
        fibers.sleep(passage.latency());
        throw new CallFailed.Denied(passage.caller(), passage.action());
    }

    private void delay(Duration delay, Passage passage) {
        if (delay.compareTo(passage.patience()) >= 0) {
            lose(passage);
        }
        fibers.sleep(delay);
    }

    private void fail(Fault.ServerError fault, Passage passage) {
        fibers.sleep(passage.latency());
        throw new CallFailed.ServerFailed(passage.action(), fault.status());
    }

    private void lose(Passage passage) {
        fibers.sleep(passage.patience());
        throw new CallFailed.AnswerLost(passage.action());
    }

    private void kill() {
        fibers.current().orElseThrow().kill();
        fibers.sleep(Duration.ZERO);
    }

    private record Armed(Fault fault, Chance chance) {}
}
