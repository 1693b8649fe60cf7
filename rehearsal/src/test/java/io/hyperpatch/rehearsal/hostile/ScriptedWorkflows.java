package io.hyperpatch.rehearsal.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import io.hyperpatch.rehearsal.engine.Engine;
import io.hyperpatch.rehearsal.engine.EngineListener;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.engine.StateMachine;
import io.hyperpatch.rehearsal.engine.TaskCallback;
import io.hyperpatch.rehearsal.engine.TaskIntegration;
import io.hyperpatch.rehearsal.engine.TaskRequest;
import io.hyperpatch.rehearsal.run.Machines;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** The workflow files on an engine of their own, with functions that give one answer each, again and again. */
final class ScriptedWorkflows {
    private static final Instant START = Instant.parse("2026-11-21T02:00:00Z");
    private static final String INVOKE = "arn:aws:states:::lambda:invoke";
    private static final String ENDLESS = """
            {"QueryLanguage": "JSONata", "StartAt": "Go", "States": {"Go": {"Type": "Wait", "Seconds": 86400, "Next": "Go"}}}
            """;

    private final VirtualClock clock = new VirtualClock(START);
    private final Map<String, JsonNode> answers;
    private final Map<String, Duration> latencies;
    final Engine engine;

    /**
     * @param answers by function; who waits for a token is never called back
     * @param latencies how long the answer of each takes
     */
    ScriptedWorkflows(Map<String, JsonNode> answers, Map<String, Duration> latencies) {
        this.answers = answers;
        this.latencies = latencies;
        this.engine = new Engine(
                clock,
                new SplittableRandom(7),
                Map.of(INVOKE, this::answer, INVOKE + ".waitForTaskToken", this::answer),
                "us-east-1",
                "123456789012");
        Machines.names().forEach(name -> engine.define(Machines.machine(name, engine, answers.keySet())));
    }

    private TaskIntegration.Running answer(TaskRequest request, TaskCallback callback) {
        String function = request.arguments().path("FunctionName").asText();
        JsonNode answer = answers.get(function);
        return clock.after(
                latencies.get(function),
                () -> callback.succeeded(JsonNodeFactory.instance.objectNode().set("Payload", answer)))::cancel;
    }

    /** From now on such an execution never says a word. */
    void neverEnds(String machine) {
        try {
            engine.define(StateMachine.parse(machine, new ObjectMapper().readTree(ENDLESS)));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs an execution to its end. */
    ExecutionView run(String machine, JsonNode input) {
        AtomicBoolean ended = new AtomicBoolean();
        String arn = engine.startExecution(machine, "run", input);
        engine.listen(new EngineListener() {
            @Override
            public void executionEnded(ExecutionView execution) {
                ended.compareAndSet(false, execution.arn().equals(arn));
            }
        });
        clock.runWhile(() -> !ended.get());
        return engine.describe(arn);
    }

    Duration elapsed() {
        return Duration.between(START, clock.now());
    }
}
