package io.hyperpatch.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads JSON and YAML from outside. Refused, with the place: more bytes than allowed, text that is not UTF-8, too many
 * levels, fields given twice, anything behind the document's end, and YAML's anchors, aliases and tags.
 */
public final class Documents {

    /** Deep enough for every document that AWS or a person writes, and far from the end of any stack. */
    public static final int DEFAULT_DEPTH = 64;

    private final int maxBytes;
    private final int maxDepth;
    private final JsonFactory json;
    private final JsonFactory yaml;

    /** @param maxBytes the largest document that is read, in bytes */
    public Documents(int maxBytes) {
        this(maxBytes, DEFAULT_DEPTH);
    }

    /**
     * @param maxBytes the largest document that is read, in bytes
     * @param maxDepth how many objects and arrays may stand inside one another
     */
    public Documents(int maxBytes, int maxDepth) {
        this.maxBytes = maxBytes;
        this.maxDepth = maxDepth;
        var constraints = StreamReadConstraints.builder()
                .maxStringLength(maxBytes)
                .maxNameLength(maxBytes)
                .build();
        this.json = JsonFactory.builder().streamReadConstraints(constraints).build();
        var options = new LoaderOptions();
        options.setCodePointLimit(maxBytes);
        this.yaml = YAMLFactory.builder()
                .loaderOptions(options)
                .streamReadConstraints(constraints)
                .build();
    }

    /** Reads YAML if the name ends in .yaml or .yml, otherwise JSON. */
    public Document read(String file, byte[] bytes) {
        var name = file.toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") ? readYaml(file, bytes) : readJson(file, bytes);
    }

    /** @throws BadDocument if it is no JSON document within the limits */
    public Document readJson(String file, byte[] bytes) {
        return new TreeReader(file, json, "JSON", maxDepth).read(text(file, bytes));
    }

    /** @throws BadDocument if it is no YAML document within the limits */
    public Document readYaml(String file, byte[] bytes) {
        return new TreeReader(file, yaml, "YAML", maxDepth).read(text(file, bytes));
    }

    private String text(String file, byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        if (bytes.length > maxBytes) {
            throw whole(
                    file,
                    "has " + bytes.length + " bytes, more than the " + maxBytes + " that are read",
                    "send only the fields that are needed");
        }
        var input = ByteBuffer.wrap(bytes);
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(input)
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw whole(file, "is not UTF-8 text (see byte " + input.position() + ")", "save it as UTF-8");
        }
    }

    private static BadDocument whole(String file, String message, String remedy) {
        return new BadDocument(new Problem(file, Pointer.ROOT, 0, 0, null, message, remedy));
    }
}
