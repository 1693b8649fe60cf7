package io.hyperpatch.rehearsal.engine;

import static io.hyperpatch.rehearsal.engine.Bench.error;
import static io.hyperpatch.rehearsal.engine.Bench.json;
import static io.hyperpatch.rehearsal.engine.Bench.output;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Examples of the Step Functions developer guide, in JSONata, with the results that it states. */
class AwsExamplesTest {
    private final Bench bench = new Bench();

    /** "Transforming data with JSONata": literals, the input, and a variable; what is not delimited stays text. */
    @Test
    void transformsArgumentsWithInputAndVariables() {
        bench.answers((request, callback) ->
                        callback.succeeded(request.arguments().get("Payload")))
                .define("Name", """
            "Name": {"Type": "Pass", "Assign": {"customerName": "María"}, "Next": "Greet"},
            "Greet": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
              "Arguments": {"FunctionName": "f", "Payload": {"static": "Hello", "title": "{% $states.input.title %}",
                "name": "{% $customerName %}", "not-evaluated": "$customerName"}}}
            """);
        assertThat(output(bench.run("{'title': 'Doctor'}")))
                .isEqualTo(json(
                        "{'static': 'Hello', 'title': 'Doctor', 'name': 'María', 'not-evaluated': '$customerName'}"));
    }

    /** "Evaluation order in an assign field": all expressions see the values from before. */
    @Test
    void evaluatesAllOfAnAssignBeforeItAssigns() {
        bench.define("First", """
            "First": {"Type": "Pass", "Assign": {"x": 3, "a": 6}, "Next": "Second"},
            "Second": {"Type": "Pass", "Assign": {"x": "{% $a %}", "nextX": "{% $x %}"}, "Next": "Third"},
            "Third": {"Type": "Succeed", "Output": {"x": "{% $x %}", "nextX": "{% $nextX %}"}}
            """);
        assertThat(output(bench.run("{}"))).isEqualTo(json("{'x': 6, 'nextX': 3}"));
    }

    /** "Complex retry scenarios": the first two errors are retried, and so is the third; the fourth goes to the Catch. */
    @Test
    void retriesEachErrorByItsOwnRetrier() {
        bench.answers(error("ErrorA"), error("ErrorB"), error("ErrorC"), error("ErrorB"))
                .define("X", """
            "X": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "f"},
              "Next": "Y",
              "Retry": [{"ErrorEquals": ["ErrorA", "ErrorB"], "IntervalSeconds": 1, "BackoffRate": 2.0, "MaxAttempts": 2},
                        {"ErrorEquals": ["ErrorC"], "IntervalSeconds": 5}],
              "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Z"}]},
            "Y": {"Type": "Fail"}, "Z": {"Type": "Succeed"}
            """);
        assertThat(output(bench.run("{}")).get("Error").asText()).isEqualTo("ErrorB");
        assertThat(bench.requestTimes).extracting(Duration::toSeconds).containsExactly(0L, 1L, 3L, 8L);
    }

    /** "Using a Choice state": a rule per department, and a default that fails. */
    @Test
    void choosesByTypeAndValue() {
        bench.define("Choose", """
            "Choose": {"Type": "Choice", "Default": "Unknown", "Choices": [
              {"Condition": "{% $states.input.type != 'Private' %}", "Next": "Public"},
              {"Condition": "{% $states.input.value >= 20 and $states.input.value < 30 %}", "Next": "ValueInTwenties"}]},
            "Public": {"Type": "Succeed", "Output": "public"},
            "ValueInTwenties": {"Type": "Succeed", "Output": "twenties"},
            "Unknown": {"Type": "Fail", "Cause": "No Matches!"}
            """);
        assertThat(output(bench.run("{'type': 'Private', 'value': 22}"))).isEqualTo(json("'twenties'"));
        String arn = bench.engine.startExecution("m", "other", json("{'type': 'Private', 'value': 5}"));
        bench.runAll();
        assertThat(bench.engine.describe(arn).cause()).contains("No Matches!");
    }
}
