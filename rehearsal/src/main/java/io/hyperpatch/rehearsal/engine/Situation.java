package io.hyperpatch.rehearsal.engine;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What the expressions of a state see at one point of its run: variables, functions, and {@code $states}. */
final class Situation {
    private final Scope scope;
    private final Functions functions;
    private final Supplier<Map<String, Object>> context;
    private final Map<String, Object> members = new LinkedHashMap<>();
    private Map<String, Object> states;

    Situation(Scope scope, Functions functions, Supplier<Map<String, Object>> context, Object input) {
        this.scope = scope;
        this.functions = functions;
        this.context = context;
        members.put("input", input);
    }

    /** The same with another member of {@code $states}. */
    Situation with(String member, Object value) {
        Situation more = new Situation(scope, functions, context, members.get("input"));
        more.members.put(member, value);
        return more;
    }

    Map<String, Object> bindings(ExpressionNames names) {
        Map<String, Object> bindings = new HashMap<>();
        for (String name : names.free()) {
            Object value = name.equals("states") ? states(names) : scope.get(name);
            if (value == null) {
                value = functions.get(name);
            }
            if (value != null) {
                bindings.put(name, value);
            }
        }
        return bindings;
    }

    private Map<String, Object> states(ExpressionNames names) {
        if (states == null) {
            states = Collections.unmodifiableMap(members);
        }
        boolean contextUsed = names.wholeStates() || names.statesMembers().contains("context");
        if (contextUsed && !members.containsKey("context")) {
            members.put("context", context.get());
        }
        return states;
    }
}
