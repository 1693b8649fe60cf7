package io.hyperpatch.rehearsal.engine;

import com.dashjoin.jsonata.JException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the fields that may hold JSONata, and checks what their expressions refer to. */
final class TemplateReader {
    /** What {@code $states} holds before a state has done its work. */
    static final Set<String> BEFORE = Set.of("input", "context");

    /** What it holds when the work has succeeded. */
    static final Set<String> WITH_RESULT = Set.of("input", "context", "result");

    /** What it holds when an error was caught. */
    static final Set<String> WITH_ERROR = Set.of("input", "context", "errorOutput");

    private static final Pattern VARIABLE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,79}");

    private final String machine;
    private final VariableScope scope;

    TemplateReader(String machine, VariableScope scope) {
        this.machine = machine;
        this.scope = scope;
    }

    Template read(Fields fields, String field, Set<String> available) {
        return read(fields.get(field), fields.pointer(field), available);
    }

    Optional<Template> find(Fields fields, String field, Set<String> available) {
        return fields.has(field) ? Optional.of(read(fields, field, available)) : Optional.empty();
    }

    Map<String, Template> assign(Fields fields, Set<String> available) {
        Map<String, Template> all = new LinkedHashMap<>();
        if (fields.has("Assign")) {
            Fields assign = fields.object("Assign");
            for (String name : assign.names()) {
                if (!VARIABLE.matcher(name).matches() || name.equals("states")) {
                    throw assign.problem(
                            name, "is no name for a variable: letters, digits and _, at most 80, not states");
                }
                scope.assigns(name, machine, assign.pointer(name));
                all.put(name, read(assign, name, available));
            }
        }
        return all;
    }

    private Template read(JsonNode node, String pointer, Set<String> available) {
        if (node.isTextual()) {
            return text(node.textValue(), pointer, available);
        }
        if (node.isObject()) {
            Map<String, Template> members = new LinkedHashMap<>();
            node.properties().forEach(member -> {
                String place = Fields.child(pointer, member.getKey());
                if (member.getKey().endsWith(".$")) {
                    throw new InvalidStateMachine(machine, place, "belongs to JSONPath; leave out the .$");
                }
                members.put(member.getKey(), read(member.getValue(), place, available));
            });
            boolean constant = members.values().stream().allMatch(Template.Constant.class::isInstance);
            return constant ? new Template.Constant(Values.of(node)) : new Template.Members(members);
        }
        if (node.isArray()) {
            List<Template> elements = new ArrayList<>();
            for (int i = 0; i < node.size(); i++) {
                elements.add(read(node.get(i), pointer + "/" + i, available));
            }
            boolean constant = elements.stream().allMatch(Template.Constant.class::isInstance);
            return constant ? new Template.Constant(Values.of(node)) : new Template.Elements(elements);
        }
        return new Template.Constant(Values.of(node));
    }

    private Template text(String text, String pointer, Set<String> available) {
        boolean opens = text.startsWith("{%");
        boolean closes = text.length() >= 4 && text.endsWith("%}");
        if (!opens && !text.endsWith("%}")) {
            return new Template.Constant(text);
        }
        if (!opens || !closes) {
            throw problem(pointer, "an expression begins with {% and ends with %}, without anything around");
        }
        Expression expression = parse(text.substring(2, text.length() - 2).strip(), pointer);
        check(expression, available);
        scope.uses(machine, expression);
        return new Template.Computed(expression);
    }

    private Expression parse(String source, String pointer) {
        try {
            return new Expression(source, pointer);
        } catch (JException syntax) {
            throw problem(pointer, "is not JSONata: " + syntax.getMessage() + " in " + source);
        }
    }

    private void check(Expression expression, Set<String> available) {
        ExpressionNames names = expression.names();
        for (String member : names.statesMembers()) {
            if (!available.contains(member)) {
                throw problem(
                        expression.pointer(),
                        "$states." + member + " is not available here; there are "
                                + available.stream().sorted().toList());
            }
        }
        if (names.free().contains("eval")) {
            throw problem(expression.pointer(), "$eval is not available in Step Functions; use $parse for JSON");
        }
        if (names.free().contains("$")) {
            throw problem(expression.pointer(), "$$ has no meaning in Step Functions; use $states.input");
        }
    }

    private InvalidStateMachine problem(String pointer, String what) {
        return new InvalidStateMachine(machine, pointer, what);
    }
}
