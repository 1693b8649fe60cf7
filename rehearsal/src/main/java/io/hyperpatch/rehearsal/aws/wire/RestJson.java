package io.hyperpatch.rehearsal.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import java.util.Map;

/**
 * REST JSON: what the path does not say is in the query or the body, and the error in a header.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html">AWS REST JSON</a>
 */
enum RestJson implements Protocol {
    /** The path is the operation. */
    IMAGE_BUILDER {
        @Override
        Call call(WireRequest request, String path, ObjectNode input) {
            return new Call(path, input);
        }
    },

    /** The path is the resource; of what can be done with it, only its creation is simulated. */
    SCHEDULER {
        @Override
        Call call(WireRequest request, String path, ObjectNode input) {
            if (!request.method().equals("POST") || !path.startsWith(SCHEDULES)) {
                return new Call(request.method() + " /" + path, input);
            }
            return new Call("CreateSchedule", input.put("Name", path.substring(SCHEDULES.length())));
        }
    };

    private static final String SCHEDULES = "schedules/";

    private static final String REQUEST_ID = "x-amzn-RequestId";

    @Override
    public Call read(WireRequest request) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.setAll((ObjectNode) Json.readObject(request.text()));
        WireRequest.formPairs(request.query()).forEach(input::put);
        String path = request.path();
        return call(request, path.startsWith("/") ? path.substring(1) : path, input);
    }

    /** @param path without the first slash */
    abstract Call call(WireRequest request, String path, ObjectNode input);

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
