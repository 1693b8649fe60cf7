package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One page of a list. The token names the last entry of the page before, not its number: entries that come or go
 * meanwhile neither double nor hide the others.
 */
final class Page {

    private static final int MAX_RESULTS = 100;

    private final JsonNode request;

    Page(JsonNode request) {
        this.request = request;
    }

    /**
     * Puts the page, and the token of the next one, into the answer.
     *
     * @param key unique, and in the order of the list
     * @param write turns an entry into its summary, for the entries of this page only
     */
    <T> void write(
            Stream<T> all, Function<T, String> key, Function<T, JsonNode> write, ObjectNode answer, String member) {
        Comparator<String> ascending = Comparator.naturalOrder();
        Comparator<String> order =
                "Descending".equals(request.path("SortOrder").asText()) ? ascending.reversed() : ascending;
        String after = token();
        int max = request.path("MaxResults").asInt(MAX_RESULTS);
        List<Keyed<T>> page = all.map(entry -> new Keyed<>(key.apply(entry), entry))
                .filter(entry -> after == null || order.compare(entry.key(), after) > 0)
                .sorted(Comparator.comparing(Keyed::key, order))
                .limit(max + 1L)
                .toList();
        page.stream()
                .limit(max)
                .map(entry -> write.apply(entry.entry()))
                .forEach(answer.withArrayProperty(member)::add);
        if (page.size() > max) {
            answer.put("NextToken", token(page.get(max - 1).key()));
        }
    }

    private record Keyed<T>(String key, T entry) {}

    private String token() {
        if (!request.hasNonNull("NextToken")) {
            return null;
        }
        try {
            byte[] key = Base64.getUrlDecoder().decode(request.path("NextToken").asText());
            return new String(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            throw ApiError.badRequest(
                    "ValidationException", "Invalid pagination token: it is none of this operation's.");
        }
    }

    private static String token(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
