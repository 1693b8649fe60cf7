package io.hyperpatch.rehearsal.engine;

import static io.hyperpatch.rehearsal.engine.Bench.error;
import static io.hyperpatch.rehearsal.engine.Bench.json;
import static io.hyperpatch.rehearsal.engine.Bench.machine;
import static io.hyperpatch.rehearsal.engine.Bench.ok;
import static io.hyperpatch.rehearsal.engine.Bench.output;
import static io.hyperpatch.rehearsal.engine.Bench.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Executions as wholes: names, ends, limits, children, and what listeners are told. */
class ExecutionTest {
    private static final String WAIT = "\"A\": {\"Type\": \"Wait\", \"Seconds\": 100, \"End\": true}";
    private final Bench bench = new Bench();

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(EngineError.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    private static String child(String resource, String more) {
        return """
            "Child": {"Type": "Task", "Resource": "arn:aws:states:::states:RESOURCE", "Arguments": {
              "StateMachineArn": "arn:aws:states:eu-central-1:123456789012:stateMachine:child",
              "Name": "{% $states.input.name %}", "Input": {"n": "{% $states.input.n %}"}} MORE}
            """.replace("RESOURCE", resource).replace("MORE", more);
    }

    private String childArn(String name) {
        return bench.engine.executionArn("child", name);
    }

    @Test
    void givesTheRunningExecutionForTheSameNameAndInput() {
        bench.define("A", WAIT);
        String arn = bench.engine.startExecution("m", "one", json("{'x': 1}"));
        assertThat(bench.engine.startExecution("m", "one", json("{'x': 1}"))).isEqualTo(arn);
        refused("ExecutionAlreadyExists", () -> bench.engine.startExecution("m", "one", json("{'x': 2}")));
        bench.runAll();
        refused("ExecutionAlreadyExists", () -> bench.engine.startExecution("m", "one", json("{'x': 1}")));
        bench.clock.runUntil(bench.clock.now().plus(Duration.ofDays(90)));
        bench.engine.startExecution("m", "one", json("{'x': 1}"));
        assertThat(bench.engine.executions()).hasSize(1);
    }

    @Test
    void findsTheExecutionsOfAMachineInSomeStatesTheLastStartedFirst() {
        bench.define("A", WAIT).define("other", machine("C", "'C': {'Type': 'Wait', 'Seconds': 60, 'End': true}"));
        String first = bench.engine.startExecution("m", "first", json("{}"));
        bench.engine.startExecution("other", "second", json("{}"));
        String third = bench.engine.startExecution("m", "third", json("{}"));
        String fourth = bench.engine.startExecution("m", "fourth", json("{}"));
        bench.engine.stopExecution(third, "Enough", "a test");

        String machine = bench.engine.stateMachineArn("m");
        assertThat(bench.engine.latest(machine, Set.of(ExecutionStatus.RUNNING)))
                .extracting(ExecutionView::arn)
                .containsExactly(fourth, first);
        assertThat(bench.engine.latest(machine, Set.of(ExecutionStatus.values())))
                .extracting(ExecutionView::arn)
                .containsExactly(fourth, third, first);
        assertThat(bench.engine.status(third)).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(bench.engine.started()).isEqualTo(4);
    }

    @Test
    void refusesNamesMachinesAndInputsThatTheServiceRefuses() {
        bench.define("A", WAIT);
        for (String name : List.of("", "x".repeat(81), "a b", "a/b", "a:b", "a\u0001")) {
            refused("InvalidName", () -> bench.engine.startExecution("m", name, json("{}")));
        }
        refused("StateMachineDoesNotExist", () -> bench.engine.startExecution("none", "x", json("{}")));
        refused(
                "InvalidExecutionInput",
                () -> bench.engine.startExecution("m", "x", json("'" + "x".repeat(262_143) + "'")));
        refused("ExecutionDoesNotExist", () -> bench.engine.describe("arn:none"));
        assertThat(bench.engine.startExecution("m", "x".repeat(80), json("{}"))).endsWith("x".repeat(80));
    }

    @Test
    void stopsAnExecutionAndWhatItWaitsFor() {
        bench.define("Do", """
            "Do": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "f"},
              "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Do"}], "End": true}
            """);
        String arn = bench.start("{}");
        bench.clock.runUntil(Bench.START.plusSeconds(1));
        bench.engine.stopExecution(arn, "Stop", "enough");
        bench.callbacks.getFirst().succeeded(json("{}"));
        bench.runAll();
        ExecutionView view = bench.engine.describe(arn);
        assertThat(view.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(view.error()).contains("Stop");
        assertThat(types(view)).endsWith("TaskStarted", "ExecutionAborted");
        assertThat(bench.cancelled).isEqualTo(1);
    }

    @Test
    void timesOutAsAWhole() {
        bench.define("m", json("""
            {"QueryLanguage": "JSONata", "TimeoutSeconds": 50, "StartAt": "A", "States": {STATE}}
            """.replace("STATE", WAIT)));
        ExecutionView view = bench.run("{}");
        assertThat(view.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(view.error()).contains("States.Timeout");
        assertThat(bench.elapsed()).isEqualTo(Duration.ofSeconds(50));
        assertThat(types(view)).endsWith("ExecutionTimedOut");
    }

    @Test
    void failsWhenItsHistoryIsFull() {
        bench.define("A", "\"A\": {\"Type\": \"Pass\", \"Next\": \"B\"}, \"B\": {\"Type\": \"Pass\", \"Next\": \"A\"}");
        ExecutionView view = bench.run("{}");
        assertThat(view.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(view.error()).contains("States.Runtime");
        assertThat(view.history()).hasSize(25_000);
        assertThat(view.cause().orElseThrow()).contains("25000");
    }

    @Test
    void takesTheLatencyOfEachTransition() {
        bench.engine.transitionLatency(Duration.ofMillis(20));
        bench.define("A", "\"A\": {\"Type\": \"Pass\", \"Next\": \"B\"}, \"B\": {\"Type\": \"Succeed\"}");
        bench.run("{}");
        assertThat(bench.elapsed()).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void waitsForAChildAndTakesItsOutput() {
        bench.define("child", machine("C", """
            "C": {"Type": "Wait", "Seconds": 60, "Output": {"twice": "{% $states.input.n * 2 %}"}, "End": true}
            """));
        bench.define("Child", child("startExecution.sync:2", ", \"End\": true"));
        ExecutionView view = bench.run("{'name': 'c1', 'n': 4}");
        assertThat(output(view).get("Output")).isEqualTo(json("{'twice': 8}"));
        assertThat(output(view).get("Status").asText()).isEqualTo("SUCCEEDED");
        assertThat(output(view).get("ExecutionArn").asText()).isEqualTo(childArn("c1"));
        assertThat(bench.elapsed()).isEqualTo(Duration.ofSeconds(60));
        assertThat(types(view)).contains("TaskSubmitted");
        assertThat(view.history()).hasSize(2 + 6);
    }

    @Test
    void failsWithTheDescriptionOfAChildThatFailed() {
        bench.define("child", machine("C", "'C': {'Type': 'Fail', 'Error': 'Bad', 'Cause': 'worse'}"));
        bench.define("Child", child("startExecution.sync:2", """
            , "Catch": [{"ErrorEquals": ["States.TaskFailed"], "Next": "Told",
                "Output": "{% $parse($states.errorOutput.Cause) %}"}], "End": true
            """) + ", \"Told\": {\"Type\": \"Succeed\"}");
        ExecutionView view = bench.run("{'name': 'c1', 'n': 4}");
        assertThat(output(view).get("Error").asText()).isEqualTo("Bad");
        assertThat(output(view).get("Cause").asText()).isEqualTo("worse");
        assertThat(output(view).get("Status").asText()).isEqualTo("FAILED");
    }

    @Test
    void stopsTheChildThatItWaitsForWhenItIsStoppedOrTimesOut() {
        bench.define("child", machine("C", "'C': {'Type': 'Wait', 'Seconds': 1000, 'End': true}"));
        bench.define("Child", child("startExecution.sync:2", ", \"TimeoutSeconds\": 100, \"End\": true"));
        String arn = bench.start("{'name': 'stopped', 'n': 4}");
        bench.clock.runUntil(Bench.START.plusSeconds(10));
        bench.engine.stopExecution(arn, null, null);
        assertThat(bench.engine.describe(childArn("stopped")).status()).isEqualTo(ExecutionStatus.ABORTED);
        String other = bench.engine.startExecution("m", "two", json("{'name': 'late', 'n': 4}"));
        bench.runAll();
        assertThat(bench.engine.describe(other).error()).contains("States.Timeout");
        assertThat(bench.engine.describe(childArn("late")).status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(bench.elapsed()).isEqualTo(Duration.ofSeconds(110));
    }

    @Test
    void failsIfTheNameOfTheChildIsTaken() {
        bench.define("child", machine("C", "'C': {'Type': 'Succeed'}"));
        bench.define("Child", child("startExecution.sync:2", ", \"End\": true"));
        bench.engine.startExecution("child", "c1", json("{}"));
        ExecutionView view = bench.run("{'name': 'c1', 'n': 4}");
        assertThat(view.error()).contains("StepFunctions.ExecutionAlreadyExistsException");
        assertThat(view.cause().orElseThrow())
                .contains("Execution Already Exists")
                .contains(childArn("c1"));
    }

    @Test
    void failsWithTheNameThatTheIntegrationGivesToAStartThatFailed() {
        bench.define("child", machine("C", "'C': {'Type': 'Succeed'}"));
        bench.define("Child", child("startExecution.sync:2", ", \"End\": true"));
        bench.engine.startCalls((caller, call, seen) -> {
            assertThat(caller).isEqualTo("m");
            seen.failed(StartCalls.Refusal.undeclared("Rate exceeded", 400, "ThrottlingException"));
        });
        ExecutionView view = bench.run("{'name': 'c1', 'n': 4}");
        assertThat(view.error()).contains("StepFunctions.AWSStepFunctionsException");
        assertThat(view.cause().orElseThrow()).startsWith("Rate exceeded").contains("Error Code: ThrottlingException");
        assertThat(bench.engine.executions()).hasSize(1);
    }

    @Test
    void findsTheChildWhoseStartWasNotAnsweredWhenItTriesAgain() {
        bench.define("child", machine("C", "'C': {'Type': 'Wait', 'Seconds': 60, 'End': true}"));
        bench.define("Child", child("startExecution.sync:2", """
            , "Retry": [{"ErrorEquals": ["StepFunctions.SdkClientException"], "IntervalSeconds": 2}], "End": true
            """));
        List<String> started = new ArrayList<>();
        bench.engine.startCalls((caller, call, seen) -> {
            started.add(call.get());
            if (started.size() == 1) {
                seen.failed(StartCalls.Refusal.noAnswer());
            } else {
                seen.started(started.getLast());
            }
        });
        ExecutionView view = bench.run("{'name': 'c1', 'n': 4}");
        assertThat(output(view).get("Status").asText()).isEqualTo("SUCCEEDED");
        assertThat(started).containsExactly(childArn("c1"), childArn("c1"));
        assertThat(bench.elapsed()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void takesTheOutputOfAChildThatEndedBeforeTheAnswerToItsStartCame() {
        bench.define("child", machine("C", "'C': {'Type': 'Succeed', 'Output': 'early'}"));
        bench.define("Child", child("startExecution.sync:2", ", \"TimeoutSeconds\": 1000, \"End\": true"));
        answersAfterAMinute();
        ExecutionView view = bench.run("{'name': 'c1', 'n': 4}");
        assertThat(output(view).get("Output").asText()).isEqualTo("early");
        assertThat(types(view)).containsSubsequence("TaskSubmitted", "TaskSucceeded");
        assertThat(bench.elapsed()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void failsWithAChildThatFailedBeforeTheAnswerToItsStartCame() {
        bench.define("child", machine("C", "'C': {'Type': 'Fail', 'Error': 'Bad', 'Cause': 'worse'}"));
        bench.define("Child", child("startExecution.sync:2", ", \"TimeoutSeconds\": 1000, \"End\": true"));
        answersAfterAMinute();
        ExecutionView view = bench.run("{'name': 'c1', 'n': 4}");
        assertThat(view.error()).contains("States.TaskFailed");
        assertThat(view.cause().orElseThrow()).contains("worse");
        assertThat(bench.elapsed()).isEqualTo(Duration.ofSeconds(60));
    }

    private void answersAfterAMinute() {
        bench.engine.startCalls((caller, call, seen) -> {
            String arn = call.get();
            bench.clock.after(Duration.ofSeconds(60), () -> seen.started(arn));
        });
    }

    @Test
    void startsAnExecutionWithoutWaitingForIt() {
        bench.define("child", machine("C", "'C': {'Type': 'Wait', 'Seconds': 1000, 'End': true}"));
        bench.define("Child", child("startExecution", ", \"End\": true"));
        String arn = bench.start("{'name': 'c1', 'n': 4}");
        bench.clock.runUntil(Bench.START.plusSeconds(1));
        ExecutionView view = bench.engine.describe(arn);
        assertThat(output(view).get("ExecutionArn").asText()).isEqualTo(childArn("c1"));
        assertThat(view.history()).hasSize(2 + 5);
        assertThat(bench.engine.describe(childArn("c1")).status()).isEqualTo(ExecutionStatus.RUNNING);
    }

    @Test
    void givesChildrenNoVariables() {
        bench.define(
                "child",
                machine(
                        "C",
                        "'C': {'Type': 'Pass', 'Assign': {'v': 1}, 'Next': 'D'},"
                                + "'D': {'Type': 'Pass', 'Output': '{% $exists($w) %}', 'Assign': {'w': 1}, 'End': true}"));
        bench.define(
                "A",
                "\"A\": {\"Type\": \"Pass\", \"Assign\": {\"w\": 5}, \"Next\": \"Child\"},"
                        + child(
                                "startExecution.sync:2",
                                ", \"Output\": \"{% $states.result.Output %}\", \"End\": true"));
        assertThat(output(bench.run("{'name': 'c1', 'n': 4}"))).isEqualTo(json("false"));
    }

    @Test
    void redrivesAFailedExecutionFromTheStateThatFailed() {
        bench.answers(error("Bad"), ok("{}")).define("A", """
            "A": {"Type": "Pass", "Assign": {"kept": 7}, "Next": "Do"},
            "Do": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "f"},
              "Output": "{% $kept %}", "End": true}
            """);
        ExecutionView failed = bench.run("{}");
        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        bench.engine.redriveExecution(failed.arn());
        bench.runAll();
        ExecutionView view = bench.engine.describe(failed.arn());
        assertThat(output(view)).isEqualTo(json("7"));
        assertThat(view.redriveCount()).isEqualTo(1);
        assertThat(types(view)).containsOnlyOnce("PassStateEntered").contains("ExecutionRedriven");
        refused("ExecutionNotRedrivable", () -> bench.engine.redriveExecution(failed.arn()));
    }

    @Test
    void redrivesForFourteenDays() {
        bench.define("A", "\"A\": {\"Type\": \"Fail\"}");
        String arn = bench.run("{}").arn();
        bench.clock.runUntil(Bench.START.plus(Duration.ofDays(15)));
        refused("ExecutionNotRedrivable", () -> bench.engine.redriveExecution(arn));
    }

    @Test
    void tellsListenersEveryEdge() {
        List<String> told = new ArrayList<>();
        bench.engine.listen(new EngineListener() {
            @Override
            public void executionStarted(ExecutionView execution) {
                told.add("started " + execution.status());
            }

            @Override
            public void executionEnded(ExecutionView execution) {
                told.add("ended " + execution.status());
            }

            @Override
            public void stateEntered(StateVisit visit) {
                told.add("entered " + visit.pointer());
            }

            @Override
            public void stateExited(StateVisit visit) {
                told.add("exited " + visit.state());
            }

            @Override
            public void choiceTaken(StateVisit visit, OptionalInt branch) {
                told.add("branch " + branch);
            }

            @Override
            public void retried(StateVisit visit, int retrier, int retry, String error, Duration delay) {
                told.add("retrier " + retrier + " retry " + retry + " " + error + " " + delay);
            }

            @Override
            public void caught(StateVisit visit, int catcher, String error) {
                told.add("catcher " + catcher + " " + error);
            }
        });
        bench.answers(error("E"), error("E")).define("Do", """
            "Do": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "f"},
              "Retry": [{"ErrorEquals": ["X"]}, {"ErrorEquals": ["E"], "MaxAttempts": 1}],
              "Catch": [{"ErrorEquals": ["X"], "Next": "C"}, {"ErrorEquals": ["E"], "Next": "C"}], "Next": "C"},
            "C": {"Type": "Choice", "Default": "S", "Choices": [{"Condition": "{% false %}", "Next": "S"}]},
            "S": {"Type": "Succeed"}
            """);
        bench.run("{}");
        assertThat(told)
                .containsExactly(
                        "started RUNNING",
                        "entered /States/Do",
                        "retrier 1 retry 1 E PT1S",
                        "catcher 1 E",
                        "exited Do",
                        "entered /States/C",
                        "branch OptionalInt.empty",
                        "exited C",
                        "entered /States/S",
                        "exited S",
                        "ended SUCCEEDED");
    }

    @Test
    void runsHundredsOfThousandsOfTransitions() {
        bench.define("A", """
            "A": {"Type": "Pass", "Assign": {"n": "{% $states.input.n %}"}, "Next": "Loop"},
            "Loop": {"Type": "Choice", "Default": "End",
              "Choices": [{"Condition": "{% $n > 0 %}", "Next": "Step", "Assign": {"n": "{% $n - 1 %}"}}]},
            "Step": {"Type": "Wait", "Seconds": 60, "Next": "Loop"},
            "End": {"Type": "Succeed"}
            """);
        for (int i = 0; i < 25; i++) {
            bench.engine.startExecution("m", "r" + i, json("{'n': 4000}"));
        }
        bench.runAll();
        assertThat(bench.engine.executions())
                .allMatch(execution -> execution.status() == ExecutionStatus.SUCCEEDED)
                .allMatch(execution -> execution.transitions() == 8003);
    }
}
