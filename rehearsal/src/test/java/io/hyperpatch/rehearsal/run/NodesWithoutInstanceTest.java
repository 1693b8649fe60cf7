package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A group counts a node that has no instance when the run begins: it gets one, or never does. */
class NodesWithoutInstanceTest {
    private static final String UNBORN = """
            name: unborn
            description: A group counts a node that has no instance yet.
            twin: { nodesBefore: [{ node: %1$s, status: Pending, instance: false }] }
            happenings: [%2$s]
            triggers:
              - event: ec2-ami-state-change
                expect: %3$s
            """;

    @ParameterizedTest
    @CsvSource({
        "canary/1, P30D, Verified",
        "canary/1, PT50S, Mixed",
        "system/0, PT5M, Verified",
    })
    void isPatchedOrNamed(String node, String fails, String outcome) {
        String failure = "{ happens: nodeFails, when: { afterStart: %s }, node: %s, recovers: false }";

        RehearsalResult result = UnknownsTest.play(UNBORN.formatted(node, failure.formatted(fails, node), outcome));

        assertThat(result.surprises()).isEmpty();
        UnknownsTest.assertHeld(result);
    }
}
