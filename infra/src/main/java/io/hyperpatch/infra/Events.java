package io.hyperpatch.infra;

import io.hyperpatch.json.Json;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.routing.EventRule;
import io.hyperpatch.routing.EventRules;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.events.targets.SfnStateMachine;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * The rules: which event starts patch-fleet, which wakes a run, and which calls the janitor.
 *
 * @see EventRules the files that they come from
 */
final class Events extends Construct {
    private final Receivers receivers;
    private final IEventBus requests;
    private final IQueue deadLetters;

    /**
     * The receivers of events.
     *
     * @param workflows by name
     * @param functions by name
     */
    record Receivers(Map<String, Workflow> workflows, Map<String, Alias> functions) {}

    /** How long a target is called again, and how often. */
    private record Patience(int attempts, Duration age) {
        /** The most that EventBridge does by itself. */
        static final Patience LONGEST = new Patience(185, Duration.hours(24));

        /** A wake-up call that is later than this wakes nobody: the run has looked by itself. */
        static final Patience OF_A_SIGNAL = new Patience(20, Duration.hours(1));

        static Patience with(EventRule.Target target) {
            return target.name().equals("WakeRun") ? OF_A_SIGNAL : LONGEST;
        }
    }

    Events(
            Construct scope,
            String id,
            FleetPolicy policy,
            IEventBus requests,
            Receivers receivers,
            IQueue deadLetters) {
        super(scope, id);
        this.receivers = Objects.requireNonNull(receivers);
        this.requests = Objects.requireNonNull(requests);
        this.deadLetters = Objects.requireNonNull(deadLetters);
        EventRules.of(policy, name -> receivers.workflows().get(name).machine().getStateMachineArn())
                .forEach(this::add);
    }

    private void add(EventRule rule) {
        Rule.Builder builder = Rule.Builder.create(this, rule.name())
                .description(rule.description())
                .eventPattern(
                        EventPattern.builder().source(List.of("replaced below")).build())
                .targets(List.of(target(rule)));
        if (rule.bus() == EventRule.Bus.REQUESTS) {
            builder.eventBus(requests);
        }
        // The construct's own type of a pattern knows no operators among the resources.
        CfnRule made =
                (CfnRule) Objects.requireNonNull(builder.build().getNode().getDefaultChild());
        made.setEventPattern(Json.mapper().convertValue(rule.pattern(), Map.class));
    }

    private IRuleTarget target(EventRule rule) {
        Patience patience = Patience.with(rule.target());
        return switch (rule.target()) {
            case EventRule.Target.Workflow workflow ->
                SfnStateMachine.Builder.create(
                                receivers.workflows().get(workflow.name()).machine())
                        .input(Inputs.of(rule))
                        .retryAttempts(patience.attempts())
                        .maxEventAge(patience.age())
                        .deadLetterQueue(deadLetters)
                        .build();
            case EventRule.Target.Function function ->
                LambdaFunction.Builder.create(receivers.functions().get(function.name()))
                        .event(Inputs.of(rule))
                        .retryAttempts(patience.attempts())
                        .maxEventAge(patience.age())
                        .deadLetterQueue(deadLetters)
                        .build();
        };
    }
}
