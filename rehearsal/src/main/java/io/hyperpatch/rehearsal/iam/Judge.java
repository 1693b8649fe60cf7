package io.hyperpatch.rehearsal.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Judges every call of a function by the function's role, and remembers what came of it. */
public final class Judge implements Authority {

    /** The rehearsal itself, and clients from outside: they act with the rights of people. */
    private static final Set<String> NO_FUNCTION = Set.of("operator", "http");

    private static final JsonNode NO_ROLE = JsonNodeFactory.instance.objectNode();

    private final Rights rights;
    private final Function<String, Optional<JsonNode>> documents;
    private final Map<String, RolePolicy> roles = new HashMap<>();
    private final Set<Denial> denials = new LinkedHashSet<>();
    private BiConsumer<String, Right> listener = (caller, right) -> {};
    private int calls;

    /** @param documents the policy document of a function's role, by the function's name; empty: it has no role */
    public Judge(Names names, Inventory inventory, Function<String, Optional<JsonNode>> documents) {
        this.rights = new Rights(names, inventory);
        this.documents = Objects.requireNonNull(documents);
    }

    /** Has somebody hear of every right that a function needs. */
    public void listen(BiConsumer<String, Right> to) {
        listener = Objects.requireNonNull(to);
    }

    @Override
    public Optional<Denial> judge(String caller, String service, String operation, JsonNode input) {
        if (NO_FUNCTION.contains(caller)) {
            return Optional.empty();
        }
        calls++;
        RolePolicy role = roles.computeIfAbsent(
                caller, name -> RolePolicy.of(documents.apply(name).orElse(NO_ROLE)));
        List<Right> needed = rights.of(service, operation, input);
        for (Right right : needed) {
            listener.accept(caller, right);
            if (!role.grants(right)) {
                Denial denial = new Denial(caller, service + ":" + operation, right);
                denials.add(denial);
                return Optional.of(denial);
            }
        }
        return Optional.empty();
    }

    public Judged judged() {
        return new Judged(calls, List.copyOf(denials));
    }
}
