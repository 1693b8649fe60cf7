package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import org.junit.jupiter.api.Test;

/** Somebody who may start executions starts patch-cluster with images of their own: nothing is installed. */
class StartedByHandTest {
    private static final String UNKNOWN_RUN = "train-a-ffffffffffff-1";

    private static RehearsalResult startByHand(String execution, String run) {
        return StartedByHand.play(execution, run, Watcher.NOBODY);
    }

    private static ExecutionView execution(RehearsalResult result, String name) {
        return result.evidence().executions().stream()
                .filter(execution -> execution.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertNothingOfItWasCalled(RehearsalResult result) {
        assertThat(result.evidence().calls())
                .filteredOn(call -> call.action().equals("sagemaker:UpdateClusterSoftware"))
                .noneSatisfy(call -> assertThat(call.request().toString()).contains(StartedByHand.EVIL));
        assertThat(result.evidence().truth().toString()).doesNotContain(StartedByHand.EVIL);
        UnknownsTest.assertHeld(result);
    }

    @Test
    void anExecutionThatIsNotNamedAsItsRunIsDoesNothing() {
        RehearsalResult result = startByHand("by-hand", UNKNOWN_RUN);

        assertThat(execution(result, "by-hand").status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution(result, "by-hand").error()).contains("Hyperpatch.NotAdmitted");
        assertThat(result.evidence().messages()).anySatisfy(message -> assertThat(message.body())
                .contains("by-hand is not named as run " + UNKNOWN_RUN));
        assertNothingOfItWasCalled(result);
    }

    @Test
    void anExecutionOfAnotherNameDoesNotBeginAnAdmittedRun() {
        RehearsalResult result = startByHand("by-hand", "train-a-10f47a2f0d8e-1");

        assertThat(execution(result, "by-hand").error()).contains("Hyperpatch.NotAdmitted");
        assertNothingOfItWasCalled(result);
    }

    @Test
    void aRunThatNobodyAdmittedIsRefusedAndPeopleHearOfIt() {
        RehearsalResult result = startByHand(UNKNOWN_RUN, UNKNOWN_RUN);

        assertThat(execution(result, UNKNOWN_RUN).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(execution(result, UNKNOWN_RUN)
                        .output()
                        .orElseThrow()
                        .path("outcome")
                        .asText())
                .isEqualTo("Refused");
        assertThat(result.evidence().messages())
                .anySatisfy(message -> assertThat(message.body()).contains(UNKNOWN_RUN, "was not admitted"));
        assertNothingOfItWasCalled(result);
    }
}
