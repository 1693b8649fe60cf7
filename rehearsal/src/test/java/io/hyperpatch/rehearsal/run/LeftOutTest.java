package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import org.junit.jupiter.api.Test;

/** Of several clusters one cannot be read: the others are patched, and people hear of the one that is left out. */
class LeftOutTest {
    private static final String ONE_OF_TWO = """
            name: one-of-two
            description: Hyperpatch has no right to read the second cluster of its policy.
            policy: { clusters: { names: [train-a, train-b] } }
            faults:
              - { kind: deny, at: { function: AdmitTrigger, action: "sagemaker:DescribeCluster", when: { occurrence: 2 } } }
            triggers:
              - event: ec2-ami-state-change
                expect: Verified
            """;

    private final RehearsalResult result = UnknownsTest.play(ONE_OF_TWO);

    @Test
    void theOtherIsPatched() {
        assertThat(result.faultsStruck()).containsKey("deny");
        assertThat(result.surprises()).isEmpty();
        UnknownsTest.assertHeld(result);
    }

    @Test
    void peopleHearOfTheOneThatIsLeftOut() {
        assertThat(result.evidence().messages())
                .filteredOn(message -> message.attributes().get("id").value().endsWith("/notice"))
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.subject()).contains("Refused: clusters of policy gpu-fleet could not be read");
                    assertThat(notice.body())
                            .contains("train-b (AdmitTrigger is not authorized to perform sagemaker:DescribeCluster")
                            .contains("The others have their own reports")
                            .doesNotContain("nothing was changed");
                });
    }

    @Test
    void theEndOfPatchFleetNamesWhatWasDoneAndWhatWasNot() {
        JsonNode output = result.evidence().executions().stream()
                .filter(execution -> execution.machine().equals(Machines.PATCH_FLEET))
                .map(ExecutionView::output)
                .findFirst()
                .orElseThrow()
                .orElseThrow();

        assertThat(output.path("outcome").isMissingNode()).isTrue();
        assertThat(output.path("runs")).singleElement().satisfies(run -> {
            assertThat(run.path("cluster").asText()).isEqualTo("train-a");
            assertThat(run.path("outcome").asText()).isEqualTo("Verified");
        });
        assertThat(output.path("failed"))
                .singleElement()
                .satisfies(failed -> assertThat(failed.path("cluster").asText()).isEqualTo("train-b"));
    }
}
