package io.hyperpatch.rehearsal.aws.states;

import static io.hyperpatch.rehearsal.aws.TestRegion.ACCOUNT;
import static io.hyperpatch.rehearsal.aws.TestRegion.REGION;
import static io.hyperpatch.rehearsal.aws.TestRegion.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hyperpatch.rehearsal.aws.RandomIds;
import io.hyperpatch.rehearsal.aws.TestRegion;
import io.hyperpatch.rehearsal.engine.Engine;
import io.hyperpatch.rehearsal.engine.StateMachine;
import io.hyperpatch.rehearsal.lambda.Costs;
import io.hyperpatch.rehearsal.lambda.LambdaHost;
import io.hyperpatch.rehearsal.lambda.LambdaIntegration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.SfnException;

class WorkflowsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String MACHINE = "arn:aws:states:us-west-2:111122223333:stateMachine:ask";

    private final TestRegion region = new TestRegion();
    private final SfnClient states = region.clients.stepFunctions();
    private final List<JsonNode> seen = new ArrayList<>();

    @BeforeEach
    void machine() throws Exception {
        LambdaHost host = new LambdaHost(
                region.clock,
                region.fibers,
                region.gate,
                new RandomIds(new SplittableRandom(1)),
                Costs.USUAL,
                line -> {});
        host.register(
                "add",
                (in, out, context) -> {
                    JsonNode event = MAPPER.readTree(in);
                    seen.add(event);
                    if (event.path("n").asInt() < 0) {
                        throw new IllegalArgumentException("n is negative");
                    }
                    out.write(("{\"n\":" + (event.path("n").asInt() + 1) + "}").getBytes(StandardCharsets.UTF_8));
                },
                Duration.ofSeconds(10));
        Engine engine = new Engine(region.clock, new SplittableRandom(4), LambdaIntegration.of(host), REGION, ACCOUNT);
        engine.define(StateMachine.parse("ask", MAPPER.readTree("""
                {"QueryLanguage": "JSONata", "StartAt": "Add", "States": {
                  "Add": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                    "Arguments": {"FunctionName": "add", "Payload": "{% $states.input %}"},
                    "Output": "{% $states.result.Payload %}", "Next": "Ask",
                    "Catch": [{"ErrorEquals": ["java.lang.IllegalArgumentException"],
                      "Output": "{% $states.errorOutput %}", "Next": "Caught"}]},
                  "Ask": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                    "TimeoutSeconds": 600, "Arguments": {"FunctionName": "add",
                    "Payload": {"n": 0, "token": "{% $states.context.Task.Token %}"}}, "End": true},
                  "Caught": {"Type": "Pass", "End": true}}}
                """)));
        region.aws.with(new Workflows(region.clock, engine, new RandomIds(new SplittableRandom(3))));
    }

    @Test
    void startsAnExecutionThatWaitsForItsToken() {
        String arn = start("one", "{\"n\":41}");
        region.clock.runUntil(START.plusSeconds(10));

        assertThat(seen.get(1).path("n").asInt()).isZero();
        DescribeExecutionResponse running = describe(arn);
        assertThat(running.status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(running.input()).isEqualTo("{\"n\":41}");
        assertThat(running.startDate()).isBetween(START, START.plusSeconds(1));

        String token = seen.get(1).path("token").asText();
        region.as("wake", () -> states.sendTaskHeartbeat(r -> r.taskToken(token)));
        region.as("wake", () -> states.sendTaskSuccess(r -> r.taskToken(token).output("{\"answer\":42}")));
        region.clock.runUntil(START.plusSeconds(20));
        DescribeExecutionResponse ended = describe(arn);
        assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(ended.output()).isEqualTo("{\"answer\":42}");
        assertThat(ended.stopDate()).isAfter(ended.startDate());
    }

    @Test
    void failsATaskByItsToken() {
        String arn = start("one", "{\"n\":1}");
        region.clock.runUntil(START.plusSeconds(10));
        String token = seen.get(1).path("token").asText();
        region.as(
                "wake",
                () -> states.sendTaskFailure(
                        r -> r.taskToken(token).error("Told").cause("so")));
        region.clock.runUntil(START.plusSeconds(20));

        assertThat(describe(arn).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(describe(arn).error()).isEqualTo("Told");
        assertThatThrownBy(() -> region.as("wake", () -> states.sendTaskHeartbeat(r -> r.taskToken("nobody's"))))
                .isInstanceOf(SfnException.class);
    }

    @Test
    void bringsAFunctionsExceptionToTheCatch() throws Exception {
        String arn = start("one", "{\"n\":-1}");
        region.clock.runUntil(START.plusSeconds(10));

        JsonNode caught = MAPPER.readTree(describe(arn).output());
        assertThat(caught.path("Error").asText()).isEqualTo("java.lang.IllegalArgumentException");
        assertThat(MAPPER.readTree(caught.path("Cause").asText())
                        .path("errorMessage")
                        .asText())
                .isEqualTo("n is negative");
    }

    @Test
    void startsTheSameExecutionOnlyOnce() {
        String arn = start("one", "{\"n\":1}");
        assertThat(start("one", "{\"n\":1}")).isEqualTo(arn);
        assertThatThrownBy(() -> start("one", "{\"n\":2}")).isInstanceOf(ExecutionAlreadyExistsException.class);
    }

    @Test
    void stopsAnExecution() {
        String arn = start("one", "{\"n\":1}");
        region.as(
                "operator",
                () -> states.stopExecution(
                        r -> r.executionArn(arn).error("Enough").cause("a test")));

        assertThat(describe(arn).status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(describe(arn).cause()).isEqualTo("a test");
        assertThatThrownBy(() -> describe(arn + "x")).isInstanceOf(ExecutionDoesNotExistException.class);
    }

    @Test
    void listsTheExecutionsOfAMachineByTheirStatusTheLastOneFirst() {
        String first = start("first", "{\"n\":1}");
        region.clock.runUntil(region.clock.now().plusSeconds(1));
        String second = start("second", "{\"n\":1}");
        start("third", "{\"n\":1}");
        for (String arn : List.of(first, second)) {
            region.as("operator", () -> states.stopExecution(r -> r.executionArn(arn)));
        }

        List<String> stopped = region.as("look", () -> states
                .listExecutionsPaginator(r -> r.stateMachineArn(MACHINE)
                        .statusFilter(ExecutionStatus.ABORTED)
                        .maxResults(1))
                .executions()
                .stream()
                .map(ExecutionListItem::executionArn)
                .toList());

        assertThat(stopped).containsExactly(second, first);
        assertThat(region.as("look", () -> states.listExecutions(r -> r.stateMachineArn(MACHINE + "s")))
                        .executions())
                .isEmpty();
    }

    private String start(String name, String input) {
        return region.as(
                        "admit",
                        () -> states.startExecution(
                                r -> r.stateMachineArn(MACHINE).name(name).input(input)))
                .executionArn();
    }

    private DescribeExecutionResponse describe(String arn) {
        return region.as("look", () -> states.describeExecution(r -> r.executionArn(arn)));
    }
}
