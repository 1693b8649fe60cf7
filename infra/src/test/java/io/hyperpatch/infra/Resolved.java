package io.hyperpatch.infra;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.role.Place;
import java.util.Map;
import java.util.stream.Collectors;

/** The texts that CloudFormation would make of a template's references: those of a place, and of each resource its logical id. */
record Resolved(Place place) {

    /** The text of a value: itself, a reference, or several joined. */
    String text(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.has("Ref")) {
            String name = value.get("Ref").textValue();
            return pseudo().getOrDefault(name, "ref-of-" + name);
        }
        if (value.has("Fn::GetAtt")) {
            return value.at("/Fn::GetAtt/1").textValue() + "-of-"
                    + value.at("/Fn::GetAtt/0").textValue();
        }
        if (value.has("Fn::Join")) {
            return GrantedRole.stream(value.at("/Fn::Join/1"))
                    .map(this::text)
                    .collect(Collectors.joining(value.at("/Fn::Join/0").textValue()));
        }
        throw new AssertionError("no text and no reference that is known here: " + value);
    }

    private Map<String, String> pseudo() {
        return Map.of(
                "AWS::Partition", place.partition(), "AWS::Region", place.region(), "AWS::AccountId", place.account());
    }
}
