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
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

class SpentNamesTest {
    private static final String MACHINE = "arn:aws:states:us-west-2:111122223333:stateMachine:patch-cluster";
    private static final String EXECUTION = "arn:aws:states:us-west-2:111122223333:execution:patch-cluster:" + RUN;
    private static final RunRequest BEFORE = RequestFixture.of(RUN, Map.of());
    private static final RunRequest ASKED = of("another event");
    private static final Instant NOW = CALLED_AT.plusSeconds(3_600);

    private final InMemoryStore store = new InMemoryStore();
    private final Runs runs = new Runs(store);
    private Optional<ExecutionStatus> status = Optional.of(ExecutionStatus.FAILED);

    private static RunRequest of(String parent) {
        return new RunRequest(
                BEFORE.run(),
                BEFORE.cluster(),
                BEFORE.policy(),
                BEFORE.mode(),
                BEFORE.generation(),
                BEFORE.pins(),
                BEFORE.identities(),
                BEFORE.image(),
                BEFORE.rollout(),
                parent,
                Optional.empty());
    }

    private boolean ended() {
        return new SpentNames(store, new Executions(new OfOneStatus()), MACHINE).recordEndOf(ASKED, NOW);
    }

    @Test
    void recordsTheRunOfAnExecutionThatEndedWithoutARecord() {
        new Requests(store).keep(BEFORE);

        assertThat(ended()).isTrue();

        Run run = runs.find(ARN, RUN).orElseThrow();
        assertThat(run.outcome()).contains(Outcome.REFUSED);
        assertThat(run.reason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("ended FAILED", "no start call was made"));
        assertThat(new Unreported(store).find(RUN)).isPresent();
    }

    @Test
    void leavesTheNameOfAnExecutionThatRuns() {
        new Requests(store).keep(BEFORE);
        status = Optional.of(ExecutionStatus.RUNNING);

        assertThat(ended()).isFalse();
        assertThat(runs.find(ARN, RUN)).isEmpty();
    }

    @Test
    void usesANameAgainThatNoExecutionEverHad() {
        new Requests(store).keep(BEFORE);
        status = Optional.empty();

        assertThat(ended()).isFalse();
        assertThat(runs.find(ARN, RUN)).isEmpty();
    }

    @Test
    void asksNothingWhereNobodyHasUsedTheName() {
        assertThat(ended()).isFalse();

        new Requests(store).keep(ASKED);
        assertThat(ended()).isFalse();
    }

    @Test
    void saysNothingOfARunThatWasRecordedMeanwhile() {
        new Requests(store).keep(BEFORE);
        runs.begin(BEFORE.planned(CALLED_AT));
        runs.end(ARN, RUN, Outcome.VERIFIED, "all well", Optional.empty(), CALLED_AT);

        assertThat(ended()).isTrue();
        assertThat(runs.find(ARN, RUN).flatMap(Run::outcome)).contains(Outcome.VERIFIED);
    }

    private final class OfOneStatus implements SfnClient {
        @Override
        public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
            assertThat(request.executionArn()).isEqualTo(EXECUTION);
            String input = Json.object()
                    .put("run", RUN.toString())
                    .set("cluster", Json.of(BEFORE.cluster()))
                    .toString();
            return status.map(known -> DescribeExecutionResponse.builder()
                            .status(known)
                            .stateMachineArn(MACHINE)
                            .input(input)
                            .build())
                    .orElseThrow(() -> ExecutionDoesNotExistException.builder().build());
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
