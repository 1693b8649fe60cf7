package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is stuck is freed: leases whose holders have died, intents that nobody has resolved, reports that nobody has sent. */
class ReconcileTest {

    @Test
    void freesAParkedLeaseOnceTheUpdateHasEndedAndTellsPeople() {
        RehearsalResult result = UnknownsTest.play("""
                name: stopped
                description: The run is stopped while its update is under way.
                policy: { rollout: { canary: [] } }
                executions:
                  - { kind: stop, at: { machine: patch-cluster, state: WatchUpdate } }
                triggers:
                  - event: ec2-ami-state-change
                    expect: Unknown
                expect:
                  afterwards: Verified
                """);

        assertThat(result.surprises()).isEmpty();
        assertFree(result);
        assertThat(told(result)).containsExactly("notice", "final", "resolved");
        UnknownsTest.assertHeld(result);
    }

    private static void assertFree(RehearsalResult result) {
        assertThat(result.evidence().items())
                .filteredOn(item -> item.partition().equals("leases"))
                .extracting(item -> item.attributes().path("state").asText())
                .containsOnly("FREE");
    }

    /** The last parts of the ids under which people were told. */
    private static List<String> told(RehearsalResult result) {
        return result.evidence().messages().stream()
                .map(message -> message.attributes().get("id").value())
                .map(id -> id.substring(id.lastIndexOf('/') + 1))
                .toList();
    }
}
