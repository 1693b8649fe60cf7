package io.hyperpatch.rehearsal.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two faults around one start, at calls of the functions that plan the intent, arm its wire and make the call. The second one is placed
 * where the run with the first one really goes, also at the calls with which it is tried again.
 */
public final class PairFaults {
    private static final Set<String> AROUND_A_START = Set.of("PlanIntent", "ArmWire", "StartUpdate");
    private static final String AFTER_IT = "VerifyStep";

    private final PlacementRun run;

    public PairFaults(PlacementRun run) {
        this.run = run;
    }

    /** The faults that come first. */
    public List<Placed> firsts() {
        return around(run.record(List.of()).calls()).stream()
                .flatMap(spot -> SingleFaults.at(spot).stream())
                .toList();
    }

    /** The first fault with each of those that can follow it. */
    public Stream<List<Placed>> after(Placed first) {
        List<CallSpot> calls = around(run.record(List.of(first)).calls());
        int struck = 0;
        while (struck < calls.size() && !first.at(calls.get(struck))) {
            struck++;
        }
        List<List<Placed>> pairs = new ArrayList<>();
        calls.subList(Math.min(calls.size(), struck + 1), calls.size())
                .forEach(spot -> SingleFaults.at(spot).forEach(second -> pairs.add(List.of(first, second))));
        return pairs.stream();
    }

    /** The calls of the first start: it is over once its step is proved. */
    private static List<CallSpot> around(List<CallSpot> calls) {
        return calls.stream()
                .takeWhile(spot -> !spot.caller().equals(AFTER_IT))
                .filter(spot -> AROUND_A_START.contains(spot.caller()))
                .toList();
    }
}
