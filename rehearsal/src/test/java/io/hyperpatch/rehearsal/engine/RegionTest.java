package io.hyperpatch.rehearsal.engine;

import static io.hyperpatch.rehearsal.engine.Bench.error;
import static io.hyperpatch.rehearsal.engine.Bench.json;
import static io.hyperpatch.rehearsal.engine.Bench.ok;
import static io.hyperpatch.rehearsal.engine.Bench.output;
import static io.hyperpatch.rehearsal.engine.Bench.types;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Map and Parallel. */
class RegionTest {
    private static final String CAUGHT = ", \"Caught\": {\"Type\": \"Pass\", \"End\": true}";
    private final Bench bench = new Bench();

    private static String map(String fields, String states) {
        return """
            "M": {"Type": "Map", "Items": "{% $states.input.items %}", FIELDS
              "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, "StartAt": "I", "States": {STATES}}, "End": true}
            """.replace("FIELDS", fields).replace("STATES", states);
    }

    private static String parallel(String fields, String... branches) {
        String all = String.join(",", branches);
        return "\"P\": {\"Type\": \"Parallel\", " + fields + " \"Branches\": [" + all + "], \"End\": true}";
    }

    private static String branch(String start, String states) {
        return "{\"StartAt\": \"" + start + "\", \"States\": {" + states + "}}";
    }

    @Test
    void mapsEachItemInOrder() {
        bench.define(
                "M", map("", "\"I\": {\"Type\": \"Pass\", \"Output\": \"{% $states.input * 2 %}\", \"End\": true}"));
        ExecutionView view = bench.run("{'items': [1, 2, 3]}");
        assertThat(output(view)).isEqualTo(json("[2, 4, 6]"));
        assertThat(types(view))
                .startsWith("ExecutionStarted", "MapStateEntered", "MapStateStarted")
                .endsWith("MapIterationSucceeded", "MapStateSucceeded", "MapStateExited", "ExecutionSucceeded");
        assertThat(view.history()).hasSize(2 + 4 + 3 * (2 + 2));
        assertThat(view.transitions()).isEqualTo(4);
    }

    @Test
    void selectsWhatEachIterationGetsAndShowsTheItemInside() {
        bench.define("M", map("""
            "ItemSelector": {"v": "{% $states.context.Map.Item.Value %}", "n": "{% $states.input.n %}"},
            """, """
            "I": {"Type": "Pass", "Output": ["{% $states.input %}", "{% $states.context.Map.Item.Index %}"], "End": true}
            """));
        assertThat(output(bench.run("{'items': ['a', 'b'], 'n': 7}")))
                .isEqualTo(json("[[{'v': 'a', 'n': 7}, 0], [{'v': 'b', 'n': 7}, 1]]"));
    }

    @Test
    void mapsNothing() {
        bench.define("M", map("", "\"I\": {\"Type\": \"Succeed\"}"));
        assertThat(output(bench.run("{'items': []}"))).isEqualTo(json("[]"));
    }

    @Test
    void failsOnItemsThatAreNoArray() {
        bench.define("M", map("", "\"I\": {\"Type\": \"Succeed\"}"));
        assertThat(bench.run("{'items': 5}").error()).contains("States.QueryEvaluationError");
    }

    @Test
    void runsNoMoreIterationsAtOnceThanAllowed() {
        bench.define("M", map("\"MaxConcurrency\": 2,", "\"I\": {\"Type\": \"Wait\", \"Seconds\": 10, \"End\": true}"));
        bench.run("{'items': [1, 2, 3, 4, 5]}");
        assertThat(bench.elapsed()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void runsAtMostFortyIterationsAtOnce() {
        bench.define("M", map("", "\"I\": {\"Type\": \"Wait\", \"Seconds\": 10, \"End\": true}"));
        bench.run("{'items': " + Collections.nCopies(41, 1) + "}");
        assertThat(bench.elapsed()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void failsWithTheErrorOfAnIterationAndStopsTheOthers() {
        bench.define("M", """
            MAP, "Caught": {"Type": "Pass", "End": true}
            """.replace(
                        "MAP",
                        map("\"Catch\": [{\"ErrorEquals\": [\"Bad\"], \"Next\": \"Caught\"}],", """
            "I": {"Type": "Choice", "Default": "W", "Choices": [{"Condition": "{% $states.input = 2 %}", "Next": "F"}]},
            "F": {"Type": "Fail", "Error": "Bad", "Cause": "two"},
            "W": {"Type": "Wait", "Seconds": 10, "End": true}
            """)
                                .strip()));
        ExecutionView view = bench.run("{'items': [1, 2, 3]}");
        assertThat(output(view)).isEqualTo(json("{'Error': 'Bad', 'Cause': 'two'}"));
        assertThat(bench.elapsed()).isZero();
        assertThat(types(view))
                .contains("MapIterationFailed", "WaitStateAborted", "MapIterationAborted", "MapStateFailed");
    }

    @Test
    void toleratesAsManyFailuresAsAllowed() {
        String flow = """
            "I": {"Type": "Choice", "Default": "S", "Choices": [{"Condition": "{% $states.input > 1 %}", "Next": "F"}]},
            "F": {"Type": "Fail", "Error": "Bad"}, "S": {"Type": "Succeed"}
            """;
        bench.define("M", map("\"ToleratedFailureCount\": 1,", flow));
        assertThat(output(bench.run("{'items': [1, 2]}"))).isEqualTo(json("[1]"));
        Bench more = new Bench();
        more.define("M", map("\"ToleratedFailureCount\": 1,", flow));
        assertThat(more.run("{'items': [1, 2, 3]}").error()).contains("States.ExceedToleratedFailureThreshold");
        Bench percentage = new Bench();
        percentage.define("M", map("\"ToleratedFailurePercentage\": 40,", flow));
        assertThat(percentage.run("{'items': [1, 2]}").error()).contains("States.ExceedToleratedFailureThreshold");
    }

    @Test
    void retriesAMapAsAWhole() {
        bench.answers(ok("1"), error("Bad"), ok("1"), ok("2"))
                .define("M", map("\"Retry\": [{\"ErrorEquals\": [\"Bad\"]}],", """
                    "I": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                      "Arguments": {"FunctionName": "f"}, "End": true}
                    """));
        assertThat(output(bench.run("{'items': [1, 2]}"))).isEqualTo(json("[1, 2]"));
        assertThat(bench.requests).hasSize(4);
    }

    @Test
    void runsBranchesAtOnceAndGivesTheirOutputsInOrder() {
        bench.define(
                "P",
                parallel(
                        "\"Arguments\": {\"k\": \"{% $states.input.n %}\"}, \"Assign\": {\"all\": \"{% $states.result %}\"},"
                                + " \"Output\": \"{% $states.result[1] %}\",",
                        branch("A", "\"A\": {\"Type\": \"Wait\", \"Seconds\": 10, \"End\": true}"),
                        branch("B", "\"B\": {\"Type\": \"Wait\", \"Seconds\": 5, \"Output\": \"b\", \"End\": true}")));
        ExecutionView view = bench.run("{'n': 1}");
        assertThat(output(view)).isEqualTo(json("'b'"));
        assertThat(view.history().get(view.history().size() - 2).details().at("/assignedVariables/all"))
                .isEqualTo(json("[{'k': 1}, 'b']"));
        assertThat(bench.elapsed()).isEqualTo(Duration.ofSeconds(10));
        assertThat(view.history()).hasSize(2 + 4 + 2 * 2);
    }

    @Test
    void failsWithTheErrorOfABranchAndStopsTheOthers() {
        bench.define(
                "P",
                parallel(
                                "\"Catch\": [{\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"Caught\"}],",
                                branch("T", """
                    "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                      "Arguments": {"FunctionName": "f"}, "End": true}
                    """),
                                branch("B", """
                    "B": {"Type": "Wait", "Seconds": 5, "Next": "C"}, "C": {"Type": "Fail", "Error": "Bad"}
                    """))
                        + CAUGHT);
        ExecutionView view = bench.run("{}");
        assertThat(output(view)).isEqualTo(json("{'Error': 'Bad'}"));
        assertThat(bench.elapsed()).isEqualTo(Duration.ofSeconds(5));
        assertThat(bench.cancelled).isEqualTo(1);
        assertThat(types(view)).containsSubsequence("FailStateEntered", "TaskStateAborted", "ParallelStateFailed");
    }

    @Test
    void readsOuterVariablesInsideAndKeepsInnerOnesInside() {
        String inner = """
            "S1": {"Type": "Pass", "Assign": {"mine": "{% $outer + $states.input %}"}, "Next": "S2"},
            "S2": {"Type": "Pass", "Output": "{% $mine %}", "End": true}
            """.replace("S1", "I");
        bench.define("A", """
            "A": {"Type": "Pass", "Assign": {"outer": 10}, "Next": "M"}, MAP
            """.replace("MAP", map("", inner)));
        assertThat(output(bench.run("{'items': [1, 2]}"))).isEqualTo(json("[11, 12]"));
    }
}
