package io.hyperpatch.handler;

import io.hyperpatch.admission.VersionWatches;
import io.hyperpatch.admission.aws.Admissions;
import io.hyperpatch.admission.aws.BuiltImages;
import io.hyperpatch.admission.aws.GroupImages;
import io.hyperpatch.admission.aws.ImageTracker;
import io.hyperpatch.admission.aws.PolicyParameter;
import io.hyperpatch.admission.aws.Returns;
import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.aws.Clients;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.Clusters;
import io.hyperpatch.hyperpod.HyperPodArn;
import io.hyperpatch.hyperpod.aws.HyperPod;
import io.hyperpatch.hyperpod.aws.HyperPodFinder;
import io.hyperpatch.hyperpod.aws.HyperPodStarter;
import io.hyperpatch.hyperpod.aws.PublicImages;
import io.hyperpatch.image.aws.Ec2Images;
import io.hyperpatch.intent.Installation;
import io.hyperpatch.intent.Starters;
import io.hyperpatch.intent.UpdateStarter;
import io.hyperpatch.intent.aws.Wires;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.policy.PolicyReader;
import io.hyperpatch.readiness.aws.ExecutionRoles;
import io.hyperpatch.reconcile.Standing;
import io.hyperpatch.reconcile.aws.StandingMetrics;
import io.hyperpatch.report.RunReport;
import io.hyperpatch.report.aws.CauseReader;
import io.hyperpatch.report.aws.Publisher;
import io.hyperpatch.report.aws.RunMetrics;
import io.hyperpatch.signal.aws.WaitingTask;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.aws.DynamoDbStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/**
 * The parts of which functions are made. Each part is made once, when a function first asks for it: a function has
 * no client, and needs no variable, that it does not use. The same in a rehearsal, where functions share
 * one.
 */
public final class Deployed {
    private final Environment environment;
    private final Clients clients;
    private final Function<Deployed, Store> store;
    private final Clock clock;
    private final Supplier<Optional<Metrics>> metrics;
    private final Map<Class<?>, Object> parts = new HashMap<>();

    private Deployed(
            Environment environment,
            Clients clients,
            Function<Deployed, Store> store,
            Clock clock,
            Supplier<Optional<Metrics>> metrics) {
        this.environment = Objects.requireNonNull(environment);
        this.clients = Objects.requireNonNull(clients);
        this.store = Objects.requireNonNull(store);
        this.clock = Objects.requireNonNull(clock);
        this.metrics = Objects.requireNonNull(metrics);
    }

    /** With a store and a clock of the caller's, and nothing counted: there is no log to count on. */
    public Deployed(Environment environment, Clients clients, Store store, Clock clock) {
        this(environment, clients, deployed -> store, clock, Optional::empty);
        Objects.requireNonNull(store);
    }

    /** In a Lambda function: all that it knows comes from its environment variables. */
    static Deployed production() {
        return in(new Environment(System.getenv()));
    }

    static Deployed in(Environment environment) {
        Region region = Region.of(environment.required(Environment.REGION));
        return new Deployed(
                environment,
                new Clients(ClientSettings.deployed(region)),
                Deployed::dynamoDb,
                Clock.systemUTC(),
                () -> Optional.of(MetricsFactory.getMetricsInstance()));
    }

    private static Store dynamoDb(Deployed deployed) {
        StoreConfig config = StoreConfig.from(deployed.environment);
        return new DynamoDbStore(deployed.clients.dynamoDb(), deployed.clients.dynamoDbWrites(), config.table());
    }

    Environment environment() {
        return environment;
    }

    Clock clock() {
        return clock;
    }

    Store store() {
        return once(Store.class, () -> store.apply(this));
    }

    Installation installation() {
        return once(
                Installation.class,
                () -> Installation.ofTable(StoreConfig.from(environment).table()));
    }

    ClusterReader clusters() {
        return once(ClusterReader.class, () -> new Clusters(Map.of(HyperPodArn.SERVICE, hyperPod())));
    }

    private HyperPod hyperPod() {
        return once(HyperPod.class, () -> new HyperPod(sagemaker(), clients.pause()));
    }

    UpdateStarter updateStarter() {
        return once(
                UpdateStarter.class,
                () -> new Starters(Map.of(HyperPodArn.SERVICE, new HyperPodStarter(clients.sagemakerOnce()))));
    }

    Ec2Images images() {
        return once(Ec2Images.class, () -> new Ec2Images(ec2()));
    }

    ExecutionRoles executionRoles() {
        return once(ExecutionRoles.class, () -> new ExecutionRoles(clients.iam()));
    }

    Wires wires() {
        return once(Wires.class, () -> new Wires(clients.cloudWatch()));
    }

    Executions executions() {
        return once(Executions.class, () -> new Executions(stepFunctions()));
    }

    WaitingTask waitingTask() {
        return once(WaitingTask.class, () -> new WaitingTask(stepFunctions()));
    }

    Publisher publisher() {
        return once(Publisher.class, () -> {
            ReportConfig config = ReportConfig.from(environment);
            return new Publisher(clients.sns(), clients.eventBridge(), config.topicArn(), config.busName(), runs());
        });
    }

    CauseReader causes() {
        return once(CauseReader.class, () -> new CauseReader(clients.sagemakerBriefly(), clients.cloudWatchBriefly()));
    }

    private Consumer<RunReport> runs() {
        return metrics.get().<Consumer<RunReport>>map(RunMetrics::new).orElse(report -> {});
    }

    Consumer<Standing> standing() {
        return metrics.get().<Consumer<Standing>>map(StandingMetrics::new).orElse(standing -> {});
    }

    PolicyParameter policies() {
        return once(PolicyParameter.class, () -> new PolicyParameter(ssm(), new PolicyReader()));
    }

    Admissions admissions() {
        return once(Admissions.class, () -> {
            BuiltImages built = new BuiltImages(
                    clients.imageBuilder(), AdmissionConfig.from(environment).region());
            return new Admissions(
                    new ImageTracker(ssm(), built, images()),
                    new HyperPodFinder(sagemaker(), hyperPod()),
                    new GroupImages(images(), new PublicImages(images(), ssm()), new VersionWatches(store())));
        });
    }

    Returns returns() {
        return once(Returns.class, () -> new Returns(clients.scheduler(), ReturnConfig.from(environment)));
    }

    private SageMakerClient sagemaker() {
        return once(SageMakerClient.class, clients::sagemaker);
    }

    private Ec2Client ec2() {
        return once(Ec2Client.class, clients::ec2);
    }

    private SsmClient ssm() {
        return once(SsmClient.class, clients::ssm);
    }

    private SfnClient stepFunctions() {
        return once(SfnClient.class, clients::stepFunctions);
    }

    private <T> T once(Class<T> type, Supplier<T> maker) {
        Object part = parts.get(type);
        if (part == null) {
            part = maker.get();
            parts.put(type, part);
        }
        return type.cast(part);
    }
}
