package io.hyperpatch.reconcile.aws;

import static io.hyperpatch.intent.IntentFixture.ARN;
import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.admission.RequestFixture;
import io.hyperpatch.admission.Requests;
import io.hyperpatch.admission.RunRequest;
import io.hyperpatch.json.Json;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.Runs;
import io.hyperpatch.run.Unreported;
import io.hyperpatch.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;

class LostRunsTest {
    private static final String MACHINE = "arn:aws:states:us-west-2:111122223333:stateMachine:patch-cluster";
    private static final String EXECUTION = "arn:aws:states:us-west-2:111122223333:execution:patch-cluster:" + RUN;
    private static final RunRequest ADMITTED = RequestFixture.of(RUN, Map.of());
    private static final Instant ENDED_AT = CALLED_AT;
    private static final Instant NOW = ENDED_AT.plusSeconds(3_600);

    private final InMemoryStore store = new InMemoryStore();
    private final Runs runs = new Runs(store);
    private String name = RUN.toString();
    private ExecutionStatus described = ExecutionStatus.FAILED;
    private int descriptions;

    private Optional<Run> recorded(Instant now) {
        new LostRuns(store, new Executions(new OneFailed()), MACHINE).record(now);
        return runs.find(ARN, RUN);
    }

    @Test
    void recordsTheRunOfAnExecutionThatFailedBeforeItCould() {
        new Requests(store).keep(ADMITTED);

        assertThat(recorded(NOW)).isPresent();

        assertThat(new Unreported(store).find(RUN))
                .hasValueSatisfying(owed -> assertThat(owed.execution()).isEqualTo(EXECUTION));
    }

    @Test
    void asksNothingMoreOfARunThatIsRecorded() {
        new Requests(store).keep(ADMITTED);
        runs.begin(ADMITTED.planned(CALLED_AT));
        runs.end(ARN, RUN, Outcome.VERIFIED, "all well", Optional.empty(), CALLED_AT);

        assertThat(recorded(NOW).flatMap(Run::outcome)).contains(Outcome.VERIFIED);

        assertThat(descriptions).isZero();
        assertThat(new Unreported(store).find(RUN)).isEmpty();
    }

    @Test
    void leavesAnExecutionThatWasRedrivenMeanwhile() {
        new Requests(store).keep(ADMITTED);
        described = ExecutionStatus.RUNNING;

        assertThat(recorded(NOW)).isEmpty();
    }

    @Test
    void leavesAnExecutionThatNobodyAdmitted() {
        assertThat(recorded(NOW)).isEmpty();
        name = "started-by-hand";
        assertThat(recorded(NOW)).isEmpty();
    }

    @Test
    void leavesToTheJanitorWhatHasJustEndedAndLooksAWeekBack() {
        new Requests(store).keep(ADMITTED);

        assertThat(recorded(ENDED_AT.plus(Duration.ofMinutes(15)))).isEmpty();
        assertThat(recorded(ENDED_AT.plus(Duration.ofDays(7)))).isEmpty();
        assertThat(recorded(ENDED_AT.plus(Duration.ofDays(7)).minusSeconds(1))).isPresent();
    }

    private final class OneFailed implements SfnClient {
        @Override
        public ListExecutionsResponse listExecutions(ListExecutionsRequest request) {
            assertThat(request.stateMachineArn()).isEqualTo(MACHINE);
            List<ExecutionListItem> failed = request.statusFilter() == ExecutionStatus.FAILED
                    ? List.of(ExecutionListItem.builder()
                            .executionArn(EXECUTION.replace(RUN.toString(), name))
                            .stopDate(ENDED_AT)
                            .build())
                    : List.of();
            return ListExecutionsResponse.builder().executions(failed).build();
        }

        @Override
        public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
            descriptions++;
            String input = Json.object()
                    .put("run", RUN.toString())
                    .set("cluster", Json.of(ADMITTED.cluster()))
                    .toString();
            return DescribeExecutionResponse.builder()
                    .status(described)
                    .stateMachineArn(MACHINE)
                    .input(input)
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
