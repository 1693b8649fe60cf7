package io.hyperpatch.bench.startup;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One API call as it was made and answered.
 *
 * @param service the name that requests to it are signed for
 * @param request the body
 */
record Call(String service, String operation, String request, int status, String answer) {
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");

    Call {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(answer, "answer");
    }

    /**
     * How a request says what it asks for: by a header, or by a field of its query, or as a thing that is done to a kind of resource.
     *
     * @param target the header X-Amz-Target
     */
    static String operation(Optional<String> target, String body, String method, String path) {
        if (target.isPresent()) {
            return target.get().substring(target.get().indexOf('.') + 1);
        }
        Matcher action = ACTION.matcher(body);
        return action.find() ? action.group(1) : method + " /" + path.split("/")[1];
    }
}
