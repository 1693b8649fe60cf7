package io.hyperpatch.rehearsal.scenario;

import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Document;
import io.hyperpatch.document.DocumentSchema;
import io.hyperpatch.document.Documents;

/** Reads a scenario, or says everything that is wrong with it at once. */
public final class ScenarioReader {

    /** Scenarios name nodes one by one; this is room for thousands. */
    public static final int MAX_BYTES = 256 * 1024;

    private final Documents documents = new Documents(MAX_BYTES);
    private final DocumentSchema schema = DocumentSchema.fromClassPath("/scenarios/scenario.schema.json");

    /** @throws BadDocument naming every mistake */
    public Scenario read(String file, byte[] bytes) {
        Document document = documents.read(file, bytes);
        schema.require(document);
        Scenario scenario = new Scenario(document);
        scenario.cast(Names.SAMPLE);
        return scenario;
    }
}
