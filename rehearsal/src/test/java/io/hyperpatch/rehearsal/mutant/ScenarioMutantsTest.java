package io.hyperpatch.rehearsal.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.oracle.Invariant;
import io.hyperpatch.rehearsal.run.Rehearsal;
import io.hyperpatch.rehearsal.run.Watcher;
import io.hyperpatch.rehearsal.scenario.ScenarioReader;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Switches a safeguard off in the one situation that it is made for. */
@Isolated("a method that is switched off is so in the whole JVM")
class ScenarioMutantsTest {

    @Test
    void aRunGoesOnPastItsDeadlineUnlessThatIsJudgedFirst() {
        String unreadable = """
                name: unreadable
                description: For five days no reading of the cluster can be understood.
                faults:
                  - kind: dropMember
                    at: { action: "sagemaker:DescribeCluster", when: { from: PT30M, to: P5D } }
                    member: ClusterStatus
                triggers:
                  - event: ec2-ami-state-change
                    expect: Unknown
                """;

        assertThat(broken(unreadable)).isEmpty();
        assertThat(Safeguard.DEADLINE_FIRST.without(() -> broken(unreadable)))
                .contains("every-execution-ends-in-bounded-time-after-the-last-fault");
    }

    @Test
    void theSameMailComesAgainAndAgainUnlessItIsClaimed() {
        String unanswered = """
                name: unanswered
                description: The topic takes mails without an answer, and the function that sends them is called twice.
                faults:
                  - { kind: invokeTwice, at: { function: ReportOutcome, action: "lambda:Invoke" }, apart: PT1M }
                  - kind: serverError
                    at: { action: "sns:Publish", when: { to: PT10H20M } }
                    moment: after
                triggers:
                  - event: ec2-ami-state-change
                    expect: Verified
                """;

        assertThat(broken(unanswered)).isEmpty();
        assertThat(Safeguard.MAIL_CLAIMED.without(() -> broken(unanswered)))
                .contains("repeats-of-a-mail-are-further-and-further-apart");
    }

    private static List<String> broken(String scenario) {
        Given given = Given.of(new ScenarioReader().read("scenario.yaml", scenario.getBytes(StandardCharsets.UTF_8)));
        try (Rehearsal rehearsal = new Rehearsal(new Preparation(given).setting(), 1)) {
            return rehearsal.run(Watcher.NOBODY).invariants().stream()
                    .filter(invariant -> !invariant.held())
                    .map(Invariant::name)
                    .toList();
        }
    }
}
