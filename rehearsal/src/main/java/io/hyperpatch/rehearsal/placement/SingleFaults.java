package io.hyperpatch.rehearsal.placement;

import io.hyperpatch.rehearsal.fault.Calls;
import io.hyperpatch.rehearsal.fault.Entries;
import io.hyperpatch.rehearsal.fault.ExecutionFault;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.fault.Moment;
import io.hyperpatch.rehearsal.hostile.Hazard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Every fault at every place of a recorded run. */
public final class SingleFaults {
    private static final Duration LATER_THAN_EVERY_TIMEOUT = Duration.ofDays(1);
    private static final Duration REDRIVEN_AFTER = Duration.ofMinutes(1);

    private SingleFaults() {}

    /** Those of the calls and of the states. */
    public static List<Placed> of(Recording recording) {
        List<Placed> all = new ArrayList<>();
        recording.calls().forEach(spot -> all.addAll(at(spot)));
        recording.states().forEach(spot -> all.addAll(at(spot)));
        return all;
    }

    /**
     * One of each kind: of each fault at each call of a function, and at each state.
     *
     * @param seed which of them
     */
    public static List<Placed> share(List<Placed> all, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, List<Placed>> strata = new LinkedHashMap<>();
        all.forEach(
                placed -> strata.computeIfAbsent(placed.mischief() + " " + placed.kind(), stratum -> new ArrayList<>())
                        .add(placed));
        return strata.values().stream()
                .map(stratum -> stratum.get(random.nextInt(stratum.size())))
                .toList();
    }

    /** Those of one call. */
    static List<Placed> at(CallSpot spot) {
        Calls at = spot.calls();
        List<Placed> all = new ArrayList<>();
        add(Mischief.THROTTLED, spot, new Fault.Throttle(at), all);
        add(Mischief.FAILED, spot, new Fault.ServerError(at, 500, Moment.BEFORE), all);
        add(Mischief.LOST_BEFORE, spot, new Fault.LoseAnswer(at, Moment.BEFORE), all);
        add(Mischief.LOST_AFTER, spot, new Fault.LoseAnswer(at, Moment.AFTER), all);
        add(Mischief.LATE, spot, late(spot), all);
        if (spot.mortal()) {
            add(Mischief.KILLED_BEFORE, spot, new Fault.KillFunction(at, Moment.BEFORE), all);
            add(Mischief.KILLED_AFTER, spot, new Fault.KillFunction(at, Moment.AFTER), all);
        }
        for (int back = 1; back <= spot.earlierAnswers(); back++) {
            all.add(new Placed(
                    Mischief.EARLIER,
                    spot.name() + ", " + back + " back",
                    spot.kind(),
                    new Hazard.OfCall(new Fault.EarlierAnswer(at, back))));
        }
        return all;
    }

    /** A function that waits for an answer dies of its own time-out; a workflow, or whoever invokes, sees its own. */
    private static Fault late(CallSpot spot) {
        return spot.mortal() && !spot.invocation()
                ? new Fault.TimeOutFunction(spot.calls(), Moment.AFTER)
                : new Fault.DelayAnswer(spot.calls(), LATER_THAN_EVERY_TIMEOUT);
    }

    private static List<Placed> at(StateSpot spot) {
        Entries at = Entries.nth(spot.machine(), spot.entry());
        return List.of(
                new Placed(
                        Mischief.STOPPED,
                        spot.name(),
                        spot.kind(),
                        new Hazard.OfExecution(new ExecutionFault.Stop(at))),
                new Placed(
                        Mischief.REDRIVEN,
                        spot.name(),
                        spot.kind(),
                        new Hazard.OfExecution(new ExecutionFault.StopAndRedrive(at, REDRIVEN_AFTER))));
    }

    private static void add(Mischief mischief, CallSpot spot, Fault fault, List<Placed> all) {
        all.add(new Placed(mischief, spot.name(), spot.kind(), new Hazard.OfCall(fault)));
    }
}
