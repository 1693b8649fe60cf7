package io.hyperpatch.rehearsal.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a role's policy document is read, and which rights it grants. */
class RolePolicyTest {
    private static final String WIRES = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:hyperpatch-*";

    private static RolePolicy policy(String statements) {
        try {
            return RolePolicy.of(new ObjectMapper().readTree("{\"Statement\": [" + statements + "]}"));
        } catch (JsonProcessingException e) {
            throw new AssertionError(statements, e);
        }
    }

    private static String allow(String action, String resource, String condition) {
        return """
                {"Effect": "Allow", "Action": "%s", "Resource": "%s", "Condition": %s}""".formatted(action, resource, condition);
    }

    @ParameterizedTest
    @CsvSource({
        "cloudwatch:PutMetricAlarm, hyperpatch-train-a-s1-i1, true",
        "Cloudwatch:putmetricalarm, hyperpatch-train-a-s1-i1, true",
        "cloudwatch:PutMetricAlarm, gpu-xid-train-a,          false",
        "cloudwatch:PutMetricAlarm, xhyperpatch-,             false",
        "cloudwatch:DeleteAlarms,   hyperpatch-train-a-s1-i1, false",
    })
    void grantsTheActionOnTheResourceAndNoOther(String action, String alarm, boolean granted) {
        RolePolicy role = policy(allow("cloudwatch:PutMetricAlarm", WIRES, "{}"));

        assertThat(role.grants(Right.to(action, "arn:aws:cloudwatch:us-east-1:123456789012:alarm:" + alarm)))
                .isEqualTo(granted);
    }

    @Test
    void grantsUnderAConditionOnlyIfEveryKeyHasOneOfItsValues() {
        RolePolicy role = policy(allow("sagemaker:UpdateClusterSoftware", "*", """
                {"StringEquals": {"sagemaker:ResourceTag/patching": "gpu-fleet", "sagemaker:ResourceTag/stage": ["dev", "test"]}}"""));

        assertThat(role.grants(update(Map.of("patching", "gpu-fleet", "stage", "test"))))
                .isTrue();
        assertThat(role.grants(update(Map.of("patching", "gpu-fleet", "stage", "prod"))))
                .isFalse();
        assertThat(role.grants(update(Map.of("stage", "dev")))).isFalse();
    }

    private static Right update(Map<String, String> tags) {
        Map<String, String> context = new java.util.HashMap<>();
        tags.forEach((key, value) -> context.put("sagemaker:ResourceTag/" + key, value));
        return new Right(
                "sagemaker:UpdateClusterSoftware",
                "arn:aws:sagemaker:us-east-1:123456789012:cluster/a1b2c3d4e5f6",
                context);
    }

    @Test
    void aStatementThatDeniesOutweighsAllThatAllow() {
        RolePolicy role = policy(allow("sns:*", "*", "{}")
                + ", {\"Effect\": \"Deny\", \"Action\": \"sns:Publish\", \"Resource\": \"*:mine\"}");

        assertThat(role.grants(Right.to("sns:Publish", "arn:aws:sns:us-east-1:1:mine")))
                .isFalse();
        assertThat(role.grants(Right.to("sns:Publish", "arn:aws:sns:us-east-1:1:theirs")))
                .isTrue();
    }

    @Test
    void whatCannotBeJudgedIsRefusedRatherThanTakenToHold() {
        assertThatThrownBy(
                        () -> policy(allow("sns:Publish", "*", "{\"IpAddress\": {\"aws:SourceIp\": \"10.0.0.0/8\"}}")))
                .hasMessageContaining("condition operator 'IpAddress'");
        assertThatThrownBy(() -> policy(
                        allow("sns:Publish", "*", "{\"StringEquals\": {\"aws:username\": \"${aws:username}\"}}")))
                .hasMessageContaining("policy variable");
        assertThatThrownBy(() -> policy("{\"Effect\": \"Allow\", \"NotAction\": \"sns:Publish\", \"Resource\": \"*\"}"))
                .hasMessageContaining("NotAction");
        assertThatThrownBy(() -> policy("{\"Effect\": \"allow\", \"Action\": \"a:B\", \"Resource\": \"*\"}"))
                .hasMessageContaining("'allow'");
    }

    @ParameterizedTest
    @CsvSource({
        "a*c,   abbc,  true",
        "a*c,   ac,    true",
        "a*c,   acb,   false",
        "*b*b,  abab,  true",
        "a?c,   abc,   true",
        "a?c,   ac,    false",
        "'',    '',    true",
        "*,     '',    true",
        "a.c,   abc,   false",
    })
    void aStarStandsForAnyTextAndAQuestionMarkForOneCharacter(String pattern, String text, boolean matches) {
        assertThat(Wildcard.matches(pattern, text)).isEqualTo(matches);
    }
}
