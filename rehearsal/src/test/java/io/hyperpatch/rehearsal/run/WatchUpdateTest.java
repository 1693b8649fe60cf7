package io.hyperpatch.rehearsal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.signal.aws.WaitingTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rounds of a watch: what each costs, and what ends its wait. */
class WatchUpdateTest {
    private static final int EVENTS_A_ROUND = 15;

    @Test
    void catchesASignalByTheNameUnderWhichItIsSent() {
        assertThat(Machines.definition(Machines.WATCH_UPDATE).at("/States/AwaitSignal/Catch/0/ErrorEquals"))
                .extracting(name -> name.asText())
                .contains(WaitingTask.SIGNALLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "delivery: [{ kind: lost, at: { source: aws.sagemaker } }]"})
    void aRoundIsTwoStatesWhetherASignalOrItsTimeEndsTheWait(String delivery) {
        RehearsalResult result = UnknownsTest.play("""
                name: one-update
                description: One update of every group.
                policy: { rollout: { canary: [] } }
                %s
                triggers:
                  - event: ec2-ami-state-change
                    expect: Verified
                """.formatted(delivery));

        ExecutionView watch = result.evidence().executions().stream()
                .filter(execution -> execution.machine().equals(Machines.WATCH_UPDATE))
                .findFirst()
                .orElseThrow();
        long rounds = watch.history().stream()
                .filter(event -> event.details().path("name").asText().equals("LookAtUpdate"))
                .filter(event -> event.type().equals("TaskStateEntered"))
                .count();
        long aroundThem = 3;
        assertThat(watch.transitions()).isEqualTo(2 * rounds + aroundThem);
        assertThat((long) watch.history().size()).isLessThan(EVENTS_A_ROUND * rounds);
    }
}
