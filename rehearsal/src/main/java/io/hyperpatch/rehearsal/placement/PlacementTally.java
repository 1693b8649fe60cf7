package io.hyperpatch.rehearsal.placement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what came of placed faults, by their kinds. */
public final class PlacementTally {

    /** The results of the placements of one kind, or of one kind after another. */
    public static final class Row {
        private long placed;
        private long struck;
        private long broken;
        private final Map<String, Long> outcomes = new TreeMap<>();

        /** How many runs were played. */
        public long placed() {
            return placed;
        }

        /** In how many of them every fault struck: what a first fault changes can leave the second one nothing to strike. */
        public long struck() {
            return struck;
        }

        /** In how many an invariant is broken. */
        public long broken() {
            return broken;
        }

        /** How many ended how, by the outcome of the event. */
        public Map<String, Long> outcomes() {
            return Map.copyOf(outcomes);
        }

        private void add(Judged judged) {
            placed++;
            struck += judged.struck() ? 1 : 0;
            broken += judged.result().held() ? 0 : 1;
            outcomes.merge(judged.result().outcomes().getFirst(), 1L, Long::sum);
        }
    }

    private final Map<List<Mischief>, Row> rows = new TreeMap<>(PlacementTally::compare);
    private final Row all = new Row();
    private final Map<String, Long> checks = new TreeMap<>();
    private final Map<String, Long> brokenBy = new LinkedHashMap<>();
    private final List<Judged> broken = new ArrayList<>();

    /** Adds one. */
    public void add(Judged judged) {
        all.add(judged);
        rows.computeIfAbsent(judged.faults().stream().map(Placed::mischief).toList(), kinds -> new Row())
                .add(judged);
        judged.result().invariants().forEach(each -> checks.merge(each.name(), (long) each.checks(), Long::sum));
        judged.result().broken().forEach(each -> brokenBy.merge(each.name(), 1L, Long::sum));
        if (!judged.result().held()) {
            broken.add(judged);
        }
    }

    private static int compare(List<Mischief> one, List<Mischief> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    /** By the kinds of the faults, in the order of the kinds. */
    public Map<List<Mischief>, Row> rows() {
        return new LinkedHashMap<>(rows);
    }

    /** All of them. */
    public Row all() {
        return all;
    }

    /** How often each invariant was looked at. */
    public Map<String, Long> checks() {
        return new TreeMap<>(checks);
    }

    /** In how many runs each of the broken invariants is broken. */
    public Map<String, Long> brokenBy() {
        return Map.copyOf(brokenBy);
    }

    /** The runs with a broken invariant. */
    public List<Judged> broken() {
        return List.copyOf(broken);
    }
}
