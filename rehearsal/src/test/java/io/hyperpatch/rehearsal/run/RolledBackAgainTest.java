package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An update that is rolled back before any node was replaced, on groups that an earlier rollback left as they are: all that ever tells
 * of it is that it was seen under way.
 */
class RolledBackAgainTest {
    private static final String EKS = """
            cluster: eks-67
            clusterChanges: { InstanceGroups: { canary: { SoftwareUpdateStatus: RollbackComplete } } }
            """;
    private static final String EKS_TWIN =
            "mishaps: { capacityErrors: [\"canary/0\", \"canary/1\"] }, unknowns: { activeConfigAppearsAfter: P1D }";
    private static final String SLURM = """
            cluster: slurm-20
            clusterChanges: { InstanceGroups: { login: { SoftwareUpdateStatus: RollbackComplete } } }
            """;
    private static final String SLURM_TWIN = "mishaps: { capacityErrors: [\"login/0\"] }";
    private static final String DEFAULT =
            "policy: { image: { track: { ssm: null, hyperpod: latest }, owners: [amazon] } }";
    private static final String LOST =
            "faults: [{ kind: loseAnswer, moment: after, at: { action: \"sagemaker:UpdateClusterSoftware\" } }]";
    private static final String NO_EVENTS = "delivery: [{ kind: lost, at: { source: aws.sagemaker } }]";

    static Stream<Arguments> everyWayToHearOfIt() {
        return Stream.of(EKS, SLURM).flatMap(cluster -> Stream.of("", DEFAULT).flatMap(image -> Stream.of("", LOST)
                .flatMap(answer -> Stream.of("", NO_EVENTS).flatMap(events -> Stream.of("PT1M", "PT5M")
                        .map(attempt -> Arguments.of(cluster, image, answer, events, attempt))))));
    }

    @ParameterizedTest(name = "{0}; {1}; {2}; {3}; an attempt takes {4}")
    @MethodSource("everyWayToHearOfIt")
    void isNeverTakenForAnUpdateThatChangedNothing(
            String cluster, String image, String answer, String events, String attempt) {
        // Without an answer, only the pin on a Slurm cluster, where no wire can be, makes the update count as ours.
        // HyperPod's latest
        // is such a pin as well: the groups run a public image, so the call names the newest of its family by its id.
        boolean untellable = answer.equals(LOST) && cluster.equals(EKS);
        RehearsalResult result = play(cluster, image, answer, events, attempt, untellable ? "Unknown" : "RolledBack");

        assertThat(result.surprises()).isEmpty();
        UnknownsTest.assertHeld(result);
    }

    private static RehearsalResult play(
            String cluster, String image, String answer, String events, String attempt, String outcome) {
        boolean slurm = cluster.equals(SLURM);
        String publicImages = image.equals(DEFAULT) ? ", images: { publicImages: [\"{running}\"] }" : "";
        return UnknownsTest.play(String.join(
                "\n",
                List.of(
                        "name: rolled-back-again",
                        "description: An update is rolled back to exactly what an earlier rollback left.",
                        cluster.strip(),
                        image,
                        answer,
                        events,
                        "twin: { " + (slurm ? SLURM_TWIN : EKS_TWIN) + publicImages + ", pace: { lifecycleAttempt: "
                                + attempt + " } }",
                        "triggers: [{ event: "
                                + (image.equals(DEFAULT) ? "scheduled-event" : "ec2-ami-state-change") + ", expect: "
                                + outcome + " }]",
                        "expect: { updates: 1 }")));
    }
}
