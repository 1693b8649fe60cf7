package io.hyperpatch.rehearsal.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.document.Document;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A scenario that has passed its schema; placeholders such as {@code {largest}} still stand in it, since only a cluster
 * gives them a meaning: see {@link #cast}.
 *
 * @param document the file, for the places of mistakes that show later
 */
public record Scenario(Document document) {

    public Scenario {
        Objects.requireNonNull(document, "document");
    }

    public String name() {
        return document.at("/name").asText();
    }

    public String description() {
        return document.at("/description").asText();
    }

    /** The name of a bundled cluster document, if the scenario names one. */
    public Optional<String> cluster() {
        return Optional.of(document.at("/cluster").asText()).filter(name -> !name.isEmpty());
    }

    /** How many clusters there are: the one of the document, and copies of it to which the same happens. */
    public int clusters() {
        return document.at("/clusters").asInt(1);
    }

    /** Changes to the DescribeCluster document; empty if there are none. */
    public ObjectNode clusterChanges() {
        return object("/clusterChanges");
    }

    /** The image that the policy's tracked thing holds, if the scenario says; may be a placeholder. */
    public Optional<String> image() {
        return Optional.of(document.at("/image").asText()).filter(name -> !name.isEmpty());
    }

    /** Changes to the fleet policy, with placeholders filled in; empty if there are none. */
    public ObjectNode policyChanges(Names names) {
        return (ObjectNode) names.fill(object("/policy"));
    }

    /**
     * The scenario played on a certain cluster.
     *
     * @throws io.hyperpatch.document.BadDocument naming every part that cannot be played
     */
    public Cast cast(Names names) {
        return new Casting(document, names).cast();
    }

    /** The outcomes that it declares, one for each of its triggers. */
    public List<String> expected() {
        return document.at("/triggers").findValuesAsText("expect");
    }

    private ObjectNode object(String pointer) {
        return document.at(pointer) instanceof ObjectNode object
                ? object.deepCopy()
                : com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    }
}
