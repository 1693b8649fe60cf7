package io.hyperpatch.rehearsal.twin;

import java.util.Set;
import java.util.function.Function;

/** The kinds of {@link Mishaps}, each by its name in scenarios. */
enum Mishap {
    PDB_SKIPS("pdbSkips", Mishaps::pdbSkips),
    LIFECYCLE_SCRIPT_FAILS("lifecycleScriptFails", Mishaps::lifecycleScriptFails),
    CAPACITY_ERRORS("capacityErrors", Mishaps::capacityErrors),
    NODE_FAILURES("nodeFailures", Mishaps::nodeFailures),
    ROLLBACK_FAILURES("rollbackFailures", Mishaps::rollbackFailures);

    private final String word;
    private final Function<Mishaps, Set<String>> nodes;

    Mishap(String word, Function<Mishaps, Set<String>> nodes) {
        this.word = word;
        this.nodes = nodes;
    }

    String word() {
        return word;
    }

    /** The nodes that it is meant for. */
    Set<String> nodes(Mishaps mishaps) {
        return nodes.apply(mishaps);
    }
}
