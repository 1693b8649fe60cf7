package io.hyperpatch.rehearsal.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The input of one call, read by name: lenient about texts for numbers, loud about what is not honoured. */
public record Input(String service, String operation, JsonNode members) {

    /**
     * Refuses every member but these.
     *
     * @throws ApiError naming the first other one
     */
    public Input honouring(String... names) {
        Set<String> known = Set.of(names);
        members.properties().stream()
                .filter(member -> !known.contains(member.getKey()))
                .findFirst()
                .ifPresent(member -> {
                    throw ApiError.unsupportedParameter(service, operation, member.getKey(), member.getValue());
                });
        return this;
    }

    public boolean has(String name) {
        return members.hasNonNull(name);
    }

    public Optional<String> text(String name) {
        return has(name) ? Optional.of(members.get(name).asText()) : Optional.empty();
    }

    /** The texts of a list; one that was not sent is empty, as is a query's {@code Names=}. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        members.path(name).forEach(each -> texts.add(each.asText()));
        return texts;
    }

    public boolean flag(String name) {
        return members.path(name).asBoolean(false);
    }

    public Optional<Integer> integer(String name) {
        return has(name) ? Optional.of(members.get(name).asInt()) : Optional.empty();
    }

    public ApiError unsupported() {
        return ApiError.unsupported(service, operation);
    }

    public ApiError unsupported(String name) {
        return ApiError.unsupportedParameter(service, operation, name, members.path(name));
    }
}
