package io.hyperpatch.infra;

import io.hyperpatch.role.Deployment;
import io.hyperpatch.role.Place;
import io.hyperpatch.role.Roles;
import io.hyperpatch.role.Statement;
import io.hyperpatch.role.WorkflowArns;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** The statements of {@link Roles}, in the CDK's words: what rehearsals judge calls by is what is deployed. */
final class Grants {
    private final Roles roles;

    Grants(Stack stack, Settings settings, Shared shared) {
        this.roles = new Roles(new Deployment(
                new Place(stack.getPartition(), stack.getRegion(), stack.getAccount()),
                settings.policy(),
                settings.clusterArns(),
                shared.parts()));
    }

    /** All but what is about the workflows themselves, which in their turn call the functions. */
    List<PolicyStatement> of(String function) {
        return roles.of(function).stream().map(Grants::statement).toList();
    }

    static List<PolicyStatement> aboutWorkflows(String function, Map<String, Workflow> workflows) {
        Map<String, String> machines = new TreeMap<>();
        Map<String, String> executions = new TreeMap<>();
        workflows.forEach((name, workflow) -> {
            machines.put(name, workflow.machine().getStateMachineArn());
            executions.put(name, workflow.executions());
        });
        return Roles.aboutWorkflows(function, new WorkflowArns(machines, executions)).stream()
                .map(Grants::statement)
                .toList();
    }

    private static PolicyStatement statement(Statement statement) {
        return PolicyStatement.Builder.create()
                .effect(Effect.ALLOW)
                .actions(statement.actions())
                .resources(statement.resources())
                .conditions(statement.conditions().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .build();
    }
}
