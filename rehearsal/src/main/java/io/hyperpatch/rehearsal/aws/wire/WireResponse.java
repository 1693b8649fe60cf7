package io.hyperpatch.rehearsal.aws.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An HTTP response of AWS, whole. */
public record WireResponse(int status, Map<String, String> headers, byte[] body) {

    public WireResponse {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    static WireResponse of(int status, String contentType, String requestIdHeader, String requestId, byte[] body) {
        return new WireResponse(status, Map.of("Content-Type", contentType, requestIdHeader, requestId), body);
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
