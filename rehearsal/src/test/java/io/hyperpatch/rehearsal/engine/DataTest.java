package io.hyperpatch.rehearsal.engine;

import static io.hyperpatch.rehearsal.engine.Bench.json;
import static io.hyperpatch.rehearsal.engine.Bench.output;
import static io.hyperpatch.rehearsal.engine.Bench.types;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What JSONata expressions see and give, and the states that only handle data. */
class DataTest {
    private final Bench bench = new Bench();

    private static JsonNode pass(String expression) {
        var machine = JsonNodeFactory.instance.objectNode();
        machine.put("QueryLanguage", "JSONata").put("StartAt", "A");
        machine.putObject("States")
                .putObject("A")
                .put("Type", "Pass")
                .put("Output", "{% " + expression + " %}")
                .put("End", true);
        return machine;
    }

    private ExecutionView evaluate(String expression, String input) {
        return bench.define("m", pass(expression)).run(input);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        $states.input.a + 1                          | 2
        $states.input.list[1]                        | 20
        $states.input.list[-1]                       | 30
        $states.input.list                           | [10, 20, 30]
        $states.input.list[$ > 10]                   | [20, 30]
        $states.input.one                            | [5]
        $states.input.objects.k                      | [1, 2]
        $states.input.objects[k = 2].v               | 'b'
        $states.input.objects[v = 'a']               | {'k': 1, 'v': 'a'}
        $states.input.objects[v = 'a'][]             | [{'k': 1, 'v': 'a'}]
        $states.input.none                           | null
        $states.input.none = null                    | true
        $exists($states.input.none)                  | true
        $exists($states.input.missing)               | false
        $states.input.holes                          | [1, null, 3]
        $count($states.input.holes)                  | 3
        $type($states.input.none)                    | 'null'
        $string($states.input.objects[0])            | `'{\\"k\\":1,\\"v\\":\\"a\\"}'`
        {'x': $states.input.missing, 'y': 1}         | {'y': 1}
        {'x': $states.input.none}                    | {'x': null}
        [$states.input.missing]                      | []
        $states.input.a = 1 and $states.input.b      | false
        $states.input.a > 0 ? 'yes' : 'no'           | 'yes'
        $merge([$states.input.o, {'z': 1}])          | {'k': 'v', 'z': 1}
        $map($states.input.list, function($v, $i) { $v * $i }) | [0, 20, 60]
        $reduce($states.input.list, function($x, $y) { $x + $y }) | 60
        $states.input.big                            | 1234567890123
        1 / 4                                        | 0.25
        4 / 2                                        | 2
        $sum($states.input.list) / 3                 | 20
        $join(['a', 'b'], '-')                       | 'a-b'
        $partition([1,2,3,4,5], 2)                   | [[1,2],[3,4],[5]]
        $range(0, 10, 5)                             | [0, 5, 10]
        $range(3, 1, -1)                             | [3, 2, 1]
        $hash('abc', 'SHA-256')                      | 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
        $hash('abc', 'MD5')                          | '900150983cd24fb0d6963f7d28e17f72'
        $parse($states.input.text).k                 | 'v'
        $parse('[1,null]')                           | [1, null]
        $now()                                       | '2026-01-01T00:00:00.000Z'
        $millis()                                    | 1767225600000
        $fromMillis($millis() + 60000)               | '2026-01-01T00:01:00.000Z'
        $toMillis('2026-01-01T00:00:00Z') = $millis() | true
        $random(42) = $random(42)                    | true
        $length($uuid())                             | 36
        $uuid() = $uuid()                            | false
        $sort($shuffle([3,1,2]))                     | [1, 2, 3]
        $contains('abcdef', /c.e/)                   | true
        $states.context.State.Name                   | 'A'
        $states.context.State.EnteredTime            | '2026-01-01T00:00:00.000Z'
        $states.context.State.RetryCount             | 0
        $states.context.Execution.Name               | 'run'
        $states.context.Execution.Input.a            | 1
        $states.context.Execution.StartTime          | '2026-01-01T00:00:00.000Z'
        $states.context.Execution.Id                 | 'arn:aws:states:eu-central-1:123456789012:execution:m:run'
        $states.context.StateMachine.Name            | 'm'
        $states.context.StateMachine.Id              | 'arn:aws:states:eu-central-1:123456789012:stateMachine:m'
        """)
    void evaluates(String expression, String expected) {
        String input = """
            {"a": 1, "b": false, "list": [10, 20, 30], "one": [5], "none": null, "holes": [1, null, 3],
             "objects": [{"k": 1, "v": "a"}, {"k": 2, "v": "b"}], "o": {"k": "v"}, "big": 1234567890123,
             "text": "{\\"k\\": \\"v\\"}"}
            """;
        assertThat(output(evaluate(expression, input))).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        $states.input.missing                | returned nothing (undefined)
        $states.input.a + 'x'                | threw an error during evaluation
        $parse('{')                          | threw an error during evaluation
        $hash('x', 'CRC')                    | threw an error during evaluation
        $partition([1], 0)                   | threw an error during evaluation
        $error('mine')                       | mine
        $uppercase(5)                        | threw an error during evaluation
        function($x) { $x }                  | not JSON
        $                                    | returned nothing (undefined)
        field                                | returned nothing (undefined)
        """)
    void failsToEvaluate(String expression, String why) {
        ExecutionView view = evaluate(expression, "{'a': 1}");
        assertThat(view.error()).contains("States.QueryEvaluationError");
        assertThat(view.cause().orElseThrow())
                .contains("An error occurred while executing the state 'A' (entered at the event id #2).")
                .contains("'" + expression + "' specified for the field 'Output'")
                .contains(why);
        assertThat(types(view)).endsWith("PassStateEntered", "EvaluationFailed", "ExecutionFailed");
    }

    @Test
    void assignsWithTheValuesBeforeTheAssignment() {
        bench.define("A", """
            "A": {"Type": "Pass", "Assign": {"x": 1, "y": 2}, "Next": "B"},
            "B": {"Type": "Pass", "Assign": {"x": "{% $y %}", "y": "{% $x %}"}, "Output": "{% $x %}", "Next": "C"},
            "C": {"Type": "Pass", "Output": ["{% $x %}", "{% $y %}", "{% $states.input %}"], "End": true}
            """);
        ExecutionView view = bench.run("{}");
        assertThat(output(view)).isEqualTo(json("[2, 1, 1]"));
        assertThat(view.history().get(2).details())
                .isEqualTo(json("{'name': 'A', 'output': {}, 'assignedVariables': {'x': 1, 'y': 2}}"));
    }

    @Test
    void passesItsInputOnByDefault() {
        bench.define("A", "\"A\": {\"Type\": \"Pass\", \"Next\": \"B\"}, \"B\": {\"Type\": \"Succeed\"}");
        ExecutionView view = bench.run("{'any': [1, {'deep': null}]}");
        assertThat(output(view)).isEqualTo(json("{'any': [1, {'deep': null}]}"));
        assertThat(types(view))
                .containsExactly(
                        "ExecutionStarted",
                        "PassStateEntered",
                        "PassStateExited",
                        "SucceedStateEntered",
                        "SucceedStateExited",
                        "ExecutionSucceeded");
        assertThat(view.transitions()).isEqualTo(2);
    }

    @Test
    void takesTheFirstBranchThatHoldsWithItsAssignAndOutput() {
        bench.define("A", """
            "A": {"Type": "Choice", "Assign": {"way": "default"}, "Output": "d", "Default": "End", "Choices": [
              {"Condition": "{% $states.input.n > 10 %}", "Next": "End", "Assign": {"way": "big"}, "Output": "b"},
              {"Condition": "{% $states.input.n > 5 %}", "Next": "End", "Assign": {"way": "middle"}}]},
            "End": {"Type": "Succeed", "Output": ["{% $way %}", "{% $states.input %}"]}
            """);
        assertThat(output(bench.run("{'n': 11}"))).isEqualTo(json("['big', 'b']"));
        assertThat(output(run("two", "{'n': 6}"))).isEqualTo(json("['middle', {'n': 6}]"));
        assertThat(output(run("three", "{'n': 1}"))).isEqualTo(json("['default', 'd']"));
        ExecutionView wrong = run("four", "{'n': 'text'}");
        assertThat(wrong.error()).contains("States.QueryEvaluationError");
    }

    private ExecutionView run(String name, String input) {
        String arn = bench.engine.startExecution("m", name, json(input));
        bench.runAll();
        return bench.engine.describe(arn);
    }

    @Test
    void failsOnAConditionThatIsNoBoolean() {
        bench.define("A", """
            "A": {"Type": "Choice", "Default": "End", "Choices": [{"Condition": "{% 1 %}", "Next": "End"}]},
            "End": {"Type": "Succeed"}
            """);
        assertThat(bench.run("{}").cause().orElseThrow()).contains("Expected 'boolean', but was 'number'");
    }

    @Test
    void waitsForSecondsAndUntilInstants() {
        bench.define("A", """
            "A": {"Type": "Wait", "Seconds": 10, "Next": "B"},
            "B": {"Type": "Wait", "Seconds": "{% $states.input.s %}", "Next": "C"},
            "C": {"Type": "Wait", "Timestamp": "{% $states.input.t %}", "Next": "D"},
            "D": {"Type": "Wait", "Timestamp": "2020-01-01T00:00:00+02:00", "End": true}
            """);
        ExecutionView view = bench.run("{'s': 20, 't': '2026-01-01T01:00:00Z'}");
        assertThat(view.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(bench.elapsed()).isEqualTo(Duration.ofHours(1));
        assertThat(view.history()).hasSize(2 + 4 * 2);
    }

    @ParameterizedTest
    @CsvSource({"'{\"s\": -1}'", "'{\"s\": 1.5}'", "'{\"s\": \"5\"}'", "'{}'"})
    void failsOnSecondsThatAreNoWholeNumber(String input) {
        bench.define("A", "\"A\": {\"Type\": \"Wait\", \"Seconds\": \"{% $states.input.s %}\", \"End\": true}");
        assertThat(bench.run(input).error()).contains("States.QueryEvaluationError");
    }

    @Test
    void failsWithItsErrorAndCause() {
        bench.define("A", "\"A\": {\"Type\": \"Fail\", \"Error\": \"{% $states.input.e %}\", \"Cause\": \"constant\"}");
        ExecutionView view = bench.run("{'e': 'Mine'}");
        assertThat(view.error()).contains("Mine");
        assertThat(view.cause()).contains("constant");
        assertThat(types(view)).containsExactly("ExecutionStarted", "FailStateEntered", "ExecutionFailed");
    }

    @Test
    void retriesAndCatchesAnExpressionThatFails() {
        bench.answers(Bench.ok("{}"), Bench.ok("{}")).define("Do", """
            "Do": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
              "Arguments": {"FunctionName": "f"}, "Output": "{% $states.result.missing %}",
              "Retry": [{"ErrorEquals": ["States.QueryEvaluationError"], "MaxAttempts": 1}],
              "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}]},
            "Caught": {"Type": "Pass", "Output": "{% $states.input.Error %}", "End": true}
            """);
        assertThat(output(bench.run("{}"))).isEqualTo(json("'States.QueryEvaluationError'"));
        assertThat(bench.requests).hasSize(2);
    }

    @Test
    void readsAVariableThatIsNotAssignedYetAsUndefined() {
        bench.define("A", """
            "A": {"Type": "Pass", "Output": "{% $exists($later) %}", "Next": "B"},
            "B": {"Type": "Pass", "Assign": {"later": 1}, "End": true}
            """);
        assertThat(output(bench.run("{}"))).isEqualTo(json("false"));
    }

    /** An input of half the size that a payload may have. */
    private static String half() {
        return "{'x': '" + "x".repeat(131_072) + "'}";
    }

    @Test
    void refusesAVariableLargerThanItMayBe() {
        bench.define("A", """
            "A": {"Type": "Pass", "Assign": {"x": "{% $states.input.x & $states.input.x %}"}, "End": true}
            """);
        assertThat(bench.run(half()).error()).contains("States.DataLimitExceeded");
    }

    @Test
    void refusesMoreVariablesThanAnExecutionMayHold() {
        StringBuilder states = new StringBuilder();
        for (int i = 0; i < 81; i++) {
            states.append("\"S%d\": {\"Type\": \"Pass\", \"Assign\": {\"v%d\": \"{{ $states.input.x }}\"}, %s},"
                    .formatted(i, i, i == 80 ? "\"End\": true" : "\"Next\": \"S" + (i + 1) + "\""));
        }
        states.setLength(states.length() - 1);
        bench.define("S0", states.toString().replace("{{", "{%").replace("}}\"", "%}\""));
        ExecutionView view = bench.run(half());
        assertThat(view.error()).contains("States.DataLimitExceeded");
        assertThat(view.transitions()).isEqualTo(80);
    }

    @Test
    void refusesAnOutputLargerThanAPayloadMayBe() {
        assertThat(evaluate("[$states.input.x, $states.input.x]", half()).error())
                .contains("States.DataLimitExceeded");
    }

    @Test
    void countsTextInBytesAsJsonHoldsIt() {
        String text = "ä€😀\"\\\n\u0001";
        assertThat(Values.size(text)).isEqualTo(2 + 2 + 3 + 4 + 2 + 2 + 2 + 6);
        assertThat(Values.size(Values.of(json("{'a': [1, null, true], 'b': {}}"))))
                .isEqualTo(26);
    }

    @Test
    void givesTheSameRandomNumbersForTheSameSeed() {
        String first = output(evaluate("[$uuid(), $random(), $shuffle([1..50])]", "{}"))
                .toString();
        Bench other = new Bench();
        String second = output(other.define("m", pass("[$uuid(), $random(), $shuffle([1..50])]"))
                        .run("{}"))
                .toString();
        assertThat(first).isEqualTo(second);
    }
}
