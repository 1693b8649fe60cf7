package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An image that fits every group but one that the policy leaves out: the others are patched, and that one is named. */
class GroupsLeftOutTest {
    private static final String ARM_GROUP = """
            name: arm-left-out
            description: One group is built for Arm, the image is not, and the policy leaves the group out.
            policy: { rollout: { leaveOut: [gpu] } %s }
            clusterChanges:
              InstanceGroups:
                gpu: { InstanceType: ml.p6e-gb200.36xlarge }
            images:
              - { id: "{image}", architecture: x86_64 }
            triggers:
              - event: %s
                expect: Verified
            """;

    @Test
    void oneImageNeedNotFitAGroupThatIsLeftOut() {
        assertVerified(ARM_GROUP.formatted("", "ec2-ami-state-change"));
    }

    @Test
    void noImageNeedBeTrackedForAGroupThatIsLeftOut() {
        assertVerified(ARM_GROUP.formatted(
                ", image: { track: { ssm: null, x86_64: { ssm: /golden/x86/ami-id } } }", "parameter-store-change"));
    }

    private static void assertVerified(String scenario) {
        RehearsalResult result = UnknownsTest.play(scenario);

        assertThat(result.surprises()).isEmpty();
        UnknownsTest.assertHeld(result);
        assertThat(result.notification().orElseThrow().body())
                .contains("gpu (ml.p6e-gb200.36xlarge, 64 nodes): is left out, as the policy's rollout.leaveOut says");
    }
}
