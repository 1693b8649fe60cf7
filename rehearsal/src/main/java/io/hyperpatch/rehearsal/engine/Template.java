package io.hyperpatch.rehearsal.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value of a definition in which strings between <code>{%</code> and <code>%}</code> are JSONata. */
public sealed interface Template {
    /** A value without expressions, as it stands. */
    record Constant(Object value) implements Template {}

    /** A value that an expression gives. */
    record Computed(Expression expression) implements Template {}

    /** An object with an expression somewhere in it. */
    record Members(Map<String, Template> members) implements Template {
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /** An array with an expression somewhere in it. */
    record Elements(List<Template> elements) implements Template {
        public Elements {
            elements = List.copyOf(elements);
        }
    }
}
