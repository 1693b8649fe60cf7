package io.hyperpatch.rehearsal.engine;

import static io.hyperpatch.rehearsal.engine.Bench.error;
import static io.hyperpatch.rehearsal.engine.Bench.json;
import static io.hyperpatch.rehearsal.engine.Bench.ok;
import static io.hyperpatch.rehearsal.engine.Bench.output;
import static io.hyperpatch.rehearsal.engine.Bench.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskTest {
    private final Bench bench = new Bench();

    private static String task(String more) {
        return """
            "Do": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
              "Arguments": {"FunctionName": "f", "Payload": {"x": "{% $states.input.x %}"}} MORE}
            """.replace("MORE", more);
    }

    private static String callback(String more) {
        return """
            "Do": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
              "Arguments": {"FunctionName": "f", "Payload": {"token": "{% $states.context.Task.Token %}"}} MORE}
            """.replace("MORE", more);
    }

    private static final String CAUGHT = ", \"Caught\": {\"Type\": \"Pass\", \"End\": true}";

    @Test
    void callsTheIntegrationWithItsArgumentsAndGivesTheResult() {
        bench.answers(ok("{'Payload': {'y': 2}}")).define("Do", task(", \"End\": true"));
        ExecutionView view = bench.run("{'x': 1}");
        assertThat(output(view)).isEqualTo(json("{'Payload': {'y': 2}}"));
        assertThat(bench.requests.getFirst().arguments()).isEqualTo(json("{'FunctionName': 'f', 'Payload': {'x': 1}}"));
        assertThat(types(view))
                .containsExactly(
                        "ExecutionStarted",
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSucceeded",
                        "TaskStateExited",
                        "ExecutionSucceeded");
        assertThat(view.transitions()).isEqualTo(1);
    }

    @Test
    void assignsAndGivesOutputFromTheResult() {
        bench.answers(ok("{'Payload': {'y': 2}}"))
                .define(
                        "Do",
                        task("""
                            , "Assign": {"y": "{% $states.result.Payload.y %}"},
                              "Output": {"in": "{% $states.input.x %}", "out": "{% $states.result.Payload.y %}"},
                              "Next": "See"
                            """)
                                + ", \"See\": {\"Type\": \"Pass\", \"End\": true,"
                                + " \"Output\": [\"{% $y %}\", \"{% $states.input %}\"]}");
        assertThat(output(bench.run("{'x': 1}"))).isEqualTo(json("[2, {'in': 1, 'out': 2}]"));
    }

    @Test
    void failsTheExecutionWithTheErrorOfTheTask() {
        bench.answers(error("Boom")).define("Do", task(", \"End\": true"));
        ExecutionView view = bench.run("{'x': 1}");
        assertThat(view.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(view.error()).contains("Boom");
        assertThat(view.cause()).contains("because");
        assertThat(types(view)).endsWith("TaskStarted", "TaskFailed", "ExecutionFailed");
    }

    @Test
    void triesAgainWithGrowingIntervalsUpToTheMaximumDelay() {
        bench.answers(error("E"), error("E"), error("E"), error("E"), ok("{}")).define("Do", task("""
                            , "Retry": [{"ErrorEquals": ["E"], "IntervalSeconds": 2, "BackoffRate": 3, "MaxAttempts": 4,
                                "MaxDelaySeconds": 10}], "End": true
                            """));
        ExecutionView view = bench.run("{'x': 1}");
        assertThat(view.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(bench.requestTimes).extracting(Duration::toSeconds).containsExactly(0L, 2L, 8L, 18L, 28L);
        assertThat(view.transitions()).isEqualTo(5);
        assertThat(view.history()).hasSize(2 + 5 + 4 * 3);
    }

    @Test
    void countsAttemptsForEachRetrierAndThenGoesToTheCatcher() {
        bench.answers(error("A"), error("B"), error("A"), error("A"), error("A"))
                .define("Do", task("""
                            , "Retry": [{"ErrorEquals": ["A"], "MaxAttempts": 2}, {"ErrorEquals": ["States.ALL"]}],
                              "Catch": [{"ErrorEquals": ["Other"], "Next": "Caught"},
                                        {"ErrorEquals": ["States.ALL"], "Next": "Caught"}], "End": true
                            """) + CAUGHT);
        ExecutionView view = bench.run("{'x': 1}");
        assertThat(output(view)).isEqualTo(json("{'Error': 'A', 'Cause': 'because'}"));
        assertThat(bench.requests).hasSize(4);
    }

    @Test
    void waitsAnyTimeUpToTheIntervalWithFullJitter() {
        bench.answers(error("E"), error("E"), error("E"), ok("{}")).define("Do", task("""
                            , "Retry": [{"ErrorEquals": ["E"], "IntervalSeconds": 1000, "BackoffRate": 1,
                                "JitterStrategy": "FULL"}], "End": true
                            """));
        bench.run("{'x': 1}");
        assertThat(bench.elapsed()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2999));
        assertThat(bench.requestTimes).doesNotHaveDuplicates();
    }

    @Test
    void tellsTheRetryCountInTheContext() {
        bench.answers(error("E"), ok("{}")).define("Do", """
                    "Do": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
                      "Arguments": {"FunctionName": "f", "Payload": "{% $states.context.State.RetryCount %}"},
                      "Retry": [{"ErrorEquals": ["States.TaskFailed"]}]}
                    """);
        bench.run("{}");
        assertThat(bench.requests)
                .extracting(each -> each.arguments().get("Payload").intValue())
                .containsExactly(0, 1);
    }

    @Test
    void catchesWithItsOwnAssignAndOutput() {
        bench.answers(error("E"))
                .define(
                        "Do",
                        task("""
                            , "Assign": {"failed": false},
                              "Catch": [{"ErrorEquals": ["E"], "Next": "See", "Assign": {"failed": true},
                                "Output": {"why": "{% $states.errorOutput.Cause %}"}}], "Next": "See"
                            """)
                                + ", \"See\": {\"Type\": \"Pass\", \"End\": true,"
                                + " \"Output\": [\"{% $failed %}\", \"{% $states.input.why %}\"]}");
        ExecutionView view = bench.run("{'x': 1}");
        assertThat(output(view)).isEqualTo(json("[true, 'because']"));
        assertThat(types(view)).contains("TaskFailed", "TaskStateExited");
    }

    @Test
    void timesOutAfterTimeoutSeconds() {
        bench.define("Do", task("""
                    , "TimeoutSeconds": 30, "Catch": [{"ErrorEquals": ["States.TaskFailed"], "Next": "Wrong"},
                       {"ErrorEquals": ["States.Timeout"], "Next": "Caught"}], "End": true
                    """) + CAUGHT + ", \"Wrong\": {\"Type\": \"Fail\"}");
        ExecutionView view = bench.run("{'x': 1}");
        assertThat(output(view)).isEqualTo(json("{'Error': 'States.Timeout'}"));
        assertThat(bench.elapsed()).isEqualTo(Duration.ofSeconds(30));
        assertThat(types(view)).contains("TaskTimedOut");
        assertThat(bench.cancelled).isEqualTo(1);
    }

    @Test
    void takesTheTimeoutFromAnExpression() {
        bench.define("Do", task(", \"TimeoutSeconds\": \"{% $states.input.x * 2 %}\", \"End\": true"));
        assertThat(bench.run("{'x': 21}").error()).contains("States.Timeout");
        assertThat(bench.elapsed()).isEqualTo(Duration.ofSeconds(42));
    }

    @Test
    void ignoresAnAnswerThatComesAfterTheTimeout() {
        bench.define(
                "Do",
                task(", \"TimeoutSeconds\": 30, \"End\": true,"
                                + " \"Catch\": [{\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"Caught\"}]")
                        + CAUGHT);
        bench.clock.after(
                Duration.ofSeconds(31), () -> bench.callbacks.getFirst().succeeded(json("{'late': true}")));
        assertThat(output(bench.run("{'x': 1}"))).isEqualTo(json("{'Error': 'States.Timeout'}"));
    }

    @Test
    void waitsForItsTokenToComeBack() {
        bench.answers(ok("{'accepted': true}")).define("Do", callback(", \"End\": true"));
        String arn = bench.start("{}");
        bench.clock.runUntil(Bench.START.plusSeconds(3600));
        assertThat(bench.engine.describe(arn).status()).isEqualTo(ExecutionStatus.RUNNING);
        String token = bench.requests.getFirst().taskToken().orElseThrow();
        assertThat(bench.requests.getFirst().arguments().at("/Payload/token").asText())
                .isEqualTo(token);
        bench.engine.sendTaskSuccess(token, json("{'done': 1}"));
        bench.runAll();
        ExecutionView view = bench.engine.describe(arn);
        assertThat(output(view)).isEqualTo(json("{'done': 1}"));
        assertThat(types(view))
                .containsExactly(
                        "ExecutionStarted",
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSubmitted",
                        "TaskSucceeded",
                        "TaskStateExited",
                        "ExecutionSucceeded");
    }

    @Test
    void failsWithTheErrorSentForItsToken() {
        bench.answers(ok("{}")).define("Do", callback(", \"End\": true"));
        String arn = bench.start("{}");
        bench.runAll();
        bench.engine.sendTaskFailure(bench.requests.getFirst().taskToken().orElseThrow(), "Mine", "told");
        bench.runAll();
        assertThat(bench.engine.describe(arn).error()).contains("Mine");
        assertThat(bench.engine.describe(arn).cause()).contains("told");
    }

    @Test
    void refusesTokensThatAreUsedTimedOutOrInvented() {
        bench.answers(ok("{}")).define("Do", callback(", \"TimeoutSeconds\": 10, \"End\": true"));
        bench.run("{}");
        String token = bench.requests.getFirst().taskToken().orElseThrow();
        assertThatThrownBy(() -> bench.engine.sendTaskSuccess(token, json("{}")))
                .isInstanceOfSatisfying(
                        EngineError.class, e -> assertThat(e.code()).isEqualTo("TaskTimedOut"));
        assertThatThrownBy(() -> bench.engine.sendTaskHeartbeat("AQB4000000ff0123456789abcdef"))
                .isInstanceOfSatisfying(
                        EngineError.class, e -> assertThat(e.code()).isEqualTo("TaskDoesNotExist"));
        assertThatThrownBy(() -> bench.engine.sendTaskFailure("x", "e", "c"))
                .isInstanceOfSatisfying(
                        EngineError.class, e -> assertThat(e.code()).isEqualTo("InvalidToken"));
    }

    @Test
    void takesATokenOnlyOnce() {
        bench.answers(ok("{}")).define("Do", callback(", \"End\": true"));
        String arn = bench.start("{}");
        bench.runAll();
        String token = bench.requests.getFirst().taskToken().orElseThrow();
        bench.engine.sendTaskSuccess(token, json("1"));
        assertThatThrownBy(() -> bench.engine.sendTaskSuccess(token, json("2"))).isInstanceOf(EngineError.class);
        bench.runAll();
        assertThat(output(bench.engine.describe(arn))).isEqualTo(json("1"));
    }

    @Test
    void timesOutWithoutHeartbeat() {
        bench.answers(ok("{}")).define("Do", callback("""
                            , "HeartbeatSeconds": 60, "TimeoutSeconds": 3600, "End": true,
                              "Catch": [{"ErrorEquals": ["States.HeartbeatTimeout"], "Next": "Caught"}]
                            """) + CAUGHT);
        String arn = bench.start("{}");
        bench.clock.runUntil(Bench.START.plusSeconds(50));
        bench.engine.sendTaskHeartbeat(bench.requests.getFirst().taskToken().orElseThrow());
        bench.runAll();
        assertThat(bench.elapsed()).isEqualTo(Duration.ofSeconds(110));
        assertThat(output(bench.engine.describe(arn))).isEqualTo(json("{'Error': 'States.Timeout'}"));
        assertThat(types(bench.engine.describe(arn))).contains("TaskTimedOut");
    }

    @Test
    void failsTheTaskIfTheRequestForACallbackFails() {
        bench.answers(error("Lambda.TooManyRequestsException")).define("Do", callback(", \"End\": true"));
        assertThat(bench.run("{}").error()).contains("Lambda.TooManyRequestsException");
    }

    @Test
    void givesEachAttemptItsOwnToken() {
        bench.answers(ok("{}"), ok("{}"))
                .define(
                        "Do",
                        callback(", \"TimeoutSeconds\": 10, \"End\": true,"
                                + " \"Retry\": [{\"ErrorEquals\": [\"States.Timeout\"], \"MaxAttempts\": 1}]"));
        ExecutionView view = bench.run("{}");
        assertThat(view.error()).contains("States.Timeout");
        assertThat(bench.requests)
                .extracting(TaskRequest::taskToken)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void leavesRuntimeErrorsAndDataLimitsUncaughtByTheWildcard() {
        for (String name : new String[] {"States.Runtime", "States.DataLimitExceeded"}) {
            Bench own = new Bench();
            own.answers(error(name))
                    .define(
                            "Do",
                            task(", \"End\": true,"
                                            + " \"Retry\": [{\"ErrorEquals\": [\"States.ALL\"]}],"
                                            + " \"Catch\": [{\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"Caught\"}]")
                                    + CAUGHT);
            assertThat(own.run("{'x': 1}").error()).contains(name);
            assertThat(own.requests).hasSize(1);
        }
    }

    @Test
    void refusesAResultLargerThanAPayloadMayBe() {
        bench.answers((request, callback) -> callback.succeeded(json("'" + "x".repeat(262_143) + "'")))
                .define("Do", task(", \"End\": true"));
        assertThat(bench.run("{'x': 1}").error()).contains("States.DataLimitExceeded");
    }
}
