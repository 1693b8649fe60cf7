package io.hyperpatch.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import io.hyperpatch.text.Outside;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Words what a JSON Schema validator complains of for the person who wrote the document. */
final class Complaints {

    private static final String REMOVE = "remove it";

    private final Document document;
    private final JsonNode schema;

    Complaints(Document document, JsonNode schema) {
        this.document = document;
        this.schema = schema;
    }

    /** What is wrong and what to do about it. */
    private record Words(String message, String remedy) {}

    Problem problem(Error error) {
        var pointer = error.getInstanceLocation().toString();
        var parent = parentOf(error);
        return switch (error.getKeyword()) {
            case "required" -> {
                var missing = Pointer.field(pointer, error.getProperty());
                var field = parent.at("/properties").path(error.getProperty());
                yield document.problem(missing, "is missing", "add it" + example(field));
            }
            case "additionalProperties", "unevaluatedProperties" -> {
                var unknown = Pointer.field(pointer, error.getProperty());
                var words = unknown(error.getProperty(), parent);
                yield document.problem(unknown, words.message(), words.remedy());
            }
            default -> {
                var words = worded(parent).orElseGet(() -> words(error, parent));
                yield document.problem(pointer, words.message(), words.remedy());
            }
        };
    }

    /** The subschema that holds the keyword that complains. */
    private JsonNode parentOf(Error error) {
        var fragment = error.getSchemaLocation().getFragment().toString();
        var slash = fragment.lastIndexOf('/');
        return slash <= 0 ? schema : schema.at(fragment.substring(0, slash));
    }

    private static Optional<Words> worded(JsonNode parent) {
        return parent.has("x-problem")
                ? Optional.of(new Words(
                        parent.get("x-problem").textValue(),
                        parent.path("x-remedy").asText(REMOVE)))
                : Optional.empty();
    }

    private Words words(Error error, JsonNode parent) {
        var limit = error.getSchemaNode() == null ? "" : error.getSchemaNode().asText();
        return switch (error.getKeyword()) {
            case "type" -> type(error, parent);
            case "enum" -> choice(error, parent);
            case "const" -> new Words("is not " + Excerpt.of(error.getSchemaNode()), "write " + limit);
            case "pattern" ->
                new Words("does not match " + limit, parent.path("x-remedy").asText("correct it"));
            case "minLength" -> new Words("is shorter than " + limit + " characters", "give a longer text");
            case "maxLength" -> new Words("is longer than " + limit + " characters", "shorten it");
            case "minimum" -> new Words("is less than " + limit, "give " + limit + " or more");
            case "maximum" -> new Words("is more than " + limit, "give " + limit + " or less");
            case "minItems" -> new Words("has fewer than " + limit + " entries", "add one" + example(parent));
            case "maxItems" -> new Words("has more than " + limit + " entries", "remove some");
            case "minProperties" -> new Words("has fewer than " + limit + " fields", "give " + names(parent));
            case "maxProperties" -> new Words("has more than " + limit + " fields", "give only " + names(parent));
            case "uniqueItems" -> new Words("names the same thing twice", "remove the repetition");
            default -> new Words(Outside.line(error.getMessage(), 200), "see the schema");
        };
    }

    private static Words type(Error error, JsonNode parent) {
        var wanted = kinds(error.getSchemaNode());
        var found =
                switch (error.getInstanceNode().getNodeType()) {
                    case OBJECT -> "an object";
                    case ARRAY -> "a list";
                    // YAML's field with nothing behind its colon
                    case STRING -> error.getInstanceNode().asText().isEmpty() ? "empty" : "a text";
                    case NUMBER -> "a number";
                    case BOOLEAN -> "true or false";
                    case NULL -> "empty";
                    case BINARY, POJO, MISSING -> "something else";
                };
        var onlyQuotesMissing = error.getInstanceNode().isNumber() && wanted.contains("a text");
        var remedy = onlyQuotesMissing ? "put it in quotes" : "give " + wanted + example(parent);
        return new Words("is " + found + ", not " + wanted, remedy);
    }

    private static String kinds(JsonNode type) {
        var names = type.isArray() ? texts(type) : List.of(type.asText());
        return names.stream()
                .map(name -> switch (name) {
                    case "object" -> "an object";
                    case "array" -> "a list";
                    case "string" -> "a text";
                    case "integer" -> "a whole number";
                    case "number" -> "a number";
                    case "boolean" -> "true or false";
                    default -> name;
                })
                .collect(Collectors.joining(" or "));
    }

    private static Words choice(Error error, JsonNode parent) {
        var value = error.getInstanceNode().asText();
        if (texts(parent.path("x-notYet")).contains(value)) {
            return new Words("is not enforced yet", "one of: " + String.join(", ", texts(parent.get("enum"))));
        }
        var known = texts(parent.get("enum"));
        return new Words("is unknown", meant(value, known) + "one of: " + String.join(", ", known));
    }

    private static Words unknown(String name, JsonNode parent) {
        var known = fields(parent);
        var guess = meant(name, known);
        return new Words(
                "is an unknown field", guess.isEmpty() ? REMOVE + "; known here: " + names(parent) : guess + REMOVE);
    }

    private static String meant(String written, List<String> known) {
        return Likeness.closest(written, known)
                .map(name -> "did you mean `" + name + "`? Otherwise ")
                .orElse("");
    }

    private static String names(JsonNode parent) {
        return String.join(", ", fields(parent));
    }

    /** The fields that can be used; those that are only there to be refused are not recommended. */
    private static List<String> fields(JsonNode parent) {
        var names = new ArrayList<String>();
        parent.path("properties").properties().forEach(field -> {
            if (!field.getValue().has("not")) {
                names.add(field.getKey());
            }
        });
        return names;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String example(JsonNode field) {
        var example = field.path("examples").path(0);
        return example.isMissingNode() ? "" : ", for instance " + (example.isTextual() ? example.asText() : example);
    }
}
