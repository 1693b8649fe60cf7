package io.hyperpatch.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.admission.RequestFixture;
import io.hyperpatch.admission.Requests;
import io.hyperpatch.admission.RunRequest;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.intent.CallRight;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.lease.WaitingRequest;
import io.hyperpatch.lease.WaitingRequests;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.InMemoryStore;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.TransactionResult;
import io.hyperpatch.store.Write;
import io.hyperpatch.store.WriteResult;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

class TakeLeaseFunctionTest {
    private static final Instant NOW = IntentFixture.CALLED_AT.plusSeconds(600);
    private static final RunName OTHER = RunName.of("train-a-ffffffffffff-1");

    private static final String ME = "arn:aws:states:us-west-2:111122223333:execution:patch-cluster:" + OTHER;

    private final InMemoryStore store = new InMemoryStore();
    private String holder = ME;
    private final Leases leases = new Leases(store);
    private final Intents intents = new Intents(store);
    private final Intent planned =
            IntentFixture.number(1).planned().armed().nodes(0).intent();
    private Lease dead;
    private ExecutionStatus status = ExecutionStatus.ABORTED;

    @BeforeEach
    void aRunWhoseExecutionHasEnded() {
        dead = leases.take(IntentFixture.ARN, "dead", IntentFixture.RUN, IntentFixture.CALLED_AT);
        new Runs(store)
                .begin(Run.planned(
                        IntentFixture.RUN,
                        IntentFixture.ARN,
                        "train-a",
                        "gpu-fleet",
                        Map.of("gpu", Pin.of(IntentFixture.PIN)),
                        "parent",
                        IntentFixture.CALLED_AT));
        new Requests(store).keep(RequestFixture.of(OTHER, Map.of("gpu", Pin.of(IntentFixture.OLD))));
    }

    private TakeLeaseFunction.Answer take(Store through) {
        SfnClient executions = new AllOfOneStatus();
        return new TakeLeaseFunction(through, new Executions(executions), Clock.fixed(NOW, ZoneOffset.UTC))
                .handle(new TakeLeaseFunction.Input(OTHER, new ClusterRef(IntentFixture.ARN, "train-a"), holder));
    }

    private Lease lease() {
        return leases.find(IntentFixture.ARN).orElseThrow();
    }

    @Test
    void takesTheLeaseOverFromARunThatEndedWithoutACall() {
        assertThat(take(store).verdict()).isEqualTo(TakeLeaseFunction.Verdict.TAKEN);
        assertThat(lease().holder()).isEqualTo(ME);
        assertThat(lease().token()).isGreaterThan(dead.token());
    }

    @Test
    void parksTheLeaseOfARunWithAnUndecidedCall() {
        intents.plan(planned, List.of());
        intents.call(planned, planned.token(), List.of(), NOW);

        assertThat(take(store).verdict()).isEqualTo(TakeLeaseFunction.Verdict.NOT_TAKEN);
        assertThat(lease().state()).isEqualTo(Lease.State.PARKED);
    }

    @Test
    void notesThatTheRequestWaitsForALeaseThatIsParked() {
        intents.plan(planned, List.of());
        intents.call(planned, planned.token(), List.of(), NOW);

        assertThat(take(store).reason()).contains("this request waits for that");
        assertThat(new WaitingRequests(store).find(IntentFixture.ARN)).contains(new WaitingRequest(OTHER, NOW));
    }

    @Test
    void notesNoRequestThatGetsTheLease() {
        take(store);
        assertThat(new WaitingRequests(store).find(IntentFixture.ARN)).isEmpty();
    }

    @Test
    void aRunThatIsRedrivenWhileItsLeaseIsTakenOverCannotCallAnyMore() {
        Store redriven = new BetweenReadingAndTakingOver(store, () -> {
            intents.plan(planned, List.of());
            assertThat(intents.call(planned, planned.token(), List.of(), NOW)).isNotInstanceOf(CallRight.Won.class);
        });

        take(redriven);

        assertThat(intents.open(IntentFixture.RUN)).isEmpty();
    }

    @Test
    void goesOnWhereAnEarlierTakeOverWasInterrupted() {
        leases.park(IntentFixture.ARN, dead, NOW);

        assertThat(take(store).verdict()).isEqualTo(TakeLeaseFunction.Verdict.TAKEN);
        assertThat(lease().holder()).isEqualTo(ME);
    }

    @Test
    void leavesALeaseParkedUntilPeopleHaveHeardHowItsRunTurnedOut() {
        new Runs(store)
                .end(IntentFixture.ARN, IntentFixture.RUN, Outcome.UNKNOWN, "nobody knew", Optional.empty(), NOW);

        TakeLeaseFunction.Answer answer = take(store);

        assertThat(answer.outcome()).contains(Outcome.REFUSED);
        assertThat(answer.reason()).contains("parked by run " + IntentFixture.RUN, "still to be told");

        new Runs(store).resolvedTold(IntentFixture.ARN, IntentFixture.RUN, NOW);

        assertThat(take(store).verdict()).isEqualTo(TakeLeaseFunction.Verdict.TAKEN);
    }

    @Test
    void saysThatReconcileIsAtWorkAndNotTheRunItself() {
        leases.park(IntentFixture.ARN, dead, NOW);
        leases.takeOver(IntentFixture.ARN, lease(), "arn:reconcile:1", IntentFixture.RUN, NOW);
        status = ExecutionStatus.RUNNING;

        TakeLeaseFunction.Answer answer = take(store);

        assertThat(answer.outcome()).contains(Outcome.REFUSED);
        assertThat(answer.reason())
                .startsWith("arn:reconcile:1 is finding out what became of run " + IntentFixture.RUN + " on train-a");
    }

    @Test
    void saysWhichRunIsAtWork() {
        leases.park(IntentFixture.ARN, dead, NOW);
        leases.takeOver(IntentFixture.ARN, lease(), "arn:patch-cluster:" + IntentFixture.RUN, IntentFixture.RUN, NOW);
        status = ExecutionStatus.RUNNING;

        assertThat(take(store).reason()).startsWith("run " + IntentFixture.RUN).contains("is at work on train-a");
    }

    @Test
    void leavesAnExecutionThatIsNotNamedAsItsRunWithoutLeaseAndRecord() {
        holder = "arn:aws:states:us-west-2:111122223333:execution:patch-cluster:by-hand";

        TakeLeaseFunction.Answer answer = take(store);

        assertThat(answer.verdict()).isEqualTo(TakeLeaseFunction.Verdict.NOT_ADMITTED);
        assertThat(answer.reason()).contains("by-hand", "not named as run " + OTHER, "hyperpatch start");
        assertThat(lease()).isEqualTo(dead);
        assertThat(new Runs(store).find(IntentFixture.ARN, OTHER)).isEmpty();
    }

    @Test
    void refusesARunThatNobodyAdmitted() {
        store.write(new Write.Delete(new Key("run/" + OTHER, "request"), Condition.exists()));

        TakeLeaseFunction.Answer answer = take(store);

        assertThat(answer.verdict()).isEqualTo(TakeLeaseFunction.Verdict.NOT_TAKEN);
        assertThat(answer.outcome()).contains(Outcome.REFUSED);
        assertThat(answer.reason()).contains(OTHER.toString(), "was not admitted");
        assertThat(lease()).isEqualTo(dead);
    }

    @Test
    void beginsNoRunThatAdmissionHasRefused() {
        new Requests(store)
                .keep(RequestFixture.of(OTHER, Map.of("gpu", Pin.of(IntentFixture.OLD)))
                        .ending(new RunRequest.End(Outcome.REFUSED, "its age is unknown", Optional.empty())));

        TakeLeaseFunction.Answer answer = take(store);

        assertThat(answer.verdict()).isEqualTo(TakeLeaseFunction.Verdict.NOT_TAKEN);
        assertThat(answer.reason()).isEqualTo("its age is unknown");
    }

    @Test
    void recordsTheImagesThatWereAdmitted() {
        take(store);

        assertThat(new Runs(store).find(IntentFixture.ARN, OTHER).orElseThrow().pins())
                .containsExactlyEntriesOf(Map.of("gpu", Pin.of(IntentFixture.OLD)));
    }

    @Test
    void letsARunThatHasMadeACallGoOnFromItsRecord() {
        take(store);
        Intent own = IntentFixture.number(1)
                .run(OTHER)
                .planned()
                .armed()
                .nodes(0)
                .token(lease().token())
                .intent();
        intents.plan(own, List.of());
        assertThat(intents.call(own, own.token(), List.of(), NOW)).isInstanceOf(CallRight.Won.class);

        assertThat(take(store).verdict()).isEqualTo(TakeLeaseFunction.Verdict.RESUMED);
    }

    /** Every execution has the same status. */
    private final class AllOfOneStatus implements SfnClient {
        @Override
        public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
            return DescribeExecutionResponse.builder().status(status).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    /** Lets something happen after the dead run's intents were read for the last time. */
    private record BetweenReadingAndTakingOver(Store store, Runnable happens) implements Store {
        @Override
        public Optional<Item> read(Key key) {
            return store.read(key);
        }

        @Override
        public List<Item> list(String partition, String sortPrefix) {
            List<Item> items = store.list(partition, sortPrefix);
            if (sortPrefix.startsWith("intent/")) {
                happens.run();
            }
            return items;
        }

        @Override
        public WriteResult write(Write write) {
            return store.write(write);
        }

        @Override
        public TransactionResult transact(List<Write> writes) {
            return store.transact(writes);
        }
    }
}
