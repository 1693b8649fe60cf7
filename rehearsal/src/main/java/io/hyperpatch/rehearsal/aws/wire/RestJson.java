package io.hyperpatch.rehearsal.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import java.util.Map;

/**
 * REST JSON as EC2 Image Builder has it: the path is the operation, the query its input, the error in a header.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html">AWS REST JSON</a>
 */
enum RestJson implements Protocol {
    INSTANCE;

    private static final String REQUEST_ID = "x-amzn-RequestId";

    @Override
    public Call read(WireRequest request) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.setAll((ObjectNode) Json.readObject(request.text()));
        WireRequest.formPairs(request.query()).forEach(input::put);
        String path = request.path();
        return new Call(path.startsWith("/") ? path.substring(1) : path, input);
    }

    @Override
    public WireResponse answer(String operation, JsonNode output, String requestId) {
        return WireResponse.of(200, "application/json", REQUEST_ID, requestId, Json.write(output));
    }

    @Override
    public WireResponse error(ApiError error, String requestId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("message", error.message());
        body.setAll(error.members());
        return new WireResponse(
                error.httpStatus(),
                Map.of("Content-Type", "application/json", "x-amzn-ErrorType", error.code(), REQUEST_ID, requestId),
                Json.write(body));
    }
}
