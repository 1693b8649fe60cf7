package io.hyperpatch.infra;

import io.hyperpatch.role.Calls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.constructs.Construct;

/** All the Lambdas, from one zip. */
final class Functions extends Construct {
    /** What each line of the log says that it comes from. */
    static final String SERVICE = "POWERTOOLS_SERVICE_NAME";

    private final Map<String, DeployedFunction> made = new LinkedHashMap<>();
    private final List<FunctionPlan> plans;

    Functions(
            Construct scope,
            String id,
            List<FunctionPlan> plans,
            Settings settings,
            Map<String, String> values,
            Grants grants) {
        super(scope, id);
        this.plans = List.copyOf(plans);
        DeployedFunction.Common common = new DeployedFunction.Common(
                Code.fromAsset(settings.files().functions().toString()),
                settings.architecture().equals("arm64") ? Architecture.ARM_64 : Architecture.X86_64,
                settings.logDays());
        plans.forEach(plan -> made.put(
                plan.name(), new DeployedFunction(this, plan, common, known(plan, values), grants.of(plan.name()))));
    }

    /** The ARNs of workflows are known only once these exist. */
    private static Map<String, String> known(FunctionPlan plan, Map<String, String> values) {
        Map<String, String> known = new TreeMap<>(Map.of(SERVICE, "hyperpatch"));
        plan.variables().stream()
                .filter(values::containsKey)
                .forEach(variable -> known.put(variable, values.get(variable)));
        return known;
    }

    /** Gives the functions what they need to know of the workflows, and may do with them. */
    void connect(Workflows workflows) {
        for (FunctionPlan plan : plans) {
            DeployedFunction function = made.get(plan.name());
            workflows.all().forEach((name, workflow) -> {
                String variable = WorkflowFile.variable(name);
                if (plan.variables().contains(variable)) {
                    function.function()
                            .addEnvironment(variable, workflow.machine().getStateMachineArn());
                }
            });
            List<PolicyStatement> statements = Grants.aboutWorkflows(plan.name(), workflows.all());
            if (!statements.isEmpty()) {
                function.allowLater(statements);
            }
        }
    }

    Map<String, Alias> aliases() {
        Map<String, Alias> aliases = new LinkedHashMap<>();
        made.forEach((name, function) -> aliases.put(name, function.alias()));
        return aliases;
    }

    List<DeployedFunction> all() {
        return List.copyOf(made.values());
    }

    DeployedFunction get(String name) {
        return Objects.requireNonNull(made.get(name), name);
    }

    /** Those that may publish. */
    List<DeployedFunction> publishers() {
        return made.entrySet().stream()
                .filter(entry -> Calls.of(entry.getKey()).contains("sns:Publish"))
                .map(Map.Entry::getValue)
                .toList();
    }
}
