package io.hyperpatch.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkflowsTest {
    private static final Path FOLDER = Synthesized.ROOT.resolve("statemachines");

    private final Synthesized deployment = Synthesized.of(Policies.EXAMPLE);

    static Stream<WorkflowFile> workflows() {
        return WorkflowFile.all(FOLDER).stream();
    }

    private Synthesized.Resource machine(WorkflowFile file) {
        return deployment
                .resources("AWS::StepFunctions::StateMachine")
                .filter(machine -> machine.id().startsWith("Workflows" + WorkflowFile.camel(file.name()) + "Machine"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyFileIsDeployed() {
        assertThat(deployment.resources("AWS::StepFunctions::StateMachine"))
                .hasSize((int) workflows().count())
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void isDeployedAsItStandsInItsFile(WorkflowFile file) throws IOException {
        String key = machine(file).properties().at("/DefinitionS3Location/Key").textValue();

        assertThat(deployment.folder().resolve("asset." + key)).hasSameBinaryContentAs(file.file());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void substitutesEveryPlaceholderAndNoOther(WorkflowFile file) throws IOException {
        Set<String> placeholders = new TreeSet<>();
        for (Matcher found = Pattern.compile("\\$\\{([^}]*)}").matcher(Files.readString(file.file())); found.find(); ) {
            placeholders.add(found.group(1));
        }
        Set<String> substituted = machine(file).properties().get("DefinitionSubstitutions").properties().stream()
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(substituted).isEqualTo(placeholders);
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void isStandardTracedAndLoggedWithoutWhatItHolds(WorkflowFile file) {
        JsonNode is = machine(file).properties();

        assertThat(is.get("StateMachineType").textValue()).isEqualTo("STANDARD");
        assertThat(is.at("/TracingConfiguration/Enabled").booleanValue()).isTrue();
        assertThat(is.at("/LoggingConfiguration/Level").textValue()).isEqualTo("ALL");
        assertThat(is.at("/LoggingConfiguration/IncludeExecutionData").booleanValue())
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void mayInvokeWhatItsFileNamesAndNothingElse(WorkflowFile file) {
        GrantedRole role = GrantedRole.named(deployment, "Workflows" + WorkflowFile.camel(file.name()) + "MachineRole");
        Set<String> invoked = role.of("lambda:InvokeFunction").stream()
                .flatMap(grant -> grant.resources().stream())
                .map(resource -> deployment.target(resource).id().replaceAll("^Functions|Alias[0-9A-F]{8}$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(invoked).isEqualTo(file.functions());

        Set<String> started = role.of("states:StartExecution").stream()
                .flatMap(grant -> grant.resources().stream())
                .map(resource -> deployment.target(resource).id().replaceAll("^Workflows|Machine[0-9A-F]{8}$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(started)
                .isEqualTo(file.children().stream()
                        .map(WorkflowFile::camel)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(role.actions()).allSatisfy(action -> assertThat(action).doesNotContain("*"));
        assertThat(role.of("states:StopExecution")).hasSameSizeAs(file.children());
    }

    /** A state that gives up before its function does would call a late success a failure. */
    @ParameterizedTest
    @MethodSource("workflows")
    void noStateWaitsForAFunctionForLessThanTheFunctionMayTake(WorkflowFile file) throws IOException {
        JsonNode definition = new ObjectMapper().readTree(Files.readString(file.file()));
        for (JsonNode state : definition.findParents("Resource")) {
            String function = state.at("/Arguments/FunctionName").asText();
            boolean answers = state.get("Resource").textValue().equals("arn:aws:states:::lambda:invoke");
            if (answers && function.matches("\\$\\{\\w+}")) {
                int timeout = deployment
                        .resources("AWS::Lambda::Function")
                        .filter(resource -> resource.id()
                                .startsWith("Functions" + function.substring(2, function.length() - 1) + "Function"))
                        .findFirst()
                        .orElseThrow()
                        .properties()
                        .get("Timeout")
                        .intValue();
                assertThat(state.get("TimeoutSeconds").intValue()).as(function).isGreaterThanOrEqualTo(timeout);
            }
        }
    }
}
