package io.hyperpatch.rehearsal.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.document.Problem;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Where a command writes: with {@code --json} one document on standard output, and everything else on standard error. */
record Output(PrintWriter out, PrintWriter err, boolean json) {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** For people: on standard output, unless that is kept for the document. */
    PrintWriter people() {
        return json ? err : out;
    }

    void document(JsonNode document) {
        try {
            out.println(MAPPER.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        out.flush();
    }

    /** Every problem on a line of its own; with {@code --json} in the document as well. */
    void problems(List<Problem> problems) {
        problems.forEach(err::println);
        err.flush();
        if (json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.set("problems", asJson(problems));
            document(document);
        }
    }

    static ArrayNode asJson(List<Problem> problems) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        problems.forEach(problem -> {
            ObjectNode entry = list.addObject();
            entry.put("file", problem.file());
            entry.put("pointer", problem.pointer());
            if (problem.line() > 0) {
                entry.put("line", problem.line()).put("column", problem.column());
            }
            entry.put("value", problem.value());
            entry.put("message", problem.message()).put("remedy", problem.remedy());
        });
        return list;
    }
}
