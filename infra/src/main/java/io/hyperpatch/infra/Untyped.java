package io.hyperpatch.infra;

import java.util.List;
import java.util.Map;

/** CDK's Java types allow only texts where a pattern may hold operators; at run time both are JSON. */
final class Untyped {
    private Untyped() {}

    @SuppressWarnings("unchecked")
    static List<String> list(List<Object> matchers) {
        return (List<String>) (List<?>) matchers;
    }

    /** {@code a.b}: an object in an object. */
    static Map<String, Object> nested(String path, Object value) {
        int dot = path.indexOf('.');
        return dot < 0 ? Map.of(path, value) : Map.of(path.substring(0, dot), nested(path.substring(dot + 1), value));
    }
}
