package io.hyperpatch.rehearsal.run;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.admission.aws.Admissions;
import io.hyperpatch.admission.aws.BuiltImages;
import io.hyperpatch.admission.aws.ClusterFinder;
import io.hyperpatch.admission.aws.ImageTracker;
import io.hyperpatch.admission.aws.PolicyParameter;
import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.aws.Clients;
import io.hyperpatch.cluster.aws.HyperPod;
import io.hyperpatch.handler.AdmissionConfig;
import io.hyperpatch.handler.AdmitTriggerFunction;
import io.hyperpatch.handler.ArmWireFunction;
import io.hyperpatch.handler.AwaitSignalFunction;
import io.hyperpatch.handler.CheckReadinessFunction;
import io.hyperpatch.handler.Environment;
import io.hyperpatch.handler.FindStuckFunction;
import io.hyperpatch.handler.JanitorConfig;
import io.hyperpatch.handler.JanitorFunction;
import io.hyperpatch.handler.JsonFunction;
import io.hyperpatch.handler.LookAtUpdateFunction;
import io.hyperpatch.handler.PlanIntentFunction;
import io.hyperpatch.handler.ReleaseLeaseFunction;
import io.hyperpatch.handler.ReportConfig;
import io.hyperpatch.handler.ReportNoticeFunction;
import io.hyperpatch.handler.ReportOutcomeFunction;
import io.hyperpatch.handler.ReportStallFunction;
import io.hyperpatch.handler.ResolveIntentsFunction;
import io.hyperpatch.handler.SettleRunFunction;
import io.hyperpatch.handler.StartUpdateFunction;
import io.hyperpatch.handler.SweepWiresFunction;
import io.hyperpatch.handler.TakeLeaseFunction;
import io.hyperpatch.handler.TakeOverFunction;
import io.hyperpatch.handler.ValidateImagesFunction;
import io.hyperpatch.handler.VerifyStepFunction;
import io.hyperpatch.handler.WakeRunFunction;
import io.hyperpatch.handler.WatchConfig;
import io.hyperpatch.image.aws.Ec2Images;
import io.hyperpatch.intent.KillSwitch;
import io.hyperpatch.intent.aws.Wires;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.policy.PolicyReader;
import io.hyperpatch.rehearsal.aws.VirtualBackoff;
import io.hyperpatch.rehearsal.scenario.Cast.Act;
import io.hyperpatch.report.aws.Publisher;
import io.hyperpatch.rollout.aws.UpdateStarter;
import io.hyperpatch.signal.aws.WaitingTask;
import io.hyperpatch.store.InMemoryStore;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The product as it is deployed, wired to a simulated account: the same handlers, the same workflow files. */
public final class Product {
    public static final String POLICY_PARAMETER = "/hyperpatch/policy";

    /** Those of the workflow that comes every hour. */
    public static final Set<String> RECONCILE_FUNCTIONS =
            Set.of("FindStuck", "TakeOver", "ResolveIntents", "SettleRun", "SweepWires");

    private static final String BUS = "default";

    private static final Duration FUNCTION_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration LONG_FUNCTION_TIMEOUT = Duration.ofMinutes(15);
    private static final Set<String> LONG_FUNCTIONS = Set.of("CheckReadiness", "VerifyStep", "ResolveIntents");

    public final InMemoryStore memory = new InMemoryStore();
    public final String topicArn;
    private final Account account;
    private final Map<String, JsonFunction<?>> functions = new LinkedHashMap<>();

    public Product(Account account) {
        this.account = account;
        this.topicArn = "arn:aws:sns:" + account.region + ":" + account.id + ":hyperpatch-outcomes";
        account.sns.createTopic(topicArn);
        wire();
        functions.forEach((name, handler) -> account.lambda.register(name, handler, timeout(name)));
        Machines.define(account.engine, functions.keySet());
        Rules.add(account);
    }

    private static Duration timeout(String function) {
        return LONG_FUNCTIONS.contains(function) ? LONG_FUNCTION_TIMEOUT : FUNCTION_TIMEOUT;
    }

    /** The variables that a deployment sets. */
    private Environment environment() {
        return new Environment(Map.ofEntries(
                entry("AWS_REGION", account.region),
                entry("POLICY_PARAMETER", POLICY_PARAMETER),
                entry("TOPIC_ARN", topicArn),
                entry("EVENT_BUS", BUS),
                entry("START_TIMEOUT", FUNCTION_TIMEOUT.toString()),
                entry("API_TIMEOUT", "PT30S"),
                entry("SETTLING_TIME", "PT5M"),
                entry("SILENCE", "PT1H"),
                entry(JanitorConfig.PATCH_CLUSTER, account.engine.stateMachineArn(Machines.PATCH_CLUSTER)),
                entry(JanitorConfig.PATCH_FLEET, account.engine.stateMachineArn(Machines.PATCH_FLEET)),
                entry(JanitorConfig.RECONCILE, account.engine.stateMachineArn(Machines.RECONCILE))));
    }

    private void wire() {
        Environment environment = environment();
        Clients clients = new Clients(new ClientSettings(
                account.http(),
                Region.of(account.region),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal")),
                new VirtualBackoff(account.fibers, account.random),
                Optional.empty()));
        Clock clock = account.clock.asClock();
        Store store = new SimulatedStore(memory, account.gate);
        HyperPod hyperPod = new HyperPod(clients.sagemaker());
        Ec2Images images = new Ec2Images(clients.ec2());
        Wires wires = new Wires(clients.cloudWatch());
        Executions executions = new Executions(clients.stepFunctions());
        WaitingTask waitingTask = new WaitingTask(clients.stepFunctions());
        ReportConfig reporting = ReportConfig.from(environment);
        Publisher publisher =
                new Publisher(clients.sns(), clients.eventBridge(), reporting.topicArn(), reporting.busName());
        AdmissionConfig admission = AdmissionConfig.from(environment);
        Admissions admissions = new Admissions(
                new ImageTracker(
                        clients.ssm(),
                        new BuiltImages(clients.imageBuilder(), admission.region()),
                        clients.ec2(),
                        images),
                new ClusterFinder(clients.sagemaker(), hyperPod));
        PolicyParameter policies = new PolicyParameter(clients.ssm(), new PolicyReader());

        functions.put("AdmitTrigger", new AdmitTriggerFunction(policies, admission, admissions, store, clock));
        functions.put("TakeLease", new TakeLeaseFunction(store, executions, clock));
        functions.put("ValidateImages", new ValidateImagesFunction(hyperPod, images, clock));
        functions.put("CheckReadiness", new CheckReadinessFunction(hyperPod, store, clock));
        functions.put("PlanIntent", new PlanIntentFunction(hyperPod, wires, store, clock));
        functions.put("ArmWire", new ArmWireFunction(wires, store, clock));
        functions.put("StartUpdate", new StartUpdateFunction(new UpdateStarter(clients.sagemakerOnce()), store, clock));
        functions.put("LookAtUpdate", new LookAtUpdateFunction(hyperPod, store, WatchConfig.from(environment), clock));
        functions.put("AwaitSignal", new AwaitSignalFunction(store, waitingTask));
        functions.put("WakeRun", new WakeRunFunction(store, waitingTask, clock));
        functions.put("VerifyStep", new VerifyStepFunction(hyperPod, store, clock));
        functions.put("ReportOutcome", new ReportOutcomeFunction(hyperPod, store, publisher, clock));
        functions.put("ReportStall", new ReportStallFunction(hyperPod, store, publisher, clock));
        functions.put("ReportNotice", new ReportNoticeFunction(publisher, store, clock));
        functions.put(
                "Janitor",
                new JanitorFunction(
                        hyperPod, wires, executions, store, publisher, JanitorConfig.from(environment), clock));
        functions.put("ReleaseLease", new ReleaseLeaseFunction(hyperPod, wires, store, clock));
        functions.put("FindStuck", new FindStuckFunction(executions, store, clock));
        functions.put("TakeOver", new TakeOverFunction(executions, store, clock));
        functions.put(
                "ResolveIntents", new ResolveIntentsFunction(hyperPod, store, WatchConfig.from(environment), clock));
        functions.put("SettleRun", new SettleRunFunction(hyperPod, wires, executions, store, publisher, clock));
        functions.put("SweepWires", new SweepWiresFunction(hyperPod, wires, store, clock));
    }

    /** What people do to the product, as the command line does it. */
    public void act(Act act, String why) {
        memory.write(
                switch (act) {
                    case PAUSE -> KillSwitch.on(why);
                    case RESUME -> KillSwitch.off();
                });
    }

    /** The policy as the deployment stores it. */
    public void install(JsonNode policy) {
        account.parameters.put(POLICY_PARAMETER, policy.toString());
    }
}
