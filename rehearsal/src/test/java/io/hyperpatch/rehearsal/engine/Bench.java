package io.hyperpatch.rehearsal.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** An engine with scripted integrations, for the tests of this package. */
final class Bench {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    final VirtualClock clock = new VirtualClock(START);
    final List<TaskRequest> requests = new ArrayList<>();
    final List<TaskCallback> callbacks = new ArrayList<>();
    final List<Duration> requestTimes = new ArrayList<>();
    int cancelled;
    private final Deque<Answer> answers = new ArrayDeque<>();
    final Engine engine;

    /** What the scripted function does with one call. */
    interface Answer {
        void to(TaskRequest request, TaskCallback callback);
    }

    Bench() {
        Map<String, TaskIntegration> integrations = new HashMap<>();
        integrations.put("arn:aws:states:::lambda:invoke", this::call);
        integrations.put("arn:aws:states:::lambda:invoke.waitForTaskToken", this::call);
        engine = new Engine(clock, new SplittableRandom(7), integrations, "eu-central-1", "123456789012");
    }

    private TaskIntegration.Running call(TaskRequest request, TaskCallback callback) {
        requests.add(request);
        callbacks.add(callback);
        requestTimes.add(Duration.between(START, clock.now()));
        Answer answer = answers.poll();
        if (answer != null) {
            answer.to(request, callback);
        }
        return () -> cancelled++;
    }

    Bench answers(Answer... some) {
        answers.addAll(List.of(some));
        return this;
    }

    static Answer ok(String json) {
        return (request, callback) -> callback.succeeded(json(json));
    }

    static Answer error(String error) {
        return (request, callback) -> callback.failed(error, "because");
    }

    /** Takes single quotes for double quotes, for JSON that is readable in Java. */
    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(text, broken);
        }
    }

    /** A machine of these states, the first name being the start. */
    static JsonNode machine(String startAt, String states) {
        return json("{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"" + startAt + "\",\"States\":{" + states + "}}");
    }

    Bench define(String name, JsonNode definition) {
        engine.define(StateMachine.parse(name, definition));
        return this;
    }

    Bench define(String startAt, String states) {
        return define("m", machine(startAt, states));
    }

    String start(String input) {
        return engine.startExecution("m", "run", json(input));
    }

    /** Starts the machine and runs until nothing is left to do. */
    ExecutionView run(String input) {
        String arn = start(input);
        runAll();
        return engine.describe(arn);
    }

    void runAll() {
        clock.runWhile(() -> true);
    }

    Duration elapsed() {
        return Duration.between(START, clock.now());
    }

    static List<String> types(ExecutionView view) {
        return view.history().stream().map(HistoryEvent::type).toList();
    }

    static JsonNode output(ExecutionView view) {
        if (view.output().isEmpty()) {
            throw new AssertionError(view.status() + " " + view.error() + " " + view.cause());
        }
        return view.output().get();
    }
}
