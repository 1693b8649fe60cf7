package io.hyperpatch.infra;

import io.hyperpatch.event.ScheduledEvent;
import io.hyperpatch.reconcile.Hourly;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.scheduler.CronOptionsWithTimezone;
import software.amazon.awscdk.services.scheduler.Schedule;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.ScheduleGroup;
import software.amazon.awscdk.services.scheduler.ScheduleTargetInput;
import software.amazon.awscdk.services.scheduler.TimeWindow;
import software.amazon.awscdk.services.scheduler.targets.LambdaInvoke;
import software.amazon.awscdk.services.scheduler.targets.ScheduleTargetBaseProps;
import software.amazon.awscdk.services.scheduler.targets.StepFunctionsStartExecution;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** What happens by the clock, because no event tells of it. */
final class Schedules extends Construct {
    private static final Duration RETRIED_FOR = Duration.minutes(45);
    private static final int ATTEMPTS = 10;
    private static final Duration A_WEEK = Duration.days(7);

    private final ScheduleGroup group;
    private final IQueue deadLetters;

    Schedules(Construct scope, String id, IQueue deadLetters) {
        super(scope, id);
        this.deadLetters = Objects.requireNonNull(deadLetters);
        group = ScheduleGroup.Builder.create(this, "Group")
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }

    /** What is stuck is freed. */
    void reconcile(Workflow reconcile) {
        schedule(
                "Reconcile",
                "Frees what is stuck",
                ScheduleExpression.rate(Duration.minutes(Hourly.EVERY.toMinutes())),
                start(reconcile));
    }

    /**
     * Looks at what the policy tracks although no event came: events of AMIs are best effort, an image that
     * was too young grows older, and HyperPod's own images are announced nowhere. A look that finds what
     * the last one found begins no run.
     */
    void look(Workflow patchFleet) {
        CronOptionsWithTimezone.Builder when =
                CronOptionsWithTimezone.builder().minute("0").hour("6");
        schedule(
                "Look",
                "Looks at the tracked image although no event came",
                ScheduleExpression.cron(when.build()),
                start(patchFleet));
    }

    /**
     * A version that nobody invokes for two weeks becomes inactive, and its next call fails.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html">SnapStart: inactive versions</a>
     */
    void keepAwake(Map<String, Alias> functions) {
        Role role = Role.Builder.create(this, "Pinger")
                .assumedBy(new ServicePrincipal("scheduler.amazonaws.com")
                        .withConditions(Map.of(
                                "StringEquals",
                                Map.of("aws:SourceAccount", Stack.of(this).getAccount()))))
                .description("Invokes every function of Hyperpatch once a week")
                .build();
        functions.forEach((name, alias) -> schedule(
                "Ping" + name,
                "Keeps " + name + " from becoming inactive",
                ScheduleExpression.rate(A_WEEK),
                new LambdaInvoke(
                        alias,
                        ScheduleTargetBaseProps.builder()
                                .input(ScheduleTargetInput.fromObject(Map.of("ping", true)))
                                .role(role)
                                .retryAttempts(ATTEMPTS)
                                .maxEventAge(Duration.hours(1))
                                .deadLetterQueue(deadLetters)
                                .build())));
    }

    private StepFunctionsStartExecution start(Workflow workflow) {
        return StepFunctionsStartExecution.Builder.create(workflow.machine())
                .input(ScheduleTargetInput.fromObject(ScheduledEvent.INPUT))
                .retryAttempts(ATTEMPTS)
                .maxEventAge(RETRIED_FOR)
                .deadLetterQueue(deadLetters)
                .build();
    }

    private void schedule(
            String id,
            String description,
            ScheduleExpression when,
            software.amazon.awscdk.services.scheduler.IScheduleTarget target) {
        Schedule.Builder.create(this, id)
                .description(description)
                .schedule(when)
                .scheduleGroup(group)
                .timeWindow(TimeWindow.off())
                .target(target)
                .build();
    }
}
