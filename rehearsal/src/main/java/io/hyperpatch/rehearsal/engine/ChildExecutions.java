package io.hyperpatch.rehearsal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Starts other state machines of the same engine, and waits for their end if asked to.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html">Start a new execution
 *     from a state machine</a>
 */
final class ChildExecutions implements TaskIntegration {
    static final String START = "arn:aws:states:::states:startExecution";
    static final String START_AND_WAIT = "arn:aws:states:::states:startExecution.sync:2";

    private final Engine engine;

    ChildExecutions(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Running start(TaskRequest request, TaskCallback callback) {
        JsonNode arguments = request.arguments();
        String name =
                arguments.path("Name").asText(Functions.uuid(engine.random()).toString());
        JsonNode input = arguments.has("Input") ? arguments.get("Input") : JsonNodeFactory.instance.objectNode();
        Started started = new Started(request, callback);
        engine.startCalls()
                .make(
                        engine.execution(request.executionArn()).machine().name(),
                        () -> engine.startExecution(
                                machine(arguments.path("StateMachineArn").asText()), name, input),
                        started);
        return started;
    }

    /** A start on its way, and then the child that it began. */
    private final class Started implements StartCalls.Seen, Running {
        private final TaskRequest request;
        private final TaskCallback callback;
        private Running child = () -> {};

        Started(TaskRequest request, TaskCallback callback) {
            this.request = request;
            this.callback = callback;
        }

        @Override
        public void started(String arn) {
            ExecutionView view = engine.describe(arn);
            switch (request.resource().pattern()) {
                case REQUEST_RESPONSE -> callback.succeeded(ChildExecutions.started(view));
                case RUN_A_JOB -> child = await(view, callback);
                case WAIT_FOR_CALLBACK ->
                    throw new IllegalStateException(
                            "Not registered for " + request.resource().arn());
            }
        }

        @Override
        public void failed(StartCalls.Refusal refusal) {
            callback.failed(refusal.error(), refusal.cause());
        }

        @Override
        public void cancel() {
            child.cancel();
        }
    }

    private Running await(ExecutionView child, TaskCallback callback) {
        callback.submitted(started(child));
        engine.execution(child.arn()).whenEnded(ended -> {
            if (ended.status() == ExecutionStatus.SUCCEEDED) {
                callback.succeeded(description(ended));
            } else {
                callback.failed(Errors.TASK_FAILED, description(ended).toString());
            }
        });
        return () -> engine.stopExecution(
                child.arn(), null, "The execution was stopped because the task that waited for it was.");
    }

    private String machine(String arn) {
        String prefix = engine.stateMachineArn("");
        if (!arn.startsWith(prefix)) {
            throw EngineError.stateMachineDoesNotExist(arn);
        }
        return arn.substring(prefix.length());
    }

    private static ObjectNode started(ExecutionView child) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("ExecutionArn", child.arn())
                .put("StartDate", child.startDate().toEpochMilli());
    }

    private static ObjectNode description(ExecutionView child) {
        ObjectNode included = JsonNodeFactory.instance.objectNode().put("Included", true);
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("ExecutionArn", child.arn());
        child.error().ifPresent(error -> all.put("Error", error));
        child.cause().ifPresent(cause -> all.put("Cause", cause));
        all.set("Input", child.input());
        all.set("InputDetails", included);
        all.put("Name", child.name());
        child.output().ifPresent(output -> {
            all.set("Output", output);
            all.set("OutputDetails", included);
        });
        all.put("RedriveCount", child.redriveCount());
        all.put("StartDate", child.startDate().toEpochMilli());
        all.put("StateMachineArn", child.stateMachineArn());
        all.put("Status", child.status().name());
        child.stopDate().ifPresent(stop -> all.put("StopDate", stop.toEpochMilli()));
        return all;
    }
}
