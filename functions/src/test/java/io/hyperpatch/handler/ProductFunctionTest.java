package io.hyperpatch.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.hyperpatch.proof.aws.ResumableReads;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the list of functions says is what each of them is and needs. */
class ProductFunctionTest {
    static final Map<String, String> VARIABLES = Map.ofEntries(
            Map.entry(StoreConfig.TABLE_NAME, "hyperpatch"),
            Map.entry(AdmissionConfig.POLICY_PARAMETER, "/hyperpatch/policy"),
            Map.entry(ReportConfig.TOPIC_ARN, "arn:aws:sns:us-east-1:123456789012:hyperpatch"),
            Map.entry(ReportConfig.EVENT_BUS, "default"),
            Map.entry(WatchConfig.START_TIMEOUT, "PT2M"),
            Map.entry(WatchConfig.API_TIMEOUT, "PT30S"),
            Map.entry(WatchConfig.SETTLING_TIME, "PT5M"),
            Map.entry(WatchConfig.SILENCE, "PT1H"),
            Map.entry(JanitorConfig.PATCH_CLUSTER, machine("patch-cluster")),
            Map.entry(JanitorConfig.PATCH_FLEET, machine("patch-fleet")),
            Map.entry(JanitorConfig.RECONCILE, machine("reconcile")),
            Map.entry(ReturnConfig.GROUP, "hyperpatch"),
            Map.entry(ReturnConfig.ROLE, "arn:aws:iam::123456789012:role/hyperpatch-returns"),
            Map.entry(ReturnConfig.DEAD_LETTERS, "arn:aws:sqs:us-east-1:123456789012:hyperpatch-dead-letters"));

    private static String machine(String name) {
        return "arn:aws:states:us-east-1:123456789012:stateMachine:" + name;
    }

    @ParameterizedTest
    @EnumSource
    void isMadeFromItsOwnVariables(ProductFunction function) {
        assertThat(function.make(Deployed.in(environment(function, "none")))).isInstanceOf(function.handler());
    }

    @Test
    void leavesAThirdOfItsTimeToAFunctionThatReadsNodes() {
        assertThat(ResumableReads.TIME.multipliedBy(3)).isEqualTo(ProductFunction.LONG_TIMEOUT.multipliedBy(2));
    }

    @ParameterizedTest
    @EnumSource
    void namesEachVariableThatIsMissing(ProductFunction function) {
        for (String variable : function.variables()) {
            assertThatThrownBy(() -> function.make(Deployed.in(environment(function, variable))))
                    .as(variable)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(variable);
        }
        assertThatThrownBy(() -> Deployed.in(environment(function, Environment.REGION)))
                .hasMessageContaining(Environment.REGION);
    }

    @Test
    void listsEveryFunctionThereIs() {
        Set<String> classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.hyperpatch").stream()
                        .filter(type -> type.isAssignableTo(JsonFunction.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());

        assertThat(Arrays.stream(ProductFunction.values())
                        .map(function -> function.handler().getName()))
                .containsExactlyInAnyOrderElementsOf(classes);
        assertThat(Arrays.stream(ProductFunction.values()).map(ProductFunction::title))
                .doesNotHaveDuplicates();
    }

    private static Environment environment(ProductFunction function, String without) {
        Map<String, String> variables = new HashMap<>(VARIABLES);
        variables.keySet().retainAll(function.variables());
        variables.put(Environment.REGION, "us-east-1");
        variables.remove(without);
        return new Environment(variables);
    }
}
