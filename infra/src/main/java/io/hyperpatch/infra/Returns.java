package io.hyperpatch.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.ScheduleGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * The schedules that a function makes for images that are too young: a group of their own, which takes them along when it is removed,
 * and the role that Scheduler starts patch-fleet as.
 */
final class Returns extends Construct {
    private final ScheduleGroup group;
    private final Role role;

    Returns(Construct scope, String id) {
        super(scope, id);
        group = ScheduleGroup.Builder.create(this, "Group")
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("scheduler.amazonaws.com")
                        .withConditions(Map.of(
                                "StringEquals",
                                new TreeMap<>(Map.of(
                                        "aws:SourceAccount",
                                        Stack.of(this).getAccount(),
                                        "aws:SourceArn",
                                        group.getScheduleGroupArn())))))
                .description("Starts patch-fleet of Hyperpatch when a deferred image is old enough")
                .build();
    }

    /** A policy of its own: the function that names the role is named by the workflow in its turn. */
    void start(Workflow patchFleet, IQueue deadLetters) {
        Policy.Builder.create(this, "Start")
                .statements(List.of(
                        Workflow.allow(
                                List.of("states:StartExecution"),
                                List.of(patchFleet.machine().getStateMachineArn())),
                        Workflow.allow(List.of("sqs:SendMessage"), List.of(deadLetters.getQueueArn()))))
                .roles(List.of(role))
                .build();
    }

    String group() {
        return group.getScheduleGroupName();
    }

    /** The ARN of any schedule in the group. */
    String schedules() {
        return Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("scheduler")
                        .resource("schedule")
                        .resourceName(group.getScheduleGroupName() + "/*")
                        .build());
    }

    Role role() {
        return role;
    }
}
