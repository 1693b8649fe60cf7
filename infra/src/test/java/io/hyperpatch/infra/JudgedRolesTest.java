package io.hyperpatch.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.role.Deployment;
import io.hyperpatch.role.Place;
import io.hyperpatch.role.Roles;
import io.hyperpatch.role.WorkflowArns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The roles by which rehearsals judge every call are the synthesized ones: statement for statement, under every kind of policy. */
class JudgedRolesTest {
    private static final Place PLACE = new Place("aws", "us-west-2", "111122223333");
    private static final String CLUSTER = "arn:aws:sagemaker:us-west-2:111122223333:cluster/abcdef123456";

    /** Rights that no call of a function needs: Lambda and X-Ray take them for themselves. */
    private static final Set<String> NO_CALLS = Set.of(
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "xray:PutTraceSegments",
            "xray:PutTelemetryRecords",
            "sqs:SendMessage");

    private final Resolved resolved = new Resolved(PLACE);

    static Stream<Settings> deployments() {
        Settings example = Synthesized.settings(Policies.EXAMPLE);
        Settings narrowed = new Settings(
                example.policy(), List.of(), true, "arm64", 90, List.of(CLUSTER), Optional.empty(), example.files());
        return Stream.concat(Policies.ALL.stream().map(Synthesized::settings), Stream.of(narrowed));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void theRolesOfRehearsalsAreThoseThatAreDeployed(Settings settings) {
        Synthesized deployment = Synthesized.of(settings);
        Roles roles = new Roles(deployment(deployment, settings.policy(), settings.clusterArns()));

        for (FunctionPlan function : FunctionPlan.all()) {
            assertThat(synthesized(deployment, function.name()))
                    .as("the role of %s", function.name())
                    .isEqualTo(judgedBy(roles, deployment, function.name()));
        }
    }

    private Deployment deployment(Synthesized deployment, FleetPolicy policy, List<String> clusterArns) {
        Synthesized.Resource group = only(deployment, "AWS::Scheduler::ScheduleGroup", "Returns");
        return new Deployment(
                PLACE,
                policy,
                clusterArns,
                new Deployment.Parts(
                        "Arn-of-"
                                + only(deployment, "AWS::DynamoDB::Table", "Store")
                                        .id(),
                        PLACE.arn(
                                "ssm",
                                "parameter/ref-of-"
                                        + only(deployment, "AWS::SSM::Parameter", "Policy")
                                                .id()),
                        "ref-of-"
                                + only(deployment, "AWS::SNS::Topic", "Notifications")
                                        .id(),
                        "Arn-of-"
                                + only(deployment, "AWS::KMS::Key", "Notifications")
                                        .id(),
                        "Arn-of-"
                                + only(deployment, "AWS::Events::EventBus", "Bus")
                                        .id(),
                        PLACE.arn(
                                "scheduler",
                                "schedule/" + resolved.text(group.properties().get("Name")) + "/*"),
                        "Arn-of-"
                                + only(deployment, "AWS::IAM::Role", "ReturnsRole")
                                        .id()));
    }

    private static Synthesized.Resource only(Synthesized deployment, String type, String beginning) {
        List<Synthesized.Resource> found = deployment
                .resources(type)
                .filter(resource -> resource.id().startsWith(beginning))
                .toList();
        assertThat(found)
                .as("%s, in the template, that begin with %s", type, beginning)
                .hasSize(1);
        return found.getFirst();
    }

    private static WorkflowArns workflows(Synthesized deployment) {
        Map<String, String> machines = new TreeMap<>();
        Map<String, String> executions = new TreeMap<>();
        WorkflowFile.all(Synthesized.ROOT.resolve("statemachines")).forEach(file -> {
            String id = only(
                            deployment,
                            "AWS::StepFunctions::StateMachine",
                            "Workflows" + WorkflowFile.camel(file.name()) + "Machine")
                    .id();
            machines.put(file.name(), "ref-of-" + id);
            executions.put(file.name(), PLACE.arn("states", "execution:Name-of-" + id + ":*"));
        });
        return new WorkflowArns(machines, executions);
    }

    private static Set<String> judgedBy(Roles roles, Synthesized deployment, String function) {
        Set<String> grants = new TreeSet<>();
        Stream.concat(roles.of(function).stream(), Roles.aboutWorkflows(function, workflows(deployment)).stream())
                .forEach(statement -> statement.actions().forEach(action -> statement
                        .resources()
                        .forEach(resource -> grants.add(grant(action, resource, statement.conditions())))));
        return grants;
    }

    private Set<String> synthesized(Synthesized deployment, String function) {
        Set<String> grants = new TreeSet<>();
        GrantedRole.of(deployment, function).grants().stream()
                .filter(grant -> !NO_CALLS.contains(grant.action()))
                .forEach(grant -> grant.resources()
                        .forEach(resource -> grants.add(
                                grant(grant.action(), resolved.text(resource), conditions(grant.condition())))));
        return grants;
    }

    private Map<String, Map<String, String>> conditions(JsonNode element) {
        Map<String, Map<String, String>> conditions = new TreeMap<>();
        element.properties()
                .forEach(operator -> operator.getValue().properties().forEach(test -> conditions
                        .computeIfAbsent(operator.getKey(), word -> new TreeMap<>())
                        .put(test.getKey(), resolved.text(test.getValue()))));
        return conditions;
    }

    private static String grant(String action, String resource, Map<String, ? extends Map<String, String>> conditions) {
        return action + " on " + resource + " if " + conditions;
    }
}
