package io.hyperpatch.infra;

import io.hyperpatch.policy.FleetPolicy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.events.Match;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.events.targets.SfnStateMachine;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** The rules: which event starts patch-fleet, which wakes a run, and which calls the janitor. */
final class Events extends Construct {
    /** The most that EventBridge does by itself. */
    private static final Duration A_DAY = Duration.hours(24);

    private static final int ATTEMPTS = 185;

    /** A wake-up call that is later than this wakes nobody: the run has looked by itself. */
    private static final Duration AN_HOUR = Duration.hours(1);

    private static final int SIGNAL_ATTEMPTS = 20;

    private final FleetPolicy policy;
    private final IQueue deadLetters;

    /** Whom the events go to. */
    record Receivers(Workflow patchFleet, Alias wakeRun, Alias janitor, List<Workflow> cleanedUpAfter) {}

    Events(
            Construct scope,
            String id,
            FleetPolicy policy,
            IEventBus requests,
            Receivers receivers,
            IQueue deadLetters) {
        super(scope, id);
        this.policy = Objects.requireNonNull(policy);
        this.deadLetters = Objects.requireNonNull(deadLetters);
        triggers(receivers.patchFleet(), requests);
        signals(receivers.wakeRun());
        badEnds(receivers);
    }

    private void triggers(Workflow patchFleet, IEventBus requests) {
        Patterns.availableAmi(policy).ifPresent(detail -> rule("AmiAvailable", "An AMI became available")
                .eventPattern(pattern("aws.ec2", "EC2 AMI State Change")
                        .detail(detail)
                        .build())
                .targets(start(patchFleet, Inputs.of(texts("ImageId", "State"))))
                .build());
        List<String> builds = Patterns.builtImages(policy);
        if (!builds.isEmpty()) {
            rule("ImageBuilt", "Image Builder has built the tracked image")
                    .eventPattern(pattern("aws.imagebuilder", "EC2 Image Builder Image State Change")
                            .resources(Match.anyOf(
                                    builds.stream().map(Match::prefix).toArray()))
                            .detail(Map.of("state", Map.of("status", List.of("AVAILABLE"))))
                            .build())
                    .targets(start(
                            patchFleet,
                            Inputs.withResources(Map.of("state", Map.of("status", Inputs.path("state.status"))))))
                    .build();
        }
        Patterns.trackedParameter(policy)
                .ifPresent(detail -> rule("ParameterChanged", "The tracked parameter has a new value")
                        .eventPattern(pattern("aws.ssm", "Parameter Store Change")
                                .detail(detail)
                                .build())
                        .targets(start(patchFleet, Inputs.of(texts("name", "operation"))))
                        .build());
        Patterns.alarms(policy).ifPresent(detail -> rule("AlarmRaised", "An alarm of the policy went off")
                .eventPattern(pattern("aws.cloudwatch", "CloudWatch Alarm State Change")
                        .detail(detail)
                        .build())
                .targets(start(
                        patchFleet,
                        Inputs.of(Map.of(
                                "alarmName",
                                Inputs.path("alarmName"),
                                "state",
                                Map.of("value", Inputs.path("state.value"))))))
                .build());
        rule("OperatorAsked", "Somebody asks for a run")
                .eventBus(requests)
                .eventPattern(pattern("hyperpatch.operator", "Hyperpatch Operator Request")
                        .build())
                .targets(start(patchFleet, Inputs.wholeDetail()))
                .build();
    }

    private void signals(Alias wakeRun) {
        signal("ClusterChanged", "SageMaker HyperPod Cluster State Change", "ClusterName")
                .targets(invoke(wakeRun, Inputs.of(texts("ClusterArn")), SIGNAL_ATTEMPTS, AN_HOUR))
                .build();
        signal("NodeHealthChanged", "SageMaker HyperPod Cluster Node Health Event", "ClusterName")
                .targets(invoke(wakeRun, Inputs.of(texts("ClusterArn")), SIGNAL_ATTEMPTS, AN_HOUR))
                .build();
        signal("ClusterEvent", "SageMaker HyperPod Cluster Event", "EventDetails.ClusterName")
                .targets(invoke(wakeRun, Inputs.wholeDetail(), SIGNAL_ATTEMPTS, AN_HOUR))
                .build();
    }

    private Rule.Builder signal(String id, String detailType, String clusterName) {
        EventPattern.Builder pattern = pattern("aws.sagemaker", detailType);
        Patterns.clusterNames(policy).ifPresent(names -> pattern.detail(nested(clusterName, names)));
        return rule(id, "Wakes the run that waits on this cluster").eventPattern(pattern.build());
    }

    /** What a workflow can't catch itself: it was stopped, timed out, or failed in the service. */
    private void badEnds(Receivers receivers) {
        rule("WorkflowDied", "An execution of ours ended badly: the janitor sees to it")
                .eventPattern(pattern("aws.states", "Step Functions Execution Status Change")
                        .detail(new TreeMap<>(Map.of(
                                "status",
                                List.of("FAILED", "TIMED_OUT", "ABORTED"),
                                "stateMachineArn",
                                receivers.cleanedUpAfter().stream()
                                        .map(workflow -> workflow.machine().getStateMachineArn())
                                        .toList())))
                        .build())
                .targets(invoke(
                        receivers.janitor(),
                        Inputs.of(texts("executionArn", "stateMachineArn", "status")),
                        ATTEMPTS,
                        A_DAY))
                .build();
    }

    private Rule.Builder rule(String id, String description) {
        return Rule.Builder.create(this, id).description(description);
    }

    /** {@code a.b}: an object in an object. */
    private static Map<String, Object> nested(String path, Object value) {
        int dot = path.indexOf('.');
        return dot < 0 ? Map.of(path, value) : Map.of(path.substring(0, dot), nested(path.substring(dot + 1), value));
    }

    private static EventPattern.Builder pattern(String source, String detailType) {
        return EventPattern.builder().source(List.of(source)).detailType(List.of(detailType));
    }

    private static Map<String, Object> texts(String... fields) {
        return Stream.of(fields).collect(Collectors.toMap(field -> field, Inputs::path, (a, b) -> a, TreeMap::new));
    }

    private List<IRuleTarget> start(Workflow workflow, RuleTargetInput input) {
        return List.of(SfnStateMachine.Builder.create(workflow.machine())
                .input(input)
                .retryAttempts(ATTEMPTS)
                .maxEventAge(A_DAY)
                .deadLetterQueue(deadLetters)
                .build());
    }

    private List<IRuleTarget> invoke(Alias function, RuleTargetInput input, int attempts, Duration age) {
        return List.of(LambdaFunction.Builder.create(function)
                .event(input)
                .retryAttempts(attempts)
                .maxEventAge(age)
                .deadLetterQueue(deadLetters)
                .build());
    }
}
