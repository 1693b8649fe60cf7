package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.aws.Reading;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShownRightsTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/nodes";

    private final Left left = Left.verified();

    @Test
    void acceptsARoleThatMaySeeAlarms() {
        decided("allowed", ROLE);

        assertThat(wrong()).isEmpty();
    }

    @Test
    void noticesARoleThatMayNot() {
        decided("implicitDeny", ROLE);

        assertThat(wrong()).hasValue("the execution role of group gpu may not see its alarms");
    }

    @Test
    void leavesTheRolesOfOthersAlone() {
        decided("implicitDeny", ROLE + "-of-others");

        assertThat(wrong()).isEmpty();
    }

    private void decided(String decision, String role) {
        left.readings.add(new Reading(
                Left.at(0),
                "CheckReadiness",
                "iam:SimulatePrincipalPolicy",
                Left.json("{\"PolicySourceArn\": \"%s\"}".formatted(role)),
                Left.json("{\"EvaluationResults\": [{\"EvalDecision\": \"%s\"}]}".formatted(decision))));
    }

    private Optional<String> wrong() {
        return ShownRights.wrong(left.evidence(), left.calls.getFirst(), Left.json("""
                {"InstanceGroups": [{"InstanceGroupName": "gpu", "ExecutionRole": "%s"}]}""".formatted(ROLE)));
    }
}
