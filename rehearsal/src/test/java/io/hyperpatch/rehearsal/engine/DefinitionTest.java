package io.hyperpatch.rehearsal.engine;

import static io.hyperpatch.rehearsal.engine.Bench.json;
import static io.hyperpatch.rehearsal.engine.Bench.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionTest {
    private static void refused(JsonNode definition, String pointer, String why) {
        assertThatThrownBy(() -> StateMachine.parse("m", definition))
                .isInstanceOfSatisfying(
                        InvalidStateMachine.class, e -> assertThat(e.pointer()).isEqualTo(pointer))
                .hasMessageContaining(why);
    }

    @Test
    void refusesAMachineWithoutJsonata() {
        refused(json("{'StartAt': 'A', 'States': {'A': {'Type': 'Pass', 'End': true}}}"), "", "JSONata");
        refused(
                json("{'QueryLanguage': 'JSONPath', 'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}}"),
                "/QueryLanguage",
                "JSONata");
        refused(
                machine("A", "'A': {'Type': 'Pass', 'QueryLanguage': 'JSONPath', 'End': true}"),
                "/States/A/QueryLanguage",
                "JSONata");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        'InputPath': '$.x'                                          | /States/A/InputPath         | JSONPath
        'ResultPath': '$.x'                                         | /States/A/ResultPath        | JSONPath
        'OutputPath': '$.x'                                         | /States/A/OutputPath        | JSONPath
        'Parameters': {}                                            | /States/A/Parameters        | JSONPath
        'Result': {}                                                | /States/A/Result            | JSONPath
        'Output': {'a.$': '$.x'}                                    | /States/A/Output/a.$        | JSONPath
        'Outputs': {}                                               | /States/A/Outputs           | not a field
        'Retry': []                                                 | /States/A/Retry             | not a field
        'Output': '{% 1 + %}'                                       | /States/A/Output            | not JSONata
        'Output': ' {% 1 %}'                                        | /States/A/Output            | begins with
        'Output': '{% 1 %} '                                        | /States/A/Output            | begins with
        'Output': {'a': ['{% $nowhere %}']}                         | /States/A/Output/a/0        | $nowhere
        'Output': '{% $nofunction(1) %}'                            | /States/A/Output            | $nofunction
        'Output': '{% $eval(1) %}'                                  | /States/A/Output            | $parse
        'Output': '{% $$ %}'                                        | /States/A/Output            | $states.input
        'Output': '{% $states.result %}'                            | /States/A/Output            | $states.result
        'Output': '{% $states.errorOutput %}'                       | /States/A/Output            | errorOutput
        'Output': '{% $states.inputs %}'                            | /States/A/Output            | $states.inputs
        'Assign': {'states': 1}                                     | /States/A/Assign/states     | no name
        'Assign': {'a-b': 1}                                        | /States/A/Assign/a-b        | no name
        'Assign': 1                                                 | /States/A/Assign            | object
        """)
    void refusesInAPass(String field, String pointer, String why) {
        refused(machine("A", "'A': {'Type': 'Pass', 'End': true, " + field + "}"), pointer, why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        'Resource': 'arn:aws:lambda:eu-central-1:1:function:f'                 | /States/A/Resource         | integration
        'Resource': 'arn:aws:states:::lambda:invoke.waitForever'               | /States/A/Resource         | integration
        'TimeoutSeconds': 0                                                    | /States/A/TimeoutSeconds   | whole number
        'TimeoutSeconds': 1.5                                                  | /States/A/TimeoutSeconds   | whole number
        'HeartbeatSeconds': 5                                                  | /States/A/HeartbeatSeconds | token
        'Arguments': {'FunctionName': 'f', 'payload': 1}                       | /States/A/Arguments/payload | not a field
        'Arguments': {'Payload': 1}                                            | /States/A/Arguments        | FunctionName
        'Retry': [{'ErrorEquals': []}]                                         | /States/A/Retry/0/ErrorEquals | non-empty
        'Retry': [{'ErrorEquals': ['States.Nothing']}]                         | /States/A/Retry/0/ErrorEquals | reserved
        'Retry': [{'ErrorEquals': ['States.ALL', 'E']}]                        | /States/A/Retry/0/ErrorEquals | alone
        'Retry': [{'ErrorEquals': ['States.ALL']}, {'ErrorEquals': ['E']}]     | /States/A/Retry/0/ErrorEquals | last
        'Retry': [{'ErrorEquals': ['E'], 'BackoffRate': 0.5}]                  | /States/A/Retry/0/BackoffRate | at least 1
        'Retry': [{'ErrorEquals': ['E'], 'JitterStrategy': 'HALF'}]            | /States/A/Retry/0/JitterStrategy | FULL
        'Retry': [{'ErrorEquals': ['E'], 'MaxDelaySeconds': 1}]                | /States/A/Retry/0/MaxDelaySeconds | greater
        'Retry': [{'ErrorEquals': ['E'], 'Delay': 1}]                          | /States/A/Retry/0/Delay    | not a field
        'Catch': [{'ErrorEquals': ['E'], 'Next': 'Nowhere'}]                   | /States/A                  | Nowhere
        'Catch': [{'ErrorEquals': ['E'], 'Next': 'A', 'ResultPath': '$'}]      | /States/A/Catch/0/ResultPath | JSONPath
        'Catch': [{'ErrorEquals': ['E'], 'Next': 'A', 'Output': '{% $states.result %}'}] | /States/A/Catch/0/Output | result
        """)
    void refusesInATask(String field, String pointer, String why) {
        String resource = field.contains("Resource") ? "" : "'Resource': 'arn:aws:states:::lambda:invoke',";
        String arguments = field.contains("Arguments") ? "" : "'Arguments': {'FunctionName': 'f'},";
        refused(machine("A", "'A': {'Type': 'Task'," + resource + arguments + field + ", 'End': true}"), pointer, why);
    }

    @Test
    void refusesWhatLeadsNowhereOrIsNeverReached() {
        refused(machine("B", "'A': {'Type': 'Succeed'}"), "/StartAt", "B");
        refused(machine("A", "'A': {'Type': 'Pass', 'Next': 'B'}"), "/States/A", "B");
        refused(machine("A", "'A': {'Type': 'Succeed'}, 'B': {'Type': 'Succeed'}"), "/States/B", "never reached");
        refused(machine("A", "'A': {'Type': 'Pass'}"), "/States/A", "Next");
        refused(machine("A", "'A': {'Type': 'Pass', 'Next': 'A', 'End': true}"), "/States/A", "either");
        refused(machine("A", "'A': {'Type': 'Sleep'}"), "/States/A/Type", "Sleep");
    }

    @Test
    void refusesAChoiceThatIsIncompleteOrOfTheOtherDialect() {
        String end = ", 'B': {'Type': 'Succeed'}";
        refused(
                machine("A", "'A': {'Type': 'Choice', 'Choices': [{'Condition': '{% true %}', 'Next': 'B'}]}" + end),
                "/States/A",
                "Default");
        refused(
                machine("A", "'A': {'Type': 'Choice', 'Default': 'B', 'Choices': []}" + end),
                "/States/A/Choices",
                "non-empty");
        refused(
                machine(
                        "A",
                        "'A': {'Type': 'Choice', 'Default': 'B', 'Choices': [{'Variable': '$.a', 'IsNull': true,"
                                + " 'Next': 'B'}]}" + end),
                "/States/A/Choices/0/Variable",
                "JSONPath");
        refused(
                machine(
                        "A",
                        "'A': {'Type': 'Choice', 'Default': 'B', 'Choices': [{'Condition': 'yes', 'Next': 'B'}]}"
                                + end),
                "/States/A/Choices/0/Condition",
                "expression");
    }

    @Test
    void refusesAWaitWithoutAnEnd() {
        refused(machine("A", "'A': {'Type': 'Wait', 'End': true}"), "/States/A", "one of");
        refused(machine("A", "'A': {'Type': 'Wait', 'Seconds': -1, 'End': true}"), "/States/A/Seconds", "whole");
        refused(machine("A", "'A': {'Type': 'Wait', 'Timestamp': 'soon', 'End': true}"), "/States/A/Timestamp", "soon");
    }

    @Test
    void refusesThatAnInnerFlowAssignsAnOuterVariable() {
        String inner = "{'StartAt': 'I', 'States': {'I': {'Type': 'Pass', 'Assign': {'x': 1}, 'End': true}}}";
        refused(
                machine(
                        "A",
                        "'A': {'Type': 'Pass', 'Assign': {'x': 0}, 'Next': 'P'}, 'P': {'Type': 'Parallel', 'End': true,"
                                + " 'Branches': [" + inner + "]}"),
                "/States/P/Branches/0/States/I/Assign/x",
                "read-only");
    }

    @Test
    void refusesThatAnOuterFlowReadsAnInnerVariable() {
        String inner = "{'StartAt': 'I', 'States': {'I': {'Type': 'Pass', 'Assign': {'x': 1}, 'End': true}}}";
        refused(
                machine(
                        "P",
                        "'P': {'Type': 'Parallel', 'Branches': [" + inner + "], 'Next': 'A'},"
                                + " 'A': {'Type': 'Pass', 'Output': '{% $x %}', 'End': true}"),
                "/States/A/Output",
                "$x");
    }

    @Test
    void refusesStateNamesUsedTwice() {
        String inner = "{'StartAt': 'P', 'States': {'P': {'Type': 'Succeed'}}}";
        refused(
                machine("P", "'P': {'Type': 'Parallel', 'Branches': [" + inner + "], 'End': true}"),
                "/States/P/Branches/0/States/P",
                "once");
    }

    @Test
    void refusesDistributedMaps() {
        refused(machine("A", """
                    'A': {'Type': 'Map', 'End': true, 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED'},
                      'StartAt': 'I', 'States': {'I': {'Type': 'Succeed'}}}}
                    """.replace("\n", " ")), "/States/A/ItemProcessor/ProcessorConfig/Mode", "INLINE");
    }

    @Test
    void refusesAnIntegrationThatIsNotRegistered() {
        StateMachine machine = StateMachine.parse(
                "m", machine("A", "'A': {'Type': 'Task', 'Resource': 'arn:aws:states:::sns:publish', 'End': true}"));
        assertThatThrownBy(() -> new Bench().engine.define(machine))
                .isInstanceOf(InvalidStateMachine.class)
                .hasMessageContaining("sns:publish");
    }

    @Test
    void putsValuesInThePlaceOfPlaceholders() {
        JsonNode definition = machine("A", "'A': {'Type': 'Pass', 'Output': '${Partition}:${Name}', 'End': true}");
        refused(definition, "/States/A/Output", "${Partition}");
        Bench bench = new Bench();
        bench.engine.define(StateMachine.parse("m", definition, Map.of("Partition", "aws", "Name", "x$1")));
        assertThat(Bench.output(bench.run("{}"))).isEqualTo(json("'aws:x$1'"));
    }

    @Test
    void knowsLocalNamesStringsAndRegularExpressionsFromVariables() {
        StateMachine.parse("m", json("""
            {"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Pass", "End": true, "Output":
              "{% ($x := 1; $f := function($y, $z) { $y + $z }; $f($x, 2) & '$nope' & $replace('a', /$no\\\\/pe/, 'b') /* $no */) %}"}}}
            """));
    }

    @Test
    void listsAllStatesWithTheirPlaces() {
        StateMachine machine = StateMachine.parse("m", machine("A", """
            'A': {'Type': 'Parallel', 'End': true, 'Branches': [
              {'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}]}
            """.replace("\n", " ")));
        assertThat(machine.allStates())
                .extracting(state -> state.head().pointer())
                .containsExactly("/States/A", "/States/A/Branches/0/States/B");
    }
}
