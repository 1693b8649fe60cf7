package io.hyperpatch.rehearsal.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.rehearsal.aws.CallLog;
import io.hyperpatch.rehearsal.aws.InProcessHttpClient;
import io.hyperpatch.rehearsal.aws.RandomIds;
import io.hyperpatch.rehearsal.aws.SimulatedAws;
import io.hyperpatch.rehearsal.aws.cloudformation.CloudFormation;
import io.hyperpatch.rehearsal.aws.cloudwatch.Alarms;
import io.hyperpatch.rehearsal.aws.cloudwatch.CloudWatch;
import io.hyperpatch.rehearsal.aws.ec2.Ec2;
import io.hyperpatch.rehearsal.aws.ec2.Images;
import io.hyperpatch.rehearsal.aws.events.EventBus;
import io.hyperpatch.rehearsal.aws.events.Events;
import io.hyperpatch.rehearsal.aws.events.Scheduler;
import io.hyperpatch.rehearsal.aws.events.Schedules;
import io.hyperpatch.rehearsal.aws.iam.Iam;
import io.hyperpatch.rehearsal.aws.imagebuilder.ImageBuilder;
import io.hyperpatch.rehearsal.aws.sns.Sns;
import io.hyperpatch.rehearsal.aws.ssm.ParameterStore;
import io.hyperpatch.rehearsal.aws.states.ExecutionEvents;
import io.hyperpatch.rehearsal.aws.states.Workflows;
import io.hyperpatch.rehearsal.aws.sts.Sts;
import io.hyperpatch.rehearsal.clock.Fibers;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import io.hyperpatch.rehearsal.engine.Engine;
import io.hyperpatch.rehearsal.fault.DeliveredFaults;
import io.hyperpatch.rehearsal.fault.DeliveryFault;
import io.hyperpatch.rehearsal.fault.DeliveryGate;
import io.hyperpatch.rehearsal.fault.ExecutionFault;
import io.hyperpatch.rehearsal.fault.ExecutionGate;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.fault.FaultGate;
import io.hyperpatch.rehearsal.lambda.Costs;
import io.hyperpatch.rehearsal.lambda.LambdaHost;
import io.hyperpatch.rehearsal.lambda.LambdaIntegration;
import io.hyperpatch.rehearsal.twin.AlarmState;
import io.hyperpatch.rehearsal.twin.Harm;
import io.hyperpatch.rehearsal.twin.HyperPod;
import io.hyperpatch.rehearsal.twin.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One simulated AWS account in one region: a clock, the services on it, and the gate through which every
 * call passes.
 */
public final class Account implements AutoCloseable {
    private static final Duration TRANSITION = Duration.ofMillis(20);

    public final String id;
    public final String region;
    public final VirtualClock clock;
    public final Fibers fibers;
    public final DeliveredFaults delivered = new DeliveredFaults();
    public final FaultGate gate;
    public final DeliveryGate deliveryGate;
    public final ExecutionGate executionGate;
    public final CallLog calls = new CallLog();
    /** How many operations of the store each function made. */
    public final Map<String, Long> storeOperations = new TreeMap<>();

    public final EventBus bus;
    public final Scheduler scheduler;
    public final Schedules schedules;
    public final Alarms alarms;
    public final Images images = new Images();
    public final ImageBuilder imageBuilder = new ImageBuilder();
    public final ParameterStore parameters;
    public final Iam iam;
    public final Sns sns;
    public final HyperPod hyperPod;
    public final LambdaHost lambda;
    public final Engine engine;
    public final SimulatedAws aws;
    public final Random random;
    private final Meddling meddling;
    private Function<String, AlarmState> alarmStates = this::ownAlarm;

    /** @param seed decides everything random */
    public Account(
            String id,
            String region,
            Instant start,
            long seed,
            List<? extends Fault> faults,
            List<? extends DeliveryFault> deliveryFaults) {
        this(id, region, start, seed, faults, deliveryFaults, List.of());
    }

    /**
     * @param seed decides everything random; what the cluster does has its own share of it, so that it does
     * not depend on us
     */
    public Account(
            String id,
            String region,
            Instant start,
            long seed,
            List<? extends Fault> faults,
            List<? extends DeliveryFault> deliveryFaults,
            List<? extends ExecutionFault> executionFaults) {
        this.id = id;
        this.region = region;
        this.random = new Random(seed);
        this.clock = new VirtualClock(start);
        this.fibers = new Fibers(clock);
        this.gate = new FaultGate(clock, fibers, faults, seed, delivered);
        RandomIds ids = new RandomIds(random);
        this.deliveryGate = new DeliveryGate(clock, deliveryFaults, seed, delivered);
        this.executionGate = new ExecutionGate(clock, executionFaults, seed);
        this.bus = new EventBus(clock, deliveryGate, ids, region, id);
        this.scheduler = new Scheduler(clock, deliveryGate);
        this.schedules = new Schedules(scheduler, region, id);
        this.alarms = new Alarms(clock, bus, region, id);
        this.parameters = new ParameterStore(clock, bus, region, id);
        this.iam = new Iam(id);
        this.sns = new Sns(clock, ids);
        this.hyperPod = new HyperPod(
                clock, new Random(~seed), new Surroundings(this::alarm, this::imageRefusal, this::publish, this::harm));
        this.lambda = new LambdaHost(clock, fibers, gate, ids, Costs.USUAL, line -> {});
        this.engine = new Engine(clock, random, LambdaIntegration.of(lambda), region, id);
        engine.transitionLatency(TRANSITION);
        engine.startCalls(new GatedStarts(fibers, gate));
        engine.listen(new ExecutionEvents(bus));
        this.meddling = new Meddling(clock, engine, executionGate, delivered);
        engine.listen(meddling);
        this.aws = new SimulatedAws(clock, fibers, gate, calls, ids)
                .with(hyperPod)
                .with(new Ec2(clock, images, id))
                .with(new CloudWatch(clock, alarms))
                .with(sns)
                .with(new Events(clock, bus))
                .with(parameters)
                .with(imageBuilder)
                .with(iam)
                .with(schedules)
                .with(new Workflows(clock, engine, ids))
                .with(new Sts(id))
                .with(new CloudFormation());
    }

    /** Nothing more goes wrong from now on, except what the cluster itself does. */
    public void ceaseFaults() {
        gate.cease();
        deliveryGate.cease();
        executionGate.cease();
    }

    /** An execution was stopped, and is still to be redriven. */
    boolean meddlingPending() {
        return meddling.pending();
    }

    /** For the SDK clients of the product. */
    public InProcessHttpClient http() {
        return new InProcessHttpClient(aws, ClientSettings.READ_TIMEOUT);
    }

    /** Has the clusters read the states of alarms from another CloudWatch than this account's. */
    public void readAlarmsFrom(Function<String, AlarmState> states) {
        alarmStates = Objects.requireNonNull(states);
    }

    private AlarmState alarm(String name) {
        return alarmStates.apply(name);
    }

    private AlarmState ownAlarm(String name) {
        return AlarmState.valueOf(alarms.stateOf(name).name());
    }

    private void harm(Harm harm) {
        delivered.add(clock.now(), harm.kind(), harm.cluster(), harm.whom());
    }

    private void publish(JsonNode event) {
        bus.put(event);
    }

    /**
     * Why the service itself would not install an image: it is not this account's, encrypted, or has more
     * volumes.
     *
     * <p>An image that this EC2 does not hold passes: whoever points an SDK at the twin names images of
     * their own.
     */
    private Optional<String> imageRefusal(String imageId) {
        return images.find(imageId).flatMap(image -> ServiceImageRules.refusal(image, id));
    }

    @Override
    public void close() {
        fibers.close();
    }
}
