package io.hyperpatch.rehearsal.pictures;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The way through a flow that does the most work: the longest one without errors from its start to a good end. */
final class Spine {
    private final Map<String, List<Edge>> edges;
    private final Set<String> goodEnds;
    private List<String> longest = List.of();

    private Spine(Map<String, List<Edge>> edges, Set<String> goodEnds) {
        this.edges = edges;
        this.goodEnds = goodEnds;
    }

    /** @param edges by the state that they lead away from */
    static List<String> of(String start, Map<String, List<Edge>> edges, Set<String> goodEnds) {
        Spine spine = new Spine(edges, goodEnds);
        spine.follow(start, new LinkedHashSet<>());
        return spine.longest;
    }

    private void follow(String state, Set<String> way) {
        if (!way.add(state)) {
            return;
        }
        if (goodEnds.contains(state) && way.size() > longest.size()) {
            longest = List.copyOf(way);
        }
        edges.getOrDefault(state, List.of()).stream()
                .filter(edge -> !edge.error())
                .forEach(edge -> follow(edge.to(), way));
        way.remove(state);
    }
}
