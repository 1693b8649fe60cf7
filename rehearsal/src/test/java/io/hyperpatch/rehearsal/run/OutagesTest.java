package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.oracle.Invariant;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Services that stay away: the run still ends, people hear of it, and the lease is not left behind by accident. */
class OutagesTest {

    @Test
    void endsUnknownAndParkedWhenNoLookSucceedsUntilTheDeadline() {
        RehearsalResult result = play("LookAtUpdate", "sagemaker:DescribeCluster", "Unknown");

        assertThat(result.figures().virtualTime()).isBetween(Duration.ofDays(1), Duration.ofDays(3));
        assertThat(result.notification().orElseThrow().body()).contains("could not be read");
    }

    @Test
    void endsUnknownWhenTheProofNeverSucceeds() {
        RehearsalResult result = play("VerifyStep", "sagemaker:ListClusterNodes", "Unknown");

        assertThat(result.notification().orElseThrow().body()).contains("VerifyStep");
    }

    @Test
    void givesTheLeaseBackThoughItsWiresCannotBeRemoved() {
        play("ReleaseLease", "monitoring:DeleteAlarms", "Verified");
        play("ReleaseLease", "sagemaker:DescribeCluster", "Verified");
    }

    @Test
    void reportsWithoutAReadingOfTheCluster() {
        play("ReportOutcome", "sagemaker:DescribeCluster", "Verified");
    }

    @Test
    void endsNoOtherWayOnSlurm() {
        play("slurm-20", "LookAtUpdate", "sagemaker:DescribeCluster", "Unknown");
        play("slurm-20", "VerifyStep", "sagemaker:ListClusterNodes", "Unknown");
        play("slurm-20", "ReportOutcome", "sagemaker:DescribeCluster", "Verified");
    }

    @Test
    void looksOnceAMinuteWhenNoWaitCanBeBegun() {
        RehearsalResult result = play("AwaitSignal", "store:write", "Verified");

        long looks = result.evidence().calls().stream()
                .filter(call -> call.caller().equals("LookAtUpdate"))
                .count();
        assertThat(looks).isBetween(300L, result.figures().virtualTime().toMinutes());
    }

    @Test
    void saysTheWordOfAWatchThoughNoTaskCanBeEnded() {
        RehearsalResult result = play("AwaitSignal", "states:SendTaskSuccess", "Verified");

        assertThat(result.figures().virtualTime()).isLessThan(Duration.ofHours(8));
    }

    @Test
    void endsInTimeThoughNoSignalCanEndAWait() {
        RehearsalResult result = play("WakeRun", "states:SendTaskFailure", "Verified");

        assertThat(result.figures().virtualTime()).isLessThan(Duration.ofHours(8));
    }

    private static RehearsalResult play(String function, String action, String outcome) {
        return play("eks-67", function, action, outcome);
    }

    private static RehearsalResult play(String cluster, String function, String action, String outcome) {
        RehearsalResult result = UnknownsTest.play("""
                name: outage
                description: One call of one function always fails.
                cluster: %s
                faults:
                  - { kind: serverError, at: { function: %s, action: "%s" } }
                triggers:
                  - event: ec2-ami-state-change
                    expect: %s
                """.formatted(cluster, function, action, outcome));

        assertThat(result.faultsStruck()).containsKey("serverError");
        assertThat(result.surprises()).isEmpty();
        assertThat(result.invariants()).allMatch(Invariant::held);
        return result;
    }
}
