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
        String arn;
        try {
            arn = engine.startExecution(
                    machine(arguments.path("StateMachineArn").asText()), name, input);
        } catch (EngineError refused) {
            callback.failed("StepFunctions." + refused.code() + "Exception", cause(refused));
            return () -> {};
        }
        ExecutionView child = engine.describe(arn);
        return switch (request.resource().pattern()) {
            case REQUEST_RESPONSE -> {
                callback.succeeded(started(child));
                yield () -> {};
            }
            case RUN_A_JOB -> await(child, callback);
            case WAIT_FOR_CALLBACK ->
                throw new IllegalStateException(
                        "Not registered for " + request.resource().arn());
        };
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

    private static String cause(EngineError refused) {
        return "%s (Service: AWSStepFunctions; Status Code: 400; Error Code: %s; Proxy: null)"
                .formatted(refused.getMessage(), refused.code());
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
