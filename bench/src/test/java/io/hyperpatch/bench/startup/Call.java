package io.hyperpatch.bench.startup;

import java.util.Objects;

/**
 * One API call as it was made and answered.
 *
 * @param service the name that requests to it are signed for
 * @param request the body
 */
record Call(String service, String operation, String request, int status, String answer) {
    Call {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(answer, "answer");
    }
}
