package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which actions each function's role grants, from {@code roles.json}. */
final class Roles {

    /** The rehearsal itself, and clients from outside. */
    private static final Set<String> NO_FUNCTION = Set.of("operator", "http");

    private Roles() {}

    static Invariant noCallOutsideTheRole(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("no-call-outside-the-function's-role");
        TreeMap<String, Set<String>> granted = granted();
        evidence.calls().stream()
                .filter(call -> !NO_FUNCTION.contains(call.caller()))
                .forEach(call -> count.that(
                        granted.getOrDefault(call.caller(), Set.of()).contains(call.action()),
                        call.caller() + " called " + call.action() + ", which its role does not grant"));
        return count.told();
    }

    static TreeMap<String, Set<String>> granted() {
        try (InputStream in = Roles.class.getResourceAsStream("/roles.json")) {
            JsonNode roles = new ObjectMapper().readTree(in);
            TreeMap<String, Set<String>> granted = new TreeMap<>();
            roles.properties().forEach(role -> {
                Set<String> actions = new TreeSet<>();
                role.getValue().forEach(action -> actions.add(action.asText()));
                granted.put(role.getKey(), actions);
            });
            return granted;
        } catch (IOException e) {
            throw new UncheckedIOException("roles.json", e);
        }
    }
}
