package io.hyperpatch.handler;

import static io.hyperpatch.pcs.FakePcs.ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import io.hyperpatch.cluster.BatchSize;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.Clusters;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.hyperpod.HyperPodArn;
import io.hyperpatch.hyperpod.aws.HyperPod;
import io.hyperpatch.intent.Answer;
import io.hyperpatch.intent.Installation;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.Starters;
import io.hyperpatch.intent.UpdateStarter;
import io.hyperpatch.intent.aws.Wires;
import io.hyperpatch.json.Json;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.pcs.FakePcs;
import io.hyperpatch.platform.Ownership;
import io.hyperpatch.proof.Evidence;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.Proofs;
import io.hyperpatch.readiness.PolicyRules;
import io.hyperpatch.rollout.FailedInARow;
import io.hyperpatch.rollout.Outlook;
import io.hyperpatch.rollout.Patience;
import io.hyperpatch.rollout.RolloutRules;
import io.hyperpatch.rollout.RunPlan;
import io.hyperpatch.rollout.RunPlans;
import io.hyperpatch.rollout.Step;
import io.hyperpatch.rollout.Steps;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.signal.Signals;
import io.hyperpatch.store.InMemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/**
 * A platform that only these tests have, through the functions as they are: its package holds all that the
 * core needs to know of it.
 */
class ThirdPlatformTest {
    private static final String PIN = "ami-0bbbbbbbbbbbbbbbb";
    private static final Map<String, Pin> PINS = Map.of("login", Pin.of(PIN), "compute", Pin.of(PIN));
    private static final RunName RUN = RunName.of("hpc-a", ARN, "hpc", 1, PINS, 1);
    private static final ClusterRef HPC_A = new ClusterRef(ARN, "hpc-a");
    private static final Instant START = Instant.parse("2026-11-21T02:00:00Z");
    private static final RolloutRules RULES = RolloutRules.of(List.of("login"), DeploymentConfig.NONE);
    private static final WatchConfig WATCH = new WatchConfig(
            new Patience(Duration.ofMinutes(2), Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1)));
    private static final FailedInARow NONE_FAILED = FailedInARow.of(Optional.empty());

    private final FakePcs pcs = new FakePcs("compute", "login");
    private final ClusterReader clusters =
            new Clusters(Map.of(FakePcs.SERVICE, pcs, HyperPodArn.SERVICE, new HyperPod(new NoSageMaker())));
    private final InMemoryStore store = new InMemoryStore();
    private final Intents intents = new Intents(store);
    private UpdateStarter starter = pcs;
    private Instant now = START;
    private long token;
    private List<Step> steps;

    @BeforeEach
    void plan() {
        new Runs(store).begin(Run.planned(RUN, ARN, "hpc-a", "hpc", PINS, "parent", START));
        token = new Leases(store).take(ARN, "me", RUN, START).token();
        steps = Steps.plan(PINS, RULES, cluster());
        new RunPlans(store).keep(RUN, new RunPlan(steps, Outlook.NONE));
    }

    private Cluster cluster() {
        return clusters.describe(ARN);
    }

    private Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private PlanIntentFunction.Answer planIntent(Step step) {
        return new PlanIntentFunction(
                        clusters, new Wires(new NoCloudWatch()), store, Installation.ofTable("ours"), clock())
                .handle(new PlanIntentFunction.Input(
                        RUN, HPC_A, token, IntNode.valueOf(step.index()), Optional.of(RULES)));
    }

    private ArmWireFunction.Answer arm(Step step, int number) {
        return new ArmWireFunction(new Wires(new NoCloudWatch()), store, clock()).handle(input(step, number));
    }

    private StartUpdateFunction.Started start(Step step, int number) {
        Starters starters = new Starters(Map.of(FakePcs.SERVICE, starter));
        return new StartUpdateFunction(starters, store, clock()).handle(input(step, number));
    }

    private IntentInput input(Step step, int number) {
        return new IntentInput(RUN, HPC_A, token, step.index(), Optional.of(number));
    }

    private LookAtUpdateFunction.Answer lookAfter(Duration since, Step step) {
        now = START.plus(since);
        return new LookAtUpdateFunction(clusters, store, WATCH, clock())
                .handle(new LookAtUpdateFunction.Input(RUN, HPC_A, token, step.index(), 0, Optional.of(NONE_FAILED)));
    }

    private VerifyStepFunction.Answer verify(Step step) {
        return new VerifyStepFunction(clusters, store, clock())
                .handle(new VerifyStepFunction.Input(
                        RUN, HPC_A, token, step.index(), LookAtUpdateFunction.Verdict.ENDED, Optional.of(NONE_FAILED)));
    }

    private void begin(Step step) {
        PlanIntentFunction.Answer planned = planIntent(step);
        assertThat(planned.verdict()).isEqualTo(PlanIntentFunction.Verdict.PLANNED);
        int number = planned.number().orElseThrow();
        assertThat(arm(step, number).verdict()).isEqualTo(ArmWireFunction.Verdict.NOT_NEEDED);
        assertThat(start(step, number).verdict()).isEqualTo(StartUpdateFunction.Verdict.CALLED);
    }

    @Test
    void goesGroupByGroupAsItsUnitOfControlSays() {
        assertThat(steps)
                .containsExactly(
                        new Step(1, Step.Phase.CANARY, Pin.of(PIN), List.of("login")),
                        new Step(2, Step.Phase.REST, Pin.of(PIN), List.of("compute")));
    }

    @Test
    void plansAnIntentWithoutAWireThatKnowsHowItIsToldFromOthersAndIsKeptSo() {
        begin(steps.getFirst());

        Intent intent = intents.of(RUN, 1).getFirst();

        assertThat(intent.ownership()).isEqualTo(Ownership.CLIENT_TOKEN);
        assertThat(intent.deployment()).isEqualTo(DeploymentConfig.NONE);
        assertThat(Json.mapper().valueToTree(intent).path("cluster").asText()).isEqualTo(ARN.toString());
        assertThat(pcs.begun).containsExactly(intent.id().toString());
    }

    @Test
    void isWatchedAndProvedInstanceByInstance() {
        Step step = steps.getFirst();
        begin(step);
        pcs.replace("login", false);

        LookAtUpdateFunction.Answer underWay = lookAfter(Duration.ofMinutes(30), step);
        pcs.replace("login", true);
        LookAtUpdateFunction.Answer over = lookAfter(Duration.ofHours(1), step);
        VerifyStepFunction.Answer proved = verify(step);

        assertThat(underWay.verdict()).isEqualTo(LookAtUpdateFunction.Verdict.WAITING);
        assertThat(underWay.reason()).contains("under way").doesNotContain("unproven");
        assertThat(over.verdict()).isEqualTo(LookAtUpdateFunction.Verdict.ENDED);
        assertThat(over.reason()).doesNotContain("unproven");
        assertThat(proved.verdict()).isEqualTo(VerifyStepFunction.Verdict.STEP_DONE);
        assertThat(proved.outcome()).contains(Outcome.VERIFIED);
        GroupProof group = new Proofs(store).of(RUN).get("login");
        assertThat(group.verdict()).isEqualTo(GroupProof.Verdict.VERIFIED);
        assertThat(group.evidence()).isEqualTo(Evidence.IMAGE_ID);
        assertThat(pcs.singleReads).isEqualTo(2);
        assertThat(intents.open(RUN)).isEmpty();
    }

    @Test
    void leavesOwnershipUnprovenWhereTheAnswerWasLost() {
        starter = intent -> {
            pcs.start(intent);
            return new Answer(Answer.Kind.LOST, "no answer came");
        };
        begin(steps.getFirst());

        LookAtUpdateFunction.Answer look = lookAfter(Duration.ofMinutes(30), steps.getFirst());

        assertThat(look.verdict()).isEqualTo(LookAtUpdateFunction.Verdict.WAITING);
        assertThat(look.reason()).contains("unproven");
    }

    @Test
    void keepsNothingQuietWhereNoEventsCome() {
        begin(steps.getFirst());

        lookAfter(Duration.ofMinutes(30), steps.getFirst());

        assertThat(new Signals(store).looksAgainBy(ARN)).isEmpty();
    }

    @Test
    void refusesThePromisesThatItCannotKeepInItsOwnWords() {
        DeploymentConfig batches = new DeploymentConfig(
                Optional.of(new BatchSize(BatchSize.INSTANCE_COUNT, 1)), Optional.empty(), Optional.empty(), List.of());

        assertThat(PolicyRules.findings(RolloutRules.of(List.of("login"), batches), cluster()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("pcs-terms");
                    assertThat(finding.reason()).contains("orchestrated by PCS", "as their jobs end", "/rollout/batch");
                });
        assertThat(Outlook.of(steps, cluster(), DeploymentConfig.NONE, List.of(), List.of())
                        .undo())
                .contains("setting its image back");
    }

    @Test
    void isRefusedWithTheRemedyWhereNothingServesIt() {
        ClusterReader hyperPodAlone = new Clusters(Map.of(HyperPodArn.SERVICE, new HyperPod(new NoSageMaker())));

        assertThatThrownBy(() -> hyperPodAlone.describe(ARN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no platform serves 'pcs', the service of the cluster " + ARN
                        + "; give the ARN of a cluster of sagemaker");
    }

    /** Nothing of this cluster is asked of SageMaker: any call fails. */
    private static final class NoSageMaker implements SageMakerClient {
        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    /** No alarm is made or read: any call fails. */
    private static final class NoCloudWatch implements CloudWatchClient {
        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
