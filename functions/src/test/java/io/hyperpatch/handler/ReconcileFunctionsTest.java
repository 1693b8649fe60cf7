package io.hyperpatch.handler;

import static io.hyperpatch.intent.IntentFixture.ARN;
import static io.hyperpatch.intent.IntentFixture.CALLED_AT;
import static io.hyperpatch.intent.IntentFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hyperpatch.hyperpod.aws.HyperPod;
import io.hyperpatch.intent.Installation;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentFixture;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.Resolution;
import io.hyperpatch.intent.aws.Wires;
import io.hyperpatch.json.Json;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.reconcile.FailedRounds;
import io.hyperpatch.reconcile.FailedSeries;
import io.hyperpatch.reconcile.Standing;
import io.hyperpatch.reconcile.aws.Rounds;
import io.hyperpatch.rollout.Patience;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.InMemoryStore;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeClusterRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeClusterResponse;
import software.amazon.awssdk.services.sagemaker.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * What the functions of reconcile make of leases in living hands, of clusters that are gone, and of wires
 * that nobody knows.
 */
class ReconcileFunctionsTest {
    private static final Instant NOW = CALLED_AT.plus(Duration.ofHours(2));
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final WatchConfig PATIENT = new WatchConfig(
            new Patience(Duration.ofMinutes(2), Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1)));

    private final InMemoryStore store = new InMemoryStore();
    private final Leases leases = new Leases(store);
    private final Intents intents = new Intents(store);
    private final HyperPod gone = new HyperPod(new NoCluster());

    private Lease lease() {
        return leases.find(ARN).orElseThrow();
    }

    private Intent called() {
        Intent planned = IntentFixture.number(1).nodes(0).intent();
        intents.plan(planned, List.of());
        return intents.reread(planned);
    }

    private TakeOverFunction.Answer takeOver(ExecutionStatus holders) {
        return new TakeOverFunction(new Executions(new AllOfOneStatus(holders)), store, CLOCK)
                .handle(new TakeOverFunction.Input(ARN, "me"));
    }

    @Test
    void aLeaseInLivingHandsIsNotTakenOver() {
        Lease theirs = leases.take(ARN, "living", RUN, CALLED_AT);

        assertThat(takeOver(ExecutionStatus.RUNNING).verdict()).isEqualTo(TakeOverFunction.Verdict.NOT_TAKEN);
        assertThat(lease()).isEqualTo(theirs);
    }

    @Test
    void aLeaseInDeadHandsIsTakenOverUnderAnotherTokenAndOnlyOnce() {
        Lease theirs = leases.take(ARN, "dead", RUN, CALLED_AT);

        TakeOverFunction.Answer taken = takeOver(ExecutionStatus.ABORTED);

        assertThat(taken.run()).contains(RUN);
        assertThat(taken.token().orElseThrow()).isGreaterThan(theirs.token() + 1);
        assertThat(takeOver(ExecutionStatus.RUNNING)).isEqualTo(taken);
    }

    @Test
    void aLeaseThatIsFreeStaysFree() {
        leases.giveBack(ARN, leases.take(ARN, "other", RUN, CALLED_AT), NOW);

        assertThat(takeOver(ExecutionStatus.ABORTED).verdict()).isEqualTo(TakeOverFunction.Verdict.NOT_TAKEN);
        assertThat(lease().state()).isEqualTo(Lease.State.FREE);
    }

    @Test
    void aRunThatGoesOnAfterItsDeadlineIsCountedAndLeftAlone() {
        leases.take(ARN, "living", RUN, CALLED_AT);
        called();
        List<Standing> counted = new ArrayList<>();

        List<FindStuckFunction.Found> before = findStuck(counted, IntentFixture.DEADLINE);
        List<FindStuckFunction.Found> after = findStuck(counted, IntentFixture.DEADLINE.plusSeconds(1));

        assertThat(counted).extracting(Standing::overdueRuns).containsExactly(0, 1);
        assertThat(before).isEmpty();
        assertThat(after).isEmpty();
    }

    @Test
    void executionsThatCannotBeListedKeepNoRunWaitingAndFailWhereNothingElseIsFound() {
        assertThatThrownBy(() -> findStuck(new ArrayList<>(), NOW, ExecutionStatus.UNKNOWN_TO_SDK_VERSION))
                .hasMessageContaining("listed by nobody");

        leases.park(ARN, leases.take(ARN, "dead", RUN, CALLED_AT), CALLED_AT);

        assertThat(findStuck(new ArrayList<>(), NOW, ExecutionStatus.UNKNOWN_TO_SDK_VERSION))
                .hasSize(1);
    }

    private List<FindStuckFunction.Found> findStuck(List<Standing> counted, Instant now) {
        return findStuck(counted, now, ExecutionStatus.RUNNING);
    }

    private List<FindStuckFunction.Found> findStuck(List<Standing> counted, Instant now, ExecutionStatus holders) {
        return new FindStuckFunction(
                        new Executions(new AllOfOneStatus(holders)),
                        store,
                        "arn:aws:states:us-west-2:111122223333:stateMachine:patch-cluster",
                        counted::add,
                        Clock.fixed(now, ZoneOffset.UTC))
                .handle(JsonNodeFactory.instance.objectNode())
                .stuck();
    }

    @Test
    void aLeaseThatCannotBeReadIsCountedAndKeepsNoOtherWaiting() {
        leases.take(ARN, "living", RUN, CALLED_AT);
        leases.park(ARN, lease(), NOW);
        String poisoned = "arn:aws:sagemaker:us-east-1:123456789012:cluster/000000000000";
        store.write(new Write.Put(new Key("leases", poisoned), Json.object().put("state", "??"), Condition.always()));
        store.write(
                new Write.Put(new Key("unreported", "run/poison"), Json.object().put("run", 7), Condition.always()));
        List<Standing> counted = new ArrayList<>();

        assertThat(findStuck(counted, NOW))
                .extracting(FindStuckFunction.Found::cluster)
                .containsExactly(ARN);
        assertThat(counted).extracting(Standing::parkedLeases).containsExactly(2);
    }

    @Test
    void aRunWithWhichRoundsFailedAgainAndAgainIsLeftOutUntilTheNextIsDue() {
        leases.park(ARN, leases.take(ARN, "dead", RUN, CALLED_AT), CALLED_AT);
        FailedRounds rounds = new FailedRounds(store);
        FailedSeries failed = rounds.failed(RUN, "the last round", new FailedSeries.Failure("a kind", "words"), NOW);
        rounds.told(RUN, failed, NOW);

        assertThat(findStuck(new ArrayList<>(), NOW.plus(Duration.ofHours(1)))).isEmpty();
        assertThat(findStuck(new ArrayList<>(), NOW.plus(Duration.ofHours(2)))).hasSize(1);
    }

    @Test
    void anIntentThatCannotBeReadCountsAsOverdueAndKeepsNothingWaiting() {
        leases.take(ARN, "living", RUN, CALLED_AT);
        store.write(new Write.Put(
                new Key("run/" + RUN, "intent/001/001"), Json.object().put("state", "??"), Condition.always()));
        List<Standing> counted = new ArrayList<>();

        assertThat(findStuck(counted, NOW)).isEmpty();
        assertThat(counted).extracting(Standing::overdueRuns).containsExactly(1);
    }

    @Test
    void aWireWhoseIntentCannotBeReadKeepsNoOtherFromBeingSwept() {
        leases.take(ARN, "me", RUN, CALLED_AT);
        Intent intent = called();
        store.write(new Write.Put(
                new Key("run/" + RUN, "intent/001/001"), Json.object().put("state", "??"), Condition.always()));
        Alarms alarms = new Alarms(List.of(
                alarm(intent.wire(), CALLED_AT),
                alarm("hyperpatch-train-b-ffffffffffff-1-s1-i1", NOW.minus(Duration.ofDays(91)))));

        assertThatThrownBy(() -> sweep(alarms)).hasMessageContaining("Intent");
        assertThat(alarms.deleted).containsExactly("hyperpatch-train-b-ffffffffffff-1-s1-i1");
    }

    @Test
    void noRoundBeginsOnAClusterWhileAnotherIsAtWorkThere() {
        leases.park(ARN, leases.take(ARN, "dead", RUN, CALLED_AT), CALLED_AT);
        Executions running = new Executions(new AllOfOneStatus(ExecutionStatus.RUNNING));
        Rounds rounds = new Rounds(store, running);
        assertThat(rounds.begin(ARN, "the last round", CALLED_AT)).isTrue();

        assertThat(takeOver(ExecutionStatus.RUNNING).reason()).contains("another round of reconcile");
        assertThat(lease().state()).isEqualTo(Lease.State.PARKED);

        rounds.end(ARN, "the last round");
        assertThat(takeOver(ExecutionStatus.RUNNING).verdict()).isEqualTo(TakeOverFunction.Verdict.TAKEN);
    }

    @Test
    void aRoundThatEndedWithoutSayingSoIsNotWaitedFor() {
        leases.park(ARN, leases.take(ARN, "dead", RUN, CALLED_AT), CALLED_AT);
        new Rounds(store, new Executions(new AllOfOneStatus(ExecutionStatus.RUNNING)))
                .begin(ARN, "the last round", CALLED_AT);

        assertThat(takeOver(ExecutionStatus.ABORTED).verdict()).isEqualTo(TakeOverFunction.Verdict.TAKEN);
    }

    @Test
    void theCallsToAClusterThatIsGoneAreGivenUp() {
        Lease mine = leases.take(ARN, "me", RUN, CALLED_AT);
        Intent intent = called();

        ResolveIntentsFunction.Answer answer = new ResolveIntentsFunction(gone, store, PATIENT, CLOCK)
                .handle(new ResolveIntentsFunction.Input(ARN, RUN, mine.token()));

        assertThat(answer.verdict()).isEqualTo(ResolveIntentsFunction.Verdict.RESOLVED);
        assertThat(intents.reread(intent).resolution().orElseThrow().as()).isEqualTo(Resolution.As.UNTELLABLE);
    }

    @Test
    void nothingIsResolvedUnderATokenThatIsNoLongerHeld() {
        Lease mine = leases.take(ARN, "me", RUN, CALLED_AT);
        Intent intent = called();
        leases.park(ARN, mine, NOW);

        ResolveIntentsFunction.Answer answer = new ResolveIntentsFunction(gone, store, PATIENT, CLOCK)
                .handle(new ResolveIntentsFunction.Input(ARN, RUN, mine.token()));

        assertThat(answer.verdict()).isEqualTo(ResolveIntentsFunction.Verdict.FENCED);
        assertThat(intents.reread(intent).isOpen()).isTrue();
    }

    private SweepWiresFunction.Answer sweep(Alarms alarms) {
        return new SweepWiresFunction(gone, new Wires(alarms), store, Installation.ofTable("ours"), CLOCK)
                .handle(new SweepWiresFunction.Input("me"));
    }

    @Test
    void aWireThatNobodyKnowsIsSweptOnceNoUpdateCanNameItAnyMore() {
        Alarms alarms = new Alarms(List.of(
                alarm("hyperpatch-train-b-ffffffffffff-1-s1-i1", NOW.minus(Duration.ofDays(91))),
                alarm("hyperpatch-train-c-ffffffffffff-1-s1-i1", NOW.minus(Duration.ofDays(89))),
                alarm("hyperpatch-of-somebody-else", NOW.minus(Duration.ofDays(400)))));

        assertThat(sweep(alarms).swept()).isEqualTo(1);
        assertThat(alarms.deleted).containsExactly("hyperpatch-train-b-ffffffffffff-1-s1-i1");
    }

    @Test
    void aWireOfAClusterThatIsGoneIsSweptOnlyWhenItsIntentIsResolved() {
        leases.take(ARN, "me", RUN, CALLED_AT);
        Intent intent = called();
        Alarms alarms = new Alarms(List.of(alarm(intent.wire(), CALLED_AT)));
        assertThat(sweep(alarms).swept()).isZero();

        intents.resolve(intent, Resolution.As.UNTELLABLE, "the cluster is gone", NOW);

        assertThat(sweep(alarms).swept()).isEqualTo(1);
        assertThat(alarms.deleted).containsExactly(intent.wire());
    }

    private static MetricAlarm alarm(String name, Instant configured) {
        return MetricAlarm.builder()
                .alarmName(name)
                .alarmConfigurationUpdatedTimestamp(configured)
                .build();
    }

    /** Holds these alarms, whatever is deleted. */
    private static final class Alarms implements CloudWatchClient {
        private final List<MetricAlarm> alarms;
        private final List<String> deleted = new ArrayList<>();

        private Alarms(List<MetricAlarm> alarms) {
            this.alarms = alarms;
        }

        @Override
        public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
            return DescribeAlarmsResponse.builder().metricAlarms(alarms).build();
        }

        @Override
        public DeleteAlarmsResponse deleteAlarms(DeleteAlarmsRequest request) {
            deleted.addAll(request.alarmNames());
            return DeleteAlarmsResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    /** An account without clusters. */
    private static final class NoCluster implements SageMakerClient {
        @Override
        public DescribeClusterResponse describeCluster(DescribeClusterRequest request) {
            throw ResourceNotFoundException.builder()
                    .message("Cluster with name " + request.clusterName() + " not found")
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private record AllOfOneStatus(ExecutionStatus status) implements SfnClient {
        @Override
        public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
            return DescribeExecutionResponse.builder().status(status).build();
        }

        @Override
        public ListExecutionsResponse listExecutions(ListExecutionsRequest request) {
            if (status == ExecutionStatus.UNKNOWN_TO_SDK_VERSION) {
                throw SfnException.builder().message("listed by nobody").build();
            }
            return ListExecutionsResponse.builder().executions(List.of()).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
