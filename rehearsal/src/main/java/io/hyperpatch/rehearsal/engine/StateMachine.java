package io.hyperpatch.rehearsal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A definition in the Amazon States Language, JSONata dialect, read and checked; shared freely between engines.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html">State machine
 *     structure</a>
 */
public record StateMachine(String name, String comment, Flow flow, Optional<Integer> timeoutSeconds) {
    /**
     * Reads a definition without placeholders.
     *
     * @throws InvalidStateMachine for all that the engine does not know or the service would refuse
     */
    public static StateMachine parse(String name, JsonNode definition) {
        return parse(name, definition, Map.of());
    }

    /**
     * Reads a definition after putting values in the place of its {@code ${Placeholders}}, as a deployment does.
     *
     * @throws InvalidStateMachine for all that the engine does not know or the service would refuse, and for a
     *     placeholder without a value
     */
    public static StateMachine parse(String name, JsonNode definition, Map<String, String> substitutions) {
        return new MachineReader(name).read(Placeholders.substitute(name, definition, substitutions));
    }

    /** All states, also those inside of Map and Parallel, in the order of the definition. */
    public List<State> allStates() {
        return states(flow).toList();
    }

    private static Stream<State> states(Flow flow) {
        return flow.states().values().stream().flatMap(state -> Stream.concat(Stream.of(state), inner(state)));
    }

    private static Stream<State> inner(State state) {
        return switch (state) {
            case State.Each each -> states(each.processor());
            case State.Parallel parallel -> parallel.branches().stream().flatMap(StateMachine::states);
            case State.Task t -> Stream.empty();
            case State.Choice c -> Stream.empty();
            case State.Wait w -> Stream.empty();
            case State.Pass p -> Stream.empty();
            case State.Succeed s -> Stream.empty();
            case State.Fail f -> Stream.empty();
        };
    }
}
