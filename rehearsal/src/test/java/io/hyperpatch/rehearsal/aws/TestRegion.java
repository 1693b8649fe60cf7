package io.hyperpatch.rehearsal.aws;

import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.aws.Clients;
import io.hyperpatch.rehearsal.aws.cloudwatch.Alarms;
import io.hyperpatch.rehearsal.aws.cloudwatch.CloudWatch;
import io.hyperpatch.rehearsal.aws.ec2.Ec2;
import io.hyperpatch.rehearsal.aws.ec2.Images;
import io.hyperpatch.rehearsal.aws.events.EventBus;
import io.hyperpatch.rehearsal.aws.events.Events;
import io.hyperpatch.rehearsal.aws.events.Scheduler;
import io.hyperpatch.rehearsal.aws.events.Schedules;
import io.hyperpatch.rehearsal.aws.imagebuilder.ImageBuilder;
import io.hyperpatch.rehearsal.aws.sns.Sns;
import io.hyperpatch.rehearsal.aws.ssm.ParameterStore;
import io.hyperpatch.rehearsal.aws.sts.Sts;
import io.hyperpatch.rehearsal.clock.Fibers;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import io.hyperpatch.rehearsal.fault.DeliveredFaults;
import io.hyperpatch.rehearsal.fault.DeliveryFault;
import io.hyperpatch.rehearsal.fault.DeliveryGate;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.fault.FaultGate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/** A region of simulated AWS with every service, and the product's own SDK clients connected to it. */
public final class TestRegion {

    public static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    public static final String REGION = "us-west-2";
    public static final String ACCOUNT = "111122223333";
    public static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    public final VirtualClock clock = new VirtualClock(START);
    public final Fibers fibers = new Fibers(clock);
    public final DeliveredFaults delivered = new DeliveredFaults();
    public final CallLog log = new CallLog();
    public final FaultGate gate;
    public final EventBus bus;
    public final Images images = new Images();
    public final Alarms alarms;
    public final Sns sns;
    public final ParameterStore parameters;
    public final ImageBuilder imageBuilder = new ImageBuilder();
    public final Schedules schedules;
    public final SimulatedAws aws;
    public final Clients clients;
    private final ClientSettings settings;

    public TestRegion() {
        this(List.of(), List.of(), 1);
    }

    public TestRegion(List<? extends Fault> faults, List<? extends DeliveryFault> deliveryFaults, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomIds ids = new RandomIds(random.split());
        gate = new FaultGate(clock, fibers, faults, seed, delivered);
        DeliveryGate deliveryGate = new DeliveryGate(clock, deliveryFaults, seed, delivered);
        bus = new EventBus(clock, deliveryGate, ids, REGION, ACCOUNT);
        schedules = new Schedules(new Scheduler(clock, deliveryGate), REGION, ACCOUNT);
        alarms = new Alarms(clock, bus, REGION, ACCOUNT);
        sns = new Sns(clock, ids);
        parameters = new ParameterStore(clock, bus, REGION, ACCOUNT);
        aws = new SimulatedAws(clock, fibers, gate, log, ids)
                .with(new Ec2(clock, images, ACCOUNT))
                .with(new CloudWatch(clock, alarms))
                .with(sns)
                .with(new Events(clock, bus))
                .with(parameters)
                .with(imageBuilder)
                .with(schedules)
                .with(new Sts(ACCOUNT));
        settings = new ClientSettings(
                new InProcessHttpClient(aws, READ_TIMEOUT),
                Region.of(REGION),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDREHEARSAL", "secret")),
                new VirtualBackoff(fibers, random.split()),
                Optional.empty());
        clients = new Clients(settings);
    }

    /** A client of SNS that repeats its calls: the product's own publishes once. */
    public SnsClient repeatingSns() {
        return SnsClient.builder()
                .httpClient(settings.http())
                .region(settings.region())
                .credentialsProvider(settings.credentials())
                .overrideConfiguration(
                        override -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(4)
                                .backoffStrategy(settings.backoff())
                                .throttlingBackoffStrategy(settings.backoff())
                                .build()))
                .build();
    }

    /** Runs a call in a fiber of this function name to its end; what it throws is thrown. */
    public <T> T as(String function, Callable<T> call) {
        AtomicReference<Callable<T>> outcome = new AtomicReference<>();
        Fibers.Fiber fiber = fibers.start(function, () -> outcome.set(outcomeOf(call)));
        clock.runWhile(() -> !fiber.ended());
        if (outcome.get() == null) {
            throw new AssertionError(function + " was killed");
        }
        try {
            return outcome.get().call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static <T> Callable<T> outcomeOf(Callable<T> call) {
        try {
            T result = call.call();
            return () -> result;
        } catch (Exception e) {
            return () -> {
                throw e;
            };
        }
    }
}
