package io.hyperpatch.rehearsal.fault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All faults that struck, in order: a rehearsal whose faults never struck has shown nothing. */
public final class DeliveredFaults {

    private final List<Delivered> all = new ArrayList<>();

    /** Tells of one; the parameters are those of {@link Delivered}. */
    public void add(Instant at, String kind, String function, String action) {
        all.add(new Delivered(at, kind, function, action));
    }

    public List<Delivered> all() {
        return List.copyOf(all);
    }

    /** How many of each kind. */
    public Map<String, Long> countsByKind() {
        Map<String, Long> counts = new TreeMap<>();
        all.forEach(each -> counts.merge(each.kind(), 1L, Long::sum));
        return counts;
    }
}
