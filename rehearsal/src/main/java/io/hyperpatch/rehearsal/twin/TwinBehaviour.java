package io.hyperpatch.rehearsal.twin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Objects;

/**
 * What a twin does: its pace, its images, what goes wrong, what happens to it, and how the unknowns turn out.
 *
 * <p>Every member may be left out. In scenario files the members are written in camelCase, durations as ISO 8601
 * ({@code PT20M}).
 */
public record TwinBehaviour(
        Pace pace,
        Images images,
        List<NodeBefore> nodesBefore,
        Mishaps mishaps,
        List<Happening> happenings,
        Unknowns unknowns) {

    public static final TwinBehaviour DEFAULT = new TwinBehaviour(null, null, null, null, null, null);

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public TwinBehaviour {
        pace = Objects.requireNonNullElse(pace, Pace.DEFAULT);
        images = Objects.requireNonNullElse(images, Images.DEFAULT);
        nodesBefore = nodesBefore == null ? List.of() : List.copyOf(nodesBefore);
        mishaps = Objects.requireNonNullElse(mishaps, Mishaps.NONE);
        happenings = happenings == null ? List.of() : List.copyOf(happenings);
        unknowns = Objects.requireNonNullElse(unknowns, Unknowns.DEFAULT);
    }

    /**
     * Reads the behaviour out of a scenario.
     *
     * @throws IllegalArgumentException naming the member, for one that is unknown or of the wrong type
     */
    public static TwinBehaviour read(JsonNode json) {
        try {
            return MAPPER.treeToValue(json, TwinBehaviour.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The twin's behaviour cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** The switches as they stand in a scenario. */
    public static ObjectNode tree(Unknowns unknowns) {
        return MAPPER.valueToTree(unknowns);
    }

    /** The switches out of such a tree. */
    public static Unknowns unknowns(ObjectNode tree) {
        return MAPPER.convertValue(tree, Unknowns.class);
    }
}
