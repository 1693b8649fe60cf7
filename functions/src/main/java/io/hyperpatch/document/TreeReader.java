package io.hyperpatch.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.hyperpatch.text.Outside;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Builds the tree token by token: no recursion, so that no nesting exhausts the stack, and each field's
 * place is kept. Used once per document.
 */
final class TreeReader {

    /**
     * Workflows compute with doubles, which end before 1e309. An exponent beyond this is a typing mistake
     * or an attack: 1e999999999 is a gigabyte once it is written out.
     */
    private static final int MAX_EXPONENT = 400;

    private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9]*)");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String file;
    private final JsonFactory factory;
    private final String format;
    private final int maxDepth;
    private final Map<String, Place> places = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private JsonNode root;

    TreeReader(String file, JsonFactory factory, String format, int maxDepth) {
        this.file = file;
        this.factory = factory;
        this.format = format;
        this.maxDepth = maxDepth;
    }

    /** An object or array that is being filled; {@code next}: the pointer of the value that comes next. */
    private static final class Open {
        final ContainerNode<?> node;
        final String pointer;
        String name;
        String next;

        Open(ContainerNode<?> node, String pointer) {
            this.node = node;
            this.pointer = pointer;
        }

        /** Where the value stands that is being read; the object itself before its first name. */
        String reading() {
            if (node instanceof ArrayNode array) {
                return Pointer.entry(pointer, array.size());
            }
            return next == null ? pointer : next;
        }
    }

    Document read(String text) {
        try (var parser = factory.createParser(text)) {
            while (parser.nextToken() != null) {
                take(parser);
            }
        } catch (JsonProcessingException malformed) {
            refuseSlips(text, placeOf(malformed.getLocation()));
            throw refuse(placeOf(malformed.getLocation()), null, "is no " + format + ": " + cause(malformed), remedy());
        } catch (YAMLException malformed) {
            refuseSlips(text, Place.UNKNOWN);
            throw refuse(Place.UNKNOWN, null, "is no YAML: " + firstLine(malformed.getMessage()), remedy());
        } catch (IOException impossible) {
            throw new IllegalStateException("a text in memory can always be read", impossible);
        }
        if (root == null) {
            throw refuse(Place.UNKNOWN, null, "is empty", "give a " + format + " document");
        }
        if (!problems.isEmpty()) {
            throw new BadDocument(problems);
        }
        return new Document(file, root, places);
    }

    /** Other than the field, the complaint that it leads to names neither its line nor its remedy. */
    private void refuseSlips(String text, Place stopped) {
        if (factory instanceof YAMLFactory) {
            MissingSpace.in(file, text, stopped.line())
                    .or(() -> TabIndent.in(file, text))
                    .ifPresent(slip -> {
                        problems.add(slip);
                        throw new BadDocument(problems);
                    });
        }
    }

    private void take(JsonParser parser) throws IOException {
        var token = parser.currentToken();
        if (root != null && open.isEmpty()) {
            throw refuse(here(parser), null, "goes on behind its end", "give exactly one " + format + " document");
        }
        refuseYamlFeatures(parser, token);
        switch (token) {
            case START_OBJECT -> begin(NODES.objectNode(), parser);
            case START_ARRAY -> begin(NODES.arrayNode(), parser);
            case END_OBJECT, END_ARRAY -> open.pop();
            case FIELD_NAME -> name(parser);
            case VALUE_STRING -> put(NODES.textNode(parser.getText()), parser);
            case VALUE_NUMBER_INT -> put(integer(parser), parser);
            case VALUE_NUMBER_FLOAT -> put(decimal(parser), parser);
            case VALUE_TRUE -> put(NODES.booleanNode(true), parser);
            case VALUE_FALSE -> put(NODES.booleanNode(false), parser);
            case VALUE_NULL -> put(NODES.nullNode(), parser);
            case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw refuse(here(parser), null, "holds binary data", "give it as text");
        }
    }

    /**
     * Aliases can blow a small file up beyond every limit, and tags can name types. (A scalar's anchor
     * alone is inert.)
     */
    private void refuseYamlFeatures(JsonParser parser, JsonToken token) throws IOException {
        if (!(parser instanceof YAMLParser yaml) || token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
            return;
        }
        if (yaml.isCurrentAlias()) {
            throw refuse(here(parser), null, "holds a YAML alias (*name)", "write the value out where it is used");
        }
        if (token != JsonToken.FIELD_NAME && yaml.getObjectId() != null) {
            throw refuse(here(parser), null, "holds a YAML anchor (&name)", "write the value out where it is used");
        }
        if (token != JsonToken.FIELD_NAME && yaml.getTypeId() != null) {
            throw refuse(here(parser), null, "holds a YAML tag (!name)", "write the plain value");
        }
    }

    private void begin(ContainerNode<?> node, JsonParser parser) throws IOException {
        if (open.size() == maxDepth) {
            throw refuse(
                    here(parser),
                    null,
                    "has more than " + maxDepth + " levels of objects and arrays",
                    "nest it less deeply");
        }
        put(node, parser);
        var pointer = open.isEmpty() ? Pointer.ROOT : open.peek().next;
        open.push(new Open(node, pointer));
    }

    private void name(JsonParser parser) throws IOException {
        var parent = open.peek();
        parent.name = parser.currentName();
        parent.next = Pointer.field(parent.pointer, parent.name);
        var first = places.putIfAbsent(parent.next, here(parser));
        if (first != null) {
            var place = here(parser);
            problems.add(new Problem(
                    file,
                    parent.next,
                    place.line(),
                    place.column(),
                    null,
                    "is given twice, first in line " + first.line(),
                    "keep one of them"));
        }
    }

    private void put(JsonNode value, JsonParser parser) {
        if (open.isEmpty()) {
            places.put(Pointer.ROOT, here(parser));
            root = value;
            return;
        }
        var parent = open.peek();
        switch (parent.node) {
            case ObjectNode object -> object.set(parent.name, value);
            case ArrayNode array -> {
                parent.next = Pointer.entry(parent.pointer, array.size());
                places.put(parent.next, here(parser));
                array.add(value);
            }
            default -> throw new IllegalStateException("neither object nor array: " + parent.node.getNodeType());
        }
    }

    private JsonNode integer(JsonParser parser) throws IOException {
        noteOtherNotation(parser);
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> {
                var value = parser.getBigIntegerValue();
                if (Double.isInfinite(value.doubleValue())) {
                    throw notANumber(parser);
                }
                yield NODES.numberNode(value);
            }
        };
    }

    /**
     * Notes a number that YAML reads as another one than people do: an account id with a leading zero is
     * octal there.
     *
     * @see <a href="https://yaml.org/type/int.html">YAML 1.1, integers: a leading zero makes a number octal</a>
     */
    private void noteOtherNotation(JsonParser parser) throws IOException {
        var written = parser.getText();
        if (DECIMAL.matcher(written).matches()) {
            return;
        }
        var place = here(parser);
        problems.add(new Problem(
                file,
                open.isEmpty() ? Pointer.ROOT : open.peek().reading(),
                place.line(),
                place.column(),
                Outside.line(written, 80),
                "is read as the number " + Outside.line(String.valueOf(parser.getBigIntegerValue()), 80),
                "put it in quotes if it is a name or an id: \"" + Outside.line(written, 80)
                        + "\"; a number is written without leading zeros"));
    }

    private JsonNode decimal(JsonParser parser) throws IOException {
        try {
            var value = parser.getDecimalValue();
            if (Math.abs((long) value.scale()) <= MAX_EXPONENT && Double.isFinite(value.doubleValue())) {
                return NODES.numberNode(value);
            }
        } catch (NumberFormatException infinite) {
            throw notANumber(parser);
        }
        throw notANumber(parser);
    }

    private BadDocument notANumber(JsonParser parser) throws IOException {
        return refuse(
                here(parser),
                Outside.line(parser.getText(), 80),
                "is no number that can be used",
                "give a number that is smaller than 1e308 and has an exponent of at least -" + MAX_EXPONENT);
    }

    private BadDocument refuse(Place place, String value, String message, String remedy) {
        var pointer = open.isEmpty() ? Pointer.ROOT : open.peek().reading();
        problems.add(new Problem(file, pointer, place.line(), place.column(), value, message, remedy));
        return new BadDocument(problems);
    }

    private String remedy() {
        return "correct the " + format + " there";
    }

    private static Place here(JsonParser parser) {
        return placeOf(parser.currentTokenLocation());
    }

    private static Place placeOf(JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? Place.UNKNOWN
                : new Place(location.getLineNr(), Math.max(1, location.getColumnNr()));
    }

    /** The parser's own words, but for those on its settings. */
    private static String cause(JsonProcessingException malformed) {
        return firstLine(malformed.getOriginalMessage())
                .replaceAll("\\[Source: [^;]*; (line: [0-9]+, column: [0-9]+)]", "$1");
    }

    private static String firstLine(String message) {
        return message == null
                ? "unreadable"
                : Outside.line(message.lines().findFirst().orElse("unreadable"), 200);
    }
}
