package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.aws.sns.Message;
import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rounds of reconcile that fail with one run again and again: people get one mail, and the rounds become rare. */
class FailingRoundsTest {
    private static final String STUCK = """
            name: stuck
            description: The run is stopped while its update is under way, and each round of reconcile fails with it.
            policy: { rollout: { canary: [] } }
            executions:
              - { kind: stop, at: { machine: patch-cluster, state: WatchUpdate } }
            faults:
              %s
            triggers:
              - event: ec2-ami-state-change
                expect: Unknown
              - event: ec2-ami-state-change
                after: PT100H
                expect: AlreadyCurrent
            expect:
              updates: 1
            """;

    private static RehearsalResult stuck(String... faults) {
        RehearsalResult result = UnknownsTest.play(STUCK.formatted(
                String.join("\n  ", List.of(faults).stream().map("- "::concat).toList())));
        UnknownsTest.assertHeld(result);
        assertThat(result.evidence().items())
                .filteredOn(item -> item.partition().equals("leases"))
                .extracting(item -> item.attributes().path("state").asText())
                .containsOnly("FREE");
        return result;
    }

    /** A function that dies cannot say so: the round after the fifth finds out. */
    @ParameterizedTest(name = "{0} in {1} at {2}")
    @CsvSource({
        "deny, ResolveIntents, sagemaker:DescribeCluster, 4",
        "killFunction, TakeOver, store:write, 4",
        "killFunction, SettleRun, sagemaker:DescribeCluster, 5"
    })
    void areReportedOnceAndBackOff(String kind, String function, String action, int hourly) {
        RehearsalResult result = stuck("{ kind: %s, %s at: { function: %s, action: \"%s\", when: { to: PT72H } } }"
                .formatted(kind, kind.equals("deny") ? "" : "moment: before,", function, action));

        List<Instant> failed = failedRounds(result);
        List<Long> pauses = pauses(failed).stream().map(Duration::toHours).toList();
        assertThat(pauses.subList(0, hourly)).containsOnly(1L);
        assertThat(pauses.subList(hourly, pauses.size())).startsWith(2L, 4L, 8L, 16L);
        assertThat(mails(result)).singleElement().satisfies(mail -> {
            assertThat(mail.at()).isBetween(failed.get(hourly), failed.get(hourly + 1));
            assertThat(mail.body()).contains("5 rounds", "What to do now", "reconcile");
        });
    }

    @Test
    void areTriedAgainAtTheNextDueRoundOnceTheFaultHasEnded() {
        RehearsalResult result = stuck(
                "{ kind: deny, at: { function: ResolveIntents, action: \"sagemaker:DescribeCluster\", when: { to: PT14H } } }");

        List<Instant> failed = failedRounds(result);
        assertThat(resolvedAt(result)).isBefore(failed.getLast().plus(Duration.ofHours(9)));
        assertThat(mails(result)).hasSize(1);
    }

    @Test
    void countAnewAfterAnotherFailure() {
        RehearsalResult result = stuck(
                "{ kind: deny, at: { function: ResolveIntents, action: \"sagemaker:DescribeCluster\", when: { to: PT4H } } }",
                "{ kind: killFunction, moment: before, at: { function: ResolveIntents, action: \"sagemaker:DescribeCluster\", when: { from: PT4H, to: PT8H } } }");

        assertThat(pauses(failedRounds(result))).extracting(Duration::toHours).containsOnly(1L);
        assertThat(mails(result)).isEmpty();
    }

    private static List<Instant> failedRounds(RehearsalResult result) {
        return result.evidence().executions().stream()
                .filter(execution -> execution.machine().equals(Machines.RECONCILE))
                .filter(execution -> execution.status() == ExecutionStatus.FAILED)
                .map(ExecutionView::startDate)
                .sorted()
                .toList();
    }

    private static List<Duration> pauses(List<Instant> times) {
        List<Duration> pauses = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            pauses.add(Duration.between(times.get(i - 1), times.get(i)));
        }
        return pauses;
    }

    private static List<Message> mails(RehearsalResult result) {
        return result.evidence().messages().stream()
                .filter(message -> message.attributes().get("id").value().contains("/unresolved/"))
                .toList();
    }

    private static Instant resolvedAt(RehearsalResult result) {
        return result.evidence().messages().stream()
                .filter(message -> message.attributes().get("id").value().endsWith("/resolved"))
                .map(Message::at)
                .findFirst()
                .orElseThrow();
    }
}
