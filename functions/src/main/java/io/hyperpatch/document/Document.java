package io.hyperpatch.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Objects;

/** A document that was read: its tree, and where in the file each field stands. */
public final class Document {

    private final String file;
    private final JsonNode tree;
    private final Map<String, Place> places;

    Document(String file, JsonNode tree, Map<String, Place> places) {
        this.file = Objects.requireNonNull(file, "file");
        this.tree = Objects.requireNonNull(tree, "tree");
        this.places = Map.copyOf(places);
    }

    /**
     * A tree that was not read from a file: its problems name no line.
     *
     * @throws BadDocument if a number in it is infinite, as other readers make of 1e999: nothing could compute with it
     */
    public static Document of(String name, JsonNode tree) {
        var document = new Document(name, tree, Map.of());
        var pointers = new ArrayDeque<String>();
        var nodes = new ArrayDeque<JsonNode>();
        pointers.push(Pointer.ROOT);
        nodes.push(tree);
        while (!nodes.isEmpty()) {
            var pointer = pointers.pop();
            var node = nodes.pop();
            if (node.isNumber() && !Double.isFinite(node.doubleValue())) {
                throw new BadDocument(
                        document.problem(pointer, "is no number that can be used", "give a finite number"));
            }
            node.properties().forEach(field -> {
                pointers.push(Pointer.field(pointer, field.getKey()));
                nodes.push(field.getValue());
            });
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                pointers.push(Pointer.entry(pointer, i));
                nodes.push(node.get(i));
            }
        }
        return document;
    }

    public String file() {
        return file;
    }

    public JsonNode tree() {
        return tree;
    }

    /** The value at a JSON pointer; a missing node if there is none. */
    public JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    /** Where the field begins (its name, if it has one); for a field that is not there, where its parent begins. */
    public Place place(String pointer) {
        for (var p = pointer; ; p = p.substring(0, p.lastIndexOf('/'))) {
            var place = places.get(p);
            if (place != null) {
                return place;
            }
            if (p.isEmpty()) {
                return Place.UNKNOWN;
            }
        }
    }

    /** A problem of the field at the pointer, with its place and value. */
    public Problem problem(String pointer, String message, String remedy) {
        var place = place(pointer);
        return new Problem(file, pointer, place.line(), place.column(), Excerpt.of(at(pointer)), message, remedy);
    }
}
