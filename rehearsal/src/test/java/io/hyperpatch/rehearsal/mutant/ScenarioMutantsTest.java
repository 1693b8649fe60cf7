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
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Switches a safeguard off in the one situation that it is made for: seeds meet it too seldom to be relied on. */
@Isolated("a method that is switched off is so in the whole JVM")
class ScenarioMutantsTest {

    /**
     * A situation in which a safeguard is needed.
     *
     * @param invariant what breaks without it
     */
    record Situation(String scenario, String invariant) {}

    static final Map<Safeguard, Situation> SITUATIONS = Map.of(
            Safeguard.DEADLINE_FIRST,
            new Situation("""
                    name: unreadable
                    description: For five days no reading of the cluster can be understood.
                    faults:
                      - kind: dropMember
                        at: { action: "sagemaker:DescribeCluster", when: { from: PT30M, to: P5D } }
                        member: ClusterStatus
                    triggers:
                      - event: ec2-ami-state-change
                        expect: Unknown
                    """, "every-execution-ends-in-bounded-time-after-the-last-fault"),
            Safeguard.MAIL_CLAIMED,
            new Situation("""
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
                    """, "repeats-of-a-mail-are-further-and-further-apart"));

    static Set<Safeguard> shown() {
        return SITUATIONS.keySet();
    }

    @ParameterizedTest
    @MethodSource("shown")
    void breaksAnInvariantOnceTheSafeguardIsOff(Safeguard safeguard) {
        Situation situation = SITUATIONS.get(safeguard);

        assertThat(broken(situation.scenario())).isEmpty();
        assertThat(safeguard.without(() -> broken(situation.scenario()))).contains(situation.invariant());
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
