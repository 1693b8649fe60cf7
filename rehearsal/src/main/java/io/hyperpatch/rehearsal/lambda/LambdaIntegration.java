package io.hyperpatch.rehearsal.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.engine.TaskCallback;
import io.hyperpatch.rehearsal.engine.TaskIntegration;
import io.hyperpatch.rehearsal.engine.TaskRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * The tasks of a workflow that invoke a function, with and without a token.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html">Invoke an AWS Lambda function
 *     with Step Functions</a>
 */
public final class LambdaIntegration implements TaskIntegration {

    private final LambdaHost host;

    public LambdaIntegration(LambdaHost host) {
        this.host = Objects.requireNonNull(host, "host");
    }

    /** For the engine: the integrations of one host by their ARNs. */
    public static Map<String, TaskIntegration> of(LambdaHost host) {
        LambdaIntegration integration = new LambdaIntegration(host);
        return Map.of(
                "arn:aws:states:::lambda:invoke", integration,
                "arn:aws:states:::lambda:invoke.waitForTaskToken", integration);
    }

    @Override
    public Running start(TaskRequest request, TaskCallback callback) {
        JsonNode arguments = request.arguments();
        JsonNode payload = arguments.has("Payload") ? arguments.get("Payload") : JsonNodeFactory.instance.objectNode();
        LambdaHost.Pending pending =
                host.begin(arguments.path("FunctionName").asText(), payload, result -> tell(result, callback));
        return pending::abandon;
    }

    private static void tell(InvocationResult result, TaskCallback callback) {
        switch (result) {
            case InvocationResult.Answered answered -> callback.succeeded(answer(answered.payload()));
            case InvocationResult.Failed failed -> callback.failed(failed.errorType(), cause(failed));
        }
    }

    private static ObjectNode answer(JsonNode payload) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ExecutedVersion", "$LATEST");
        answer.set("Payload", payload == null ? NullNode.instance : payload);
        return answer.put("StatusCode", 200);
    }

    /** A function's error comes as the JSON text that the runtime wrote; an error of the Lambda API as its message. */
    private static String cause(InvocationResult.Failed failed) {
        if (failed.errorType().startsWith("Lambda.")) {
            return failed.errorMessage();
        }
        ObjectNode cause = JsonNodeFactory.instance
                .objectNode()
                .put("errorMessage", failed.errorMessage())
                .put("errorType", failed.errorType());
        return new String(Payloads.bytes(cause), StandardCharsets.UTF_8);
    }
}
