package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Executions that are stopped from outside, wherever they are: people hear how the run ended, and the lease is not stuck. */
class StoppedRunsTest {

    @ParameterizedTest(name = "in {0}")
    @CsvSource({
        "TakeLease, Refused",
        "ValidateImages, Refused",
        "CheckReadiness, Refused",
        "PlanIntent, Refused",
        "ArmWire, Refused",
        "WatchUpdate, Unknown"
    })
    void areReportedByTheJanitor(String state, String outcome) {
        RehearsalResult result = stopped("{ machine: patch-cluster, state: %s }".formatted(state), "Unknown");

        assertThat(result.evidence().executions())
                .filteredOn(execution -> execution.machine().equals(Machines.PATCH_CLUSTER))
                .allSatisfy(execution -> assertThat(execution.status()).isEqualTo(ExecutionStatus.ABORTED));
        assertThat(finalReport(result).path("outcome").asText()).isEqualTo(outcome);
        assertThat(finalReport(result).path("reason").asText()).contains("ABORTED with Rehearsal.Stopped");
        UnknownsTest.assertHeld(result);
    }

    @Test
    void areReportedAsProvedWhenOnlyTheReportWasMissing() {
        RehearsalResult result = stopped("{ machine: patch-cluster, state: ReportOutcome }", "Unknown");

        assertThat(finalReport(result).path("outcome").asText()).isEqualTo("Verified");
        UnknownsTest.assertHeld(result);
    }

    @Test
    void areLeftAloneOnceTheyAreRedriven() {
        RehearsalResult result = UnknownsTest.play("""
                name: redriven
                description: The run is stopped, and redriven before the janitor hears of it.
                delivery:
                  - { kind: late, by: PT10M, at: { source: aws.states } }
                executions:
                  - { kind: stopAndRedrive, redriveAfter: PT1M, at: { machine: patch-cluster, state: WatchUpdate } }
                triggers:
                  - event: ec2-ami-state-change
                    expect: Unknown
                """);

        assertThat(finalReport(result).path("outcome").asText()).isEqualTo("Verified");
        UnknownsTest.assertHeld(result);
    }

    @Test
    void doNotGoOnWhenTheyAreRedrivenAfterTheirEndWasTold() {
        RehearsalResult result = UnknownsTest.play("""
                name: redriven-too-late
                description: The run is stopped before its call, reported, and redriven.
                executions:
                  - { kind: stopAndRedrive, redriveAfter: PT10M, at: { machine: patch-cluster, state: CheckReadiness } }
                triggers:
                  - event: ec2-ami-state-change
                    expect: Unknown
                """);

        assertThat(finalReport(result).path("outcome").asText()).isEqualTo("Refused");
        assertThat(result.updates()).isZero();
        UnknownsTest.assertHeld(result);
    }

    @Test
    void tellOfAPatchFleetThatWasStopped() {
        RehearsalResult result = stopped("{ machine: patch-fleet, state: AdmitTrigger }", "Unknown");

        assertThat(result.evidence().messages()).singleElement().satisfies(message -> assertThat(message.subject())
                .hasValueSatisfying(subject -> assertThat(subject).contains("patch-fleet ended early")));
        UnknownsTest.assertHeld(result);
    }

    private static RehearsalResult stopped(String at, String outcome) {
        return UnknownsTest.play("""
                name: stopped
                description: An execution is stopped from outside.
                executions:
                  - { kind: stop, at: %s }
                triggers:
                  - event: ec2-ami-state-change
                    expect: %s
                """.formatted(at, outcome));
    }

    private static JsonNode finalReport(RehearsalResult result) {
        return result.evidence().reports().getFirst().detail();
    }
}
