package io.hyperpatch.rehearsal.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;

/**
 * AWS JSON 1.0 and 1.1: the operation in {@code X-Amz-Target}, the input as the body, times as epoch seconds.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
record AwsJson(String contentType) implements Protocol {

    static final AwsJson VERSION_1_0 = new AwsJson("application/x-amz-json-1.0");
    static final AwsJson VERSION_1_1 = new AwsJson("application/x-amz-json-1.1");
    private static final String REQUEST_ID = "x-amzn-RequestId";

    @Override
    public Call read(WireRequest request) {
        String target = request.header("x-amz-target")
                .orElseThrow(() -> ApiError.badRequest(
                        "MissingHeader", "The header X-Amz-Target is missing: it names the operation"));
        return new Call(target.substring(target.indexOf('.') + 1), Json.readObject(request.text()));
    }

    @Override
    public WireResponse answer(String operation, JsonNode output, String requestId) {
        return WireResponse.of(200, contentType, REQUEST_ID, requestId, Json.write(output));
    }

    @Override
    public WireResponse error(ApiError error, String requestId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("__type", error.code()).put("message", error.message()).setAll(error.members());
        return WireResponse.of(error.httpStatus(), contentType, REQUEST_ID, requestId, Json.write(body));
    }
}
