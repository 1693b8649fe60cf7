package io.hyperpatch.infra.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdaptationTest {
    private static final JsonNode TEMPLATE = json("""
            {"Resources": {
              "Plain": {"Type": "AWS::Lambda::Function", "Properties": {"Handler": "a.B"}},
              "Told": {"Type": "AWS::Lambda::Function", "Properties": {"Environment": {"Variables": {"TABLE": {"Ref": "T"}}}}},
              "T": {"Type": "AWS::DynamoDB::Table", "Properties": {"BillingMode": "PAY_PER_REQUEST"}}}}
            """);

    @Test
    void everyFunctionIsToldMoreAndKeepsWhatItHas() {
        assertThat(Adaptation.of(TEMPLATE, Map.of("URL", "http://twin"))).isEqualTo(json("""
                {"Resources": {
                  "Plain": {"Type": "AWS::Lambda::Function", "Properties": {
                    "Handler": "a.B", "Environment": {"Variables": {"URL": "http://twin"}}}},
                  "Told": {"Type": "AWS::Lambda::Function", "Properties": {
                    "Environment": {"Variables": {"TABLE": {"Ref": "T"}, "URL": "http://twin"}}}},
                  "T": {"Type": "AWS::DynamoDB::Table", "Properties": {"BillingMode": "PAY_PER_REQUEST"}}}}
                """));
    }

    @Test
    void theSynthesizedTemplateStaysAsItIs() {
        JsonNode before = TEMPLATE.deepCopy();

        Adaptation.of(TEMPLATE, Map.of("URL", "http://twin"));

        assertThat(TEMPLATE).isEqualTo(before);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
