package io.hyperpatch.infra;

import io.hyperpatch.handler.ProductFunction;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** One Lambda: its role, its logs, its published version behind the alias that everybody invokes. */
final class DeployedFunction extends Construct {
    /** SnapStart restores published versions only, so nobody invokes anything else. */
    static final String ALIAS = "live";

    private static final Duration LONGEST_AGE = Duration.hours(6);

    private final Role role;
    private final Function function;
    private final Alias alias;

    /** What all functions have in common. */
    record Common(Code code, Architecture architecture, int logDays) {}

    DeployedFunction(
            Construct scope,
            FunctionPlan plan,
            Common common,
            Map<String, String> variables,
            List<PolicyStatement> statements) {
        super(scope, plan.name());
        LogGroup logs = LogGroup.Builder.create(this, "Logs")
                .retention(Retention.of(common.logDays()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description("What the function " + plan.name() + " of Hyperpatch may do")
                .build();
        statements.forEach(role::addToPolicy);
        logs.grantWrite(role);
        function = Function.Builder.create(this, "Function")
                .description("Hyperpatch: " + plan.name())
                .runtime(Runtime.JAVA_25)
                .architecture(common.architecture())
                .code(common.code())
                .handler(plan.handler())
                .memorySize(plan.memory())
                .timeout(Duration.seconds((int) plan.timeout().toSeconds()))
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .tracing(Tracing.ACTIVE)
                .logGroup(logs)
                .role(role)
                .environment(variables)
                .build();
        // There is one: the alias has it.
        Annotations.of(function).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
        alias = Alias.Builder.create(this, "Alias")
                .aliasName(ALIAS)
                .version(function.getCurrentVersion())
                .build();
        Nag.accept(
                role,
                "AwsSolutions-IAM5",
                "X-Ray's two actions and the actions of EC2 and CloudWatch that only read know no resources. Where a resource ends in"
                        + " *, it is narrowed to the account, the policy's tags or the product's own prefix: see io.hyperpatch.role.Reach.");
    }

    Alias alias() {
        return alias;
    }

    Function function() {
        return function;
    }

    IRole role() {
        return role;
    }

    /**
     * Lambda has taken the event for itself, so what the function makes of it is Lambda's to repeat; what
     * it gives up on is kept.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">asynchronous invocation</a>
     */
    void takesEvents(IQueue givenUp) {
        role.addToPolicy(Workflow.allow(List.of("sqs:SendMessage"), List.of(givenUp.getQueueArn())));
        CfnEventInvokeConfig.Builder.create(this, "Events")
                .functionName(function.getFunctionName())
                .qualifier(alias.getAliasName())
                .maximumRetryAttempts(ProductFunction.EVENT_RETRIES)
                .maximumEventAgeInSeconds(LONGEST_AGE.toSeconds())
                .destinationConfig(CfnEventInvokeConfig.DestinationConfigProperty.builder()
                        .onFailure(CfnEventInvokeConfig.OnFailureProperty.builder()
                                .destination(givenUp.getQueueArn())
                                .build())
                        .build())
                .build();
    }

    /**
     * A grant about a workflow that in its turn invokes this function: the function must not depend on it,
     * or both would wait.
     */
    void allowLater(List<PolicyStatement> statements) {
        Policy policy = Policy.Builder.create(this, "AboutWorkflows")
                .statements(statements)
                .roles(List.of(role))
                .build();
        Nag.accept(
                policy,
                "AwsSolutions-IAM5",
                "Any execution of this workflow: the names of executions are made by runs.");
    }
}
