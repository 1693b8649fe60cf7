package io.hyperpatch.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.aws.Clients;
import io.hyperpatch.handler.Deployed;
import io.hyperpatch.handler.Environment;
import io.hyperpatch.handler.ProductFunction;
import io.hyperpatch.handler.WatchConfig;
import io.hyperpatch.store.InMemoryStore;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.regions.Region;

/** What the template sets is what the functions read. */
class EnvironmentTest {
    private static final String REGION = "us-west-2";

    private final Synthesized deployment = Synthesized.of(Policies.EXAMPLE);

    private Map<String, String> variables(ProductFunction function) {
        Map<String, String> variables = new TreeMap<>();
        deployment
                .resources("AWS::Lambda::Function")
                .filter(resource -> resource.id().matches("Functions" + function.title() + "Function[0-9A-F]{8}"))
                .findFirst()
                .orElseThrow()
                .properties()
                .at("/Environment/Variables")
                .properties()
                .forEach(variable -> variables.put(variable.getKey(), value(variable.getValue())));
        return variables;
    }

    /** What CloudFormation would put for a reference. */
    private String value(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        Synthesized.Resource target = deployment.target(value);
        return switch (target.type()) {
            case "AWS::SNS::Topic" -> "arn:aws:sns:us-west-2:111122223333:" + target.id();
            case "AWS::StepFunctions::StateMachine" ->
                "arn:aws:states:us-west-2:111122223333:stateMachine:" + target.id();
            default -> target.id();
        };
    }

    @ParameterizedTest
    @EnumSource
    void everyFunctionIsGivenTheVariablesThatItReadsAndNoOther(ProductFunction function) {
        Map<String, String> variables = variables(function);

        assertThat(variables.remove(Functions.SERVICE)).isEqualTo("hyperpatch");
        assertThat(variables.keySet()).isEqualTo(function.variables());
    }

    @ParameterizedTest
    @EnumSource
    void everyFunctionCanBeMadeFromItsVariables(ProductFunction function) {
        Map<String, String> variables = variables(function);
        variables.put(Environment.REGION, REGION);

        Deployed deployed = new Deployed(
                new Environment(variables),
                new Clients(ClientSettings.deployed(Region.of(REGION))),
                new InMemoryStore(),
                Clock.systemUTC());

        assertThat(function.make(deployed)).isInstanceOf(function.handler());
    }

    /** After a start call was made or not, the watch waits for the function's end and the call's: neither may be told shorter. */
    @Test
    void theWatchKnowsHowLongTheStartFunctionMayTake() {
        int timeout = deployment
                .resources("AWS::Lambda::Function")
                .filter(resource -> resource.id().startsWith("FunctionsStartUpdateFunction"))
                .findFirst()
                .orElseThrow()
                .properties()
                .get("Timeout")
                .intValue();

        assertThat(WatchConfig.from(new Environment(variables(ProductFunction.LOOK_AT_UPDATE)))
                        .patience()
                        .functionTimeout())
                .hasSeconds(timeout);
    }
}
