package io.hyperpatch.rehearsal.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The answers that each question has had: of answers that are equal the latest, in the order in which they were last given. */
public final class EarlierAnswers {

    private record Question(String action, JsonNode request) {}

    private final Map<Question, List<JsonNode>> answers = new HashMap<>();

    /**
     * Keeps an answer.
     *
     * @param action {@code service:Operation}
     * @return those that the same question had before and that differ from it, the latest first
     */
    public List<JsonNode> add(String action, JsonNode request, JsonNode answer) {
        List<JsonNode> had = answers.computeIfAbsent(new Question(action, request), question -> new ArrayList<>());
        had.remove(answer);
        List<JsonNode> others = List.copyOf(had.reversed());
        had.add(answer.deepCopy());
        return others;
    }
}
