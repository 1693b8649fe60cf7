package io.hyperpatch.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.document.Document;
import io.hyperpatch.document.Pointer;
import io.hyperpatch.document.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * The one rule about {@code /image/track} that the schema can't say: it tracks one thing, or one thing for each architecture that it
 * names, and nothing beside these.
 */
final class TrackShape {
    private static final String TRACK = "/image/track";
    private static final String ONE = "keep one of ssm, imageBuilder, ami, hyperpod";

    private TrackShape() {}

    static List<Problem> problems(Document document) {
        List<Problem> problems = new ArrayList<>();
        JsonNode track = document.at(TRACK);
        List<String> architectures = fields(track).stream()
                .filter(ImageTrack.ByArchitecture.NAMES::contains)
                .toList();
        if (!architectures.isEmpty() && architectures.size() < track.size()) {
            problems.add(document.problem(
                    TRACK,
                    "tracks something for one architecture, and something for all",
                    "write x86_64 and arm64 and nothing beside them, or " + ONE));
            return problems;
        }
        if (architectures.isEmpty() && track.size() > 1) {
            problems.add(document.problem(TRACK, "tracks more than one thing", ONE));
        }
        for (String architecture : architectures) {
            part(document, Pointer.field(TRACK, architecture), problems);
        }
        return problems;
    }

    private static void part(Document document, String pointer, List<Problem> problems) {
        JsonNode part = document.at(pointer);
        if (fields(part).stream().anyMatch(ImageTrack.ByArchitecture.NAMES::contains)) {
            problems.add(document.problem(pointer, "is a map by architecture within another", ONE));
        } else if (part.size() > 1) {
            problems.add(document.problem(pointer, "tracks more than one thing", ONE));
        }
    }

    private static List<String> fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
