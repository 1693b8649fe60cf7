package io.hyperpatch.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * A JSON Schema (draft 2020-12) whose complaints become {@link Problem}s. A schema may word them itself beside the keyword
 * that complains: {@code x-problem} says what is wrong, {@code x-remedy} what to write; {@code examples} feed the remedy
 * for a field that is missing.
 */
public final class DocumentSchema {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .locale(Locale.ROOT)
                    .build()));

    private final Schema schema;
    private final JsonNode source;

    private DocumentSchema(JsonNode source) {
        this.source = source;
        this.schema = REGISTRY.getSchema(source);
    }

    /** A schema from the class path, for instance {@code /events/policies/policy.schema.json}. */
    public static DocumentSchema fromClassPath(String resource) {
        try (var in = DocumentSchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no schema on the class path: " + resource);
            }
            return new DocumentSchema(new Documents(1_000_000)
                    .readJson(resource, in.readAllBytes())
                    .tree());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("schema " + resource, unreadable);
        }
    }

    /** Everything in the document that is against the schema, in the order of the file; at most one problem per field. */
    public List<Problem> check(Document document) {
        var complaints = new Complaints(document, source);
        var seen = new HashSet<String>();
        var problems = new ArrayList<Problem>();
        for (var error : schema.validate(document.tree())) {
            var problem = complaints.problem(error);
            if (seen.add(problem.pointer())) {
                problems.add(problem);
            }
        }
        return Problems.inOrder(problems);
    }

    /** @throws BadDocument naming everything that is against the schema */
    public void require(Document document) {
        var problems = check(document);
        if (!problems.isEmpty()) {
            throw new BadDocument(problems);
        }
    }
}
