package io.hyperpatch.rehearsal.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * Writes a JSON tree as the XML of the query protocols: lists as elements of a fixed name, times as ISO 8601.
 *
 * <p>Written by hand because the JDK's writer lets a carriage return stand, which every XML reader then turns into a
 * newline: texts from outside must come through unchanged.
 */
final class Xml {

    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final String listElement;
    private final Set<String> maps;

    /**
     * @param listElement {@code member} or {@code item}
     * @param maps names of the members that are maps, not structures
     */
    Xml(String listElement, Set<String> maps) {
        this.listElement = listElement;
        this.maps = Set.copyOf(maps);
    }

    Xml open(String name) {
        out.append('<').append(name).append('>');
        return this;
    }

    Xml open(String name, String namespace) {
        out.append('<').append(name).append(" xmlns=\"");
        escape(namespace);
        out.append("\">");
        return this;
    }

    Xml close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    Xml element(String name, String text) {
        open(name);
        escape(text);
        return close(name);
    }

    Xml members(JsonNode object) {
        object.properties().forEach(member -> element(member.getKey(), member.getValue()));
        return this;
    }

    private void element(String name, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        open(name);
        if (value.isArray()) {
            value.forEach(each -> element(listElement, each));
        } else if (value.isObject() && maps.contains(name)) {
            value.properties().forEach(each -> open("entry")
                    .element("key", each.getKey())
                    .element("value", each.getValue().asText())
                    .close("entry"));
        } else if (value.isObject()) {
            members(value);
        } else {
            escape(text(value));
        }
        close(name);
    }

    private static String text(JsonNode scalar) {
        return scalar instanceof POJONode pojo && pojo.getPojo() instanceof Instant instant
                ? instant.truncatedTo(ChronoUnit.MILLIS).toString()
                : scalar.asText();
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#xD;");
                case '\n', '\t' -> out.append(c);
                // XML 1.0 has no way to say the other control characters.
                default -> out.append(c < ' ' || c == '\uFFFE' || c == '\uFFFF' ? '\uFFFD' : c);
            }
        }
    }

    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
