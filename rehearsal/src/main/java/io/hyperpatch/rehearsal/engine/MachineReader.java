package io.hyperpatch.rehearsal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a definition into records and refuses what is unknown, unreachable or leads nowhere. */
final class MachineReader {
    private static final String LANGUAGE = "JSONata";
    private static final Set<String> MACHINE_FIELDS =
            Set.of("Comment", "QueryLanguage", "StartAt", "States", "TimeoutSeconds", "Version");
    private static final Set<String> BRANCH_FIELDS = Set.of("Comment", "QueryLanguage", "StartAt", "States");
    private static final Set<String> PROCESSOR_FIELDS =
            Set.of("Comment", "QueryLanguage", "StartAt", "States", "ProcessorConfig");

    private final String machine;
    private final Set<String> names = new HashSet<>();

    MachineReader(String machine) {
        this.machine = machine;
    }

    StateMachine read(JsonNode definition) {
        Fields fields = new Fields(machine, "", definition);
        fields.only(MACHINE_FIELDS);
        if (!fields.has("QueryLanguage")) {
            throw fields.problem("needs \"QueryLanguage\": \"JSONata\"; without it the language is JSONPath");
        }
        if (fields.has("Version") && !fields.text("Version").equals("1.0")) {
            throw fields.problem("Version", "must be 1.0");
        }
        VariableScope scope = new VariableScope(null);
        Flow flow = flow(fields, scope);
        scope.check();
        return new StateMachine(
                machine,
                fields.findText("Comment").orElse(""),
                flow,
                fields.findWhole("TimeoutSeconds", 1, Limits.MAX_SECONDS));
    }

    Flow branch(Fields fields, VariableScope outer) {
        fields.only(BRANCH_FIELDS);
        return flow(fields, new VariableScope(outer));
    }

    Flow processor(Fields fields, VariableScope outer) {
        fields.only(PROCESSOR_FIELDS);
        if (fields.has("ProcessorConfig")) {
            Fields config = fields.object("ProcessorConfig");
            config.only(Set.of("Mode"));
            if (!config.text("Mode").equals("INLINE")) {
                throw config.problem("Mode", "must be INLINE: distributed maps are not run here");
            }
        }
        return flow(fields, new VariableScope(outer));
    }

    /** Refuses another query language; the caller has checked that the field may stand here. */
    static void checkLanguage(Fields fields) {
        Optional<String> language = fields.findText("QueryLanguage");
        if (language.isPresent() && !language.get().equals(LANGUAGE)) {
            throw fields.problem("QueryLanguage", "must be JSONata, not " + language.get());
        }
    }

    private Flow flow(Fields fields, VariableScope scope) {
        checkLanguage(fields);
        Fields states = fields.object("States");
        StateReader reader = new StateReader(machine, this, scope);
        Map<String, State> read = new LinkedHashMap<>();
        for (String name : states.names()) {
            if (name.isEmpty() || name.length() > Limits.NAME_LENGTH) {
                throw states.problem(name, "a state's name has 1 to " + Limits.NAME_LENGTH + " characters");
            }
            if (!names.add(name)) {
                throw states.problem(name, "a state's name is used once in a state machine");
            }
            read.put(name, reader.read(name, states.object(name)));
        }
        Flow flow = new Flow(fields.text("StartAt"), read);
        checkEdges(flow, fields);
        return flow;
    }

    private void checkEdges(Flow flow, Fields fields) {
        if (!flow.states().containsKey(flow.startAt())) {
            throw fields.problem("StartAt", "there is no state " + flow.startAt() + " in this flow");
        }
        flow.states().values().forEach(state -> state.targets().forEach(target -> {
            if (!flow.states().containsKey(target)) {
                throw new InvalidStateMachine(
                        machine, state.head().pointer(), "leads to " + target + ", which is no state of this flow");
            }
        }));
        Set<String> reached = new HashSet<>(Set.of(flow.startAt()));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            flow.state(open.pop()).targets().stream().filter(reached::add).forEach(open::push);
        }
        flow.states().values().forEach(state -> {
            if (!reached.contains(state.name())) {
                throw new InvalidStateMachine(
                        machine, state.head().pointer(), "is never reached; remove it or lead to it");
            }
        });
    }
}
