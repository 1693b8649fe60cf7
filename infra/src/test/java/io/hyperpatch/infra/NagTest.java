package io.hyperpatch.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.hyperpatch.policy.FleetPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

class NagTest {
    static Stream<FleetPolicy> policies() {
        return Stream.of(Policies.EXAMPLE, Policies.TAGGED, Policies.BUILT);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void leavesNoFindingOfAwsSolutionsWithoutAReason(FleetPolicy policy) {
        App app = new App();
        HyperpatchStack stack = new HyperpatchStack(app, Synthesized.settings(policy));
        Aspects.of(app).add(new AwsSolutionsChecks());

        Annotations found = Annotations.fromStack(stack);
        assertThat(found.findError("*", Match.stringLikeRegexp("AwsSolutions-.*")))
                .isEmpty();
        assertThat(found.findWarning("*", Match.anyValue())).isEmpty();
    }

    @Test
    void everySuppressionSaysWhy() {
        var suppressions = Synthesized.of(Policies.EXAMPLE)
                .resources()
                .flatMap(resource -> GrantedRole.stream(resource.json().at("/Metadata/cdk_nag/rules_to_suppress")))
                .filter(JsonNode::isObject)
                .toList();

        assertThat(suppressions).isNotEmpty().allSatisfy(suppression -> assertThat(
                        suppression.get("reason").textValue())
                .hasSizeGreaterThan(30));
    }
}
