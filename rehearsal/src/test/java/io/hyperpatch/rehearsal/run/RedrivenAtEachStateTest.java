package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.engine.EngineListener;
import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.engine.StateVisit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run is stopped at a state, whichever it is, and redriven a minute later: it goes on from its record,
 * and ends as it would have.
 */
class RedrivenAtEachStateTest {
    /** In which only a run ends badly: it has nothing more to go on with. */
    private static final Set<String> LAST_STATES =
            Set.of("ReleaseUnreported", "EndNotAdmitted", "EndFenced", "EndUnreported", "EndUnreleased");

    /** The wire takes its time, and the first proofs die, so that every wait is visited. */
    private static final String EVERY_STATE = """
            name: redriven
            description: A run of two steps is stopped and redriven.
            alarmsLate:
              - { from: PT0S, to: PT3M }
            delivery:
              - { kind: late, by: PT10M, at: { source: aws.states } }
            faults:
              - kind: killFunction
                moment: before
                at: { function: VerifyStep, action: "lambda:Invoke", when: { from: PT0S, to: PT70M } }
            %s
            triggers:
              - event: ec2-ami-state-change
                expect: %s
            """;

    private static final String STOPPED = """
            executions:
              - { kind: stopAndRedrive, redriveAfter: PT1M, at: { machine: patch-cluster, state: %s } }
            """;

    private final Set<String> visited = new TreeSet<>();

    static Stream<String> states() {
        return Machines.definition(Machines.PATCH_CLUSTER).path("States").properties().stream()
                .map(Map.Entry::getKey)
                .filter(state -> !LAST_STATES.contains(state));
    }

    private RehearsalResult play(String executions, String outcome) {
        String yaml = EVERY_STATE.formatted(executions, outcome);
        try (Rehearsal rehearsal = new Rehearsal(UnknownsTest.setting(yaml), 1)) {
            return rehearsal.run(new Watcher() {
                @Override
                public void begins(Account account) {
                    account.engine.listen(new EngineListener() {
                        @Override
                        public void stateEntered(StateVisit visit) {
                            if (visit.machine().equals(Machines.PATCH_CLUSTER)) {
                                visited.add(visit.state());
                            }
                        }
                    });
                }
            });
        }
    }

    @Test
    void visitsEveryStateWhereNobodyStopsIt() {
        RehearsalResult undisturbed = play("", "Verified");

        assertThat(undisturbed.outcome()).isEqualTo("Verified");
        assertThat(visited).containsExactlyInAnyOrderElementsOf(states().toList());
    }

    @ParameterizedTest
    @MethodSource("states")
    void goesOnFromItsRecord(String state) {
        // What patch-fleet waits for ends with the stop: it reports that as Unknown.
        RehearsalResult result = play(STOPPED.formatted(state), "Unknown");

        assertThat(result.faultsStruck()).containsKey("stopAndRedrive");
        JsonNode report = result.evidence().reports().getFirst().detail();
        assertThat(report.path("outcome").asText()).isEqualTo("Verified");
        assertThat(result.updates()).isEqualTo(2);
        assertThat(result.evidence().executions())
                .filteredOn(execution -> execution.machine().equals(Machines.PATCH_CLUSTER))
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.redriveCount()).isEqualTo(1);
                    assertThat(run.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
                });
        UnknownsTest.assertHeld(result);
        assertThat(List.copyOf(visited)).contains(state);
    }
}
