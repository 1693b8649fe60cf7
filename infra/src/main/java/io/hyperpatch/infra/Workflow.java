package io.hyperpatch.infra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/** One state machine: its file as it stands, and a role that reaches just what the file names. */
final class Workflow extends Construct {
    private final StateMachine machine;

    Workflow(
            Construct scope,
            WorkflowFile file,
            Map<String, Alias> functions,
            Map<String, Workflow> children,
            ILogGroup logs) {
        super(scope, WorkflowFile.camel(file.name()));
        Map<String, String> substitutions = new HashMap<>();
        file.functions()
                .forEach(name -> substitutions.put(name, functions.get(name).getFunctionArn()));
        file.children()
                .forEach(name -> substitutions.put(
                        WorkflowFile.camel(name) + "Machine",
                        children.get(name).machine().getStateMachineArn()));
        machine = StateMachine.Builder.create(this, "Machine")
                .stateMachineType(StateMachineType.STANDARD)
                .definitionBody(DefinitionBody.fromFile(file.file().toString()))
                .definitionSubstitutions(substitutions)
                .tracingEnabled(true)
                // What executions hold (images, groups, reasons) stays in the service; the log says which state came
                // when.
                .logs(LogOptions.builder()
                        .destination(logs)
                        .level(LogLevel.ALL)
                        .includeExecutionData(false)
                        .build())
                .build();
        if (!file.functions().isEmpty()) {
            machine.addToRolePolicy(allow(
                    List.of("lambda:InvokeFunction"),
                    file.functions().stream()
                            .map(name -> functions.get(name).getFunctionArn())
                            .toList()));
        }
        file.children().forEach(name -> allowChild(children.get(name)));
        Nag.accept(
                machine,
                "AwsSolutions-IAM5",
                "The delivery of logs and traces knows no resources; of a child workflow, any execution may be asked for.");
    }

    /**
     * Starting a child and waiting for its end.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html">nested workflows</a>
     */
    private void allowChild(Workflow child) {
        machine.addToRolePolicy(
                allow(List.of("states:StartExecution"), List.of(child.machine().getStateMachineArn())));
        machine.addToRolePolicy(
                allow(List.of("states:DescribeExecution", "states:StopExecution"), List.of(child.executions())));
        machine.addToRolePolicy(allow(
                List.of("events:PutTargets", "events:PutRule", "events:DescribeRule"),
                List.of(Stack.of(this)
                        .formatArn(ArnComponents.builder()
                                .service("events")
                                .resource("rule")
                                .resourceName("StepFunctionsGetEventsForStepFunctionsExecutionRule")
                                .build()))));
    }

    StateMachine machine() {
        return machine;
    }

    /** The ARN of any of its executions. */
    String executions() {
        return Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("states")
                        .resource("execution")
                        .resourceName(machine.getStateMachineName() + ":*")
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build());
    }

    static PolicyStatement allow(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(resources)
                .build();
    }
}
