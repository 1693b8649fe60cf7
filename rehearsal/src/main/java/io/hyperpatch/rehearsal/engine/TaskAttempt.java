package io.hyperpatch.rehearsal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One attempt of a Task: the call, its time-outs, and what came of it. */
final class TaskAttempt implements TaskCallback {
    private final State.Task task;
    private final Visit visit;
    private final Execution execution;
    private Optional<String> token = Optional.empty();
    private Optional<Duration> heartbeat = Optional.empty();
    private VirtualClock.Timer heartbeatTimer = () -> {};
    private TaskIntegration.Running running = () -> {};
    private boolean answered;
    private boolean closed;

    TaskAttempt(State.Task task, Visit visit) {
        this.task = task;
        this.visit = visit;
        this.execution = visit.execution();
    }

    void begin() {
        visit.whenLeft(this::close);
        if (callback()) {
            token = Optional.of(execution.tokens().issue(this));
            visit.taskToken(token.get());
        }
        Situation situation = visit.situation();
        Object arguments = task.arguments()
                .map(template -> visit.evaluator().value(template, situation))
                .orElse(visit.input());
        visit.checkPayload(arguments, "The state/task '" + task.name() + "' was given arguments");
        Optional<Duration> timeout = seconds(task.timeoutSeconds(), situation);
        heartbeat = seconds(task.heartbeatSeconds(), situation);
        visit.strand().event("TaskScheduled", scheduled(arguments, timeout));
        visit.strand().event("TaskStarted", resource());
        timeout.ifPresent(limit -> visit.after(limit, () -> timedOut(new StateError(Errors.TIMEOUT, null))));
        beat();
        TaskRequest request =
                new TaskRequest(task.resource(), Values.toJson(arguments), execution.arn(), task.name(), token);
        running = execution.integration(task.resource()).start(request, this);
    }

    private boolean callback() {
        return task.resource().pattern() == Resource.Pattern.WAIT_FOR_CALLBACK;
    }

    private Optional<Duration> seconds(Optional<Template> template, Situation situation) {
        return template.map(
                some -> Duration.ofSeconds(visit.evaluator().whole(some, situation, 1, Limits.MAX_SECONDS)));
    }

    private Map<String, Object> scheduled(Object arguments, Optional<Duration> timeout) {
        Map<String, Object> details = new LinkedHashMap<>(resource());
        details.put("region", execution.region());
        details.put("parameters", arguments);
        timeout.ifPresent(limit -> details.put("timeoutInSeconds", limit.toSeconds()));
        heartbeat.ifPresent(limit -> details.put("heartbeatInSeconds", limit.toSeconds()));
        return details;
    }

    private Map<String, Object> resource() {
        return Values.object(
                "resourceType",
                task.resource().service(),
                "resource",
                task.resource().action());
    }

    private Map<String, Object> resource(String member, Object value) {
        return Values.object(
                "resourceType",
                task.resource().service(),
                "resource",
                task.resource().action(),
                member,
                value);
    }

    String stateMachineArn() {
        return execution.stateMachineArn();
    }

    /** Starts the time to the next heartbeat anew. */
    void beat() {
        heartbeatTimer.cancel();
        heartbeat.ifPresent(limit -> heartbeatTimer = execution.after(
                limit, visit.strand(), () -> visit.guarded(() -> timedOut(StateError.missedHeartbeat()))));
    }

    @Override
    public void submitted(JsonNode answer) {
        Object value = Values.of(answer);
        later(() -> visit.strand().event("TaskSubmitted", resource("output", value)));
    }

    @Override
    public void succeeded(JsonNode result) {
        if (callback()) {
            submitted(result);
        } else {
            complete(result);
        }
    }

    @Override
    public void failed(String error, String cause) {
        if (!answered) {
            answered = true;
            StateError failure = new StateError(error, cause);
            later(() -> {
                Map<String, Object> details = new LinkedHashMap<>(resource());
                details.put("error", error == null ? Values.NULL : error);
                details.put("cause", cause == null ? Values.NULL : cause);
                visit.strand().event("TaskFailed", details);
                visit.fail(failure);
            });
        }
    }

    /** The result of the task, from the integration or from whoever holds the token. */
    void complete(JsonNode result) {
        if (!answered) {
            answered = true;
            Object value = Values.of(result);
            later(() -> succeed(value));
        }
    }

    private void succeed(Object result) {
        visit.checkPayload(result, "The state/task '" + task.name() + "' returned a result");
        visit.strand().event("TaskSucceeded", resource("output", result));
        visit.complete(task.exit(), visit.situation().with("result", result), result);
    }

    private void timedOut(StateError error) {
        visit.strand().event("TaskTimedOut", resource("error", error.name()));
        visit.fail(error);
    }

    private void later(Runnable work) {
        // Answers arrive in fibers too; the execution itself goes on only in the clock's thread.
        if (!closed) {
            visit.after(Duration.ZERO, work);
        }
    }

    private void close() {
        if (!closed) {
            closed = true;
            heartbeatTimer.cancel();
            token.ifPresent(execution.tokens()::close);
            if (!answered) {
                running.cancel();
            }
        }
    }
}
