package io.hyperpatch.rehearsal.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The flat parameters of a query protocol as a tree: {@code Dimensions.member.1.Name=x} becomes
 * {@code {"Dimensions":[{"Name":"x"}]}}; the wrappers {@code member} and {@code entry} vanish, every scalar is a text.
 */
final class QueryParameters {

    private static final int DEEPEST = 32;

    private QueryParameters() {}

    static Protocol.Call read(WireRequest request) {
        Map<String, String> pairs =
                WireRequest.formPairs(request.method().equals("GET") ? request.query() : request.text());
        String operation = pairs.remove("Action");
        if (operation == null) {
            throw ApiError.badRequest("MissingAction", "The request must contain the parameter Action");
        }
        pairs.remove("Version");
        Branch root = new Branch();
        pairs.forEach((path, value) -> root.put(path, path.split("\\.", -1), 0, value));
        return new Protocol.Call(operation, root.toObject());
    }

    /** A node on the way; numbers sort as numbers, so that the tenth member does not come before the second. */
    private static final class Branch {
        private static final Comparator<String> ORDER =
                Comparator.comparing(Branch::indexOf).thenComparing(Comparator.naturalOrder());
        private final Map<String, Branch> children = new TreeMap<>(ORDER);
        private String value;

        void put(String whole, String[] path, int depth, String leaf) {
            if (depth > DEEPEST) {
                throw ApiError.badRequest("MalformedQueryString", "The parameter " + whole + " is nested too deeply");
            }
            if (depth == path.length) {
                value = leaf;
            } else {
                children.computeIfAbsent(path[depth], name -> new Branch()).put(whole, path, depth + 1, leaf);
            }
        }

        JsonNode toNode() {
            if (children.isEmpty()) {
                return TextNode.valueOf(value);
            }
            if (children.size() == 1) {
                Branch only = children.get("member") == null ? children.get("entry") : children.get("member");
                if (only != null && only.isList()) {
                    return only.toNode();
                }
            }
            return isList() ? toArray() : toObject();
        }

        private boolean isList() {
            return !children.isEmpty() && children.keySet().stream().allMatch(name -> indexOf(name) >= 0);
        }

        private ArrayNode toArray() {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            children.values().forEach(child -> array.add(child.toNode()));
            return array;
        }

        ObjectNode toObject() {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            children.forEach((name, child) -> object.set(name, child.toNode()));
            return object;
        }

        private static int indexOf(String name) {
            return name.matches("[0-9]{1,6}") ? Integer.parseInt(name) : -1;
        }
    }
}
