package io.hyperpatch.rehearsal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * The service integration that a Task names, {@code arn:aws:states:::service:action} with its pattern.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html">Service integration
 *     patterns</a>
 */
public record Resource(String arn, String service, String action, Pattern pattern) {
    /** When the task counts as done. */
    public enum Pattern {
        /** With the answer to the call. */
        REQUEST_RESPONSE,
        /** When the job that the call began has ended. */
        RUN_A_JOB,
        /** When somebody brings back the task's token. */
        WAIT_FOR_CALLBACK
    }

    private static final Map<String, Set<String>> ARGUMENTS = Map.of(
            "lambda:invoke", Set.of("FunctionName", "Payload", "Qualifier"),
            "states:startExecution", Set.of("StateMachineArn", "Name", "Input"));
    private static final Map<String, String> REQUIRED =
            Map.of("lambda:invoke", "FunctionName", "states:startExecution", "StateMachineArn");
    private static final java.util.regex.Pattern ARN =
            java.util.regex.Pattern.compile("arn:aws:states:::([a-z0-9-]+):([A-Za-z0-9]+)(\\.[A-Za-z0-9:]+)?");

    static Optional<Resource> of(String arn) {
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return pattern(parts.group(3)).map(pattern -> {
            String action = parts.group(2) + (parts.group(3) == null ? "" : parts.group(3));
            return new Resource(arn, parts.group(1), action, pattern);
        });
    }

    /** Refuses Arguments that the API behind a known integration does not take; the rest is up to the integration. */
    void checkArguments(Fields task) {
        String call = service + ":" + action.replaceFirst("\\..*", "");
        Set<String> known = ARGUMENTS.get(call);
        // An expression for all of them can only be judged when it is evaluated.
        if (known != null && !task.find("Arguments").map(JsonNode::isTextual).orElse(false)) {
            Fields arguments = task.object("Arguments");
            arguments.only(known);
            arguments.get(REQUIRED.get(call));
        }
    }

    private static Optional<Pattern> pattern(String suffix) {
        return switch (suffix) {
            case null -> Optional.of(Pattern.REQUEST_RESPONSE);
            case ".waitForTaskToken" -> Optional.of(Pattern.WAIT_FOR_CALLBACK);
            case ".sync", ".sync:2" -> Optional.of(Pattern.RUN_A_JOB);
            case String unknown -> Optional.empty();
        };
    }
}
