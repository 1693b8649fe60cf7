package io.hyperpatch.rehearsal.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables of one flow while a definition is read: what is assigned, what is used, and whether that fits.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html">Variable scope</a>
 */
final class VariableScope {
    private final VariableScope outer;
    private final List<VariableScope> inner = new ArrayList<>();
    private final Map<String, Place> assigned = new HashMap<>();
    private final List<Use> uses = new ArrayList<>();

    VariableScope(VariableScope outer) {
        this.outer = outer;
        if (outer != null) {
            outer.inner.add(this);
        }
    }

    void assigns(String name, String machine, String pointer) {
        assigned.putIfAbsent(name, new Place(machine, pointer));
    }

    void uses(String machine, Expression expression) {
        uses.add(new Use(machine, expression));
    }

    /** Checks this flow and all inside it; only once the whole definition is read. */
    void check() {
        assigned.forEach((name, place) -> {
            if (outer != null && outer.knows(name)) {
                throw place.problem(
                        "the variable " + name + " belongs to the flow around this one and is read-only here");
            }
        });
        for (Use use : uses) {
            for (String name : use.expression().names().free()) {
                if (!name.isEmpty() && !Functions.KNOWN.contains(name) && !name.equals("states") && !knows(name)) {
                    throw new InvalidStateMachine(
                            use.machine(),
                            use.expression().pointer(),
                            "uses $" + name + ", which is neither a function nor assigned anywhere in its scope");
                }
            }
        }
        inner.forEach(VariableScope::check);
    }

    private boolean knows(String name) {
        return assigned.containsKey(name) || (outer != null && outer.knows(name));
    }

    private record Place(String machine, String pointer) {
        InvalidStateMachine problem(String what) {
            return new InvalidStateMachine(machine, pointer, what);
        }
    }

    private record Use(String machine, Expression expression) {}
}
