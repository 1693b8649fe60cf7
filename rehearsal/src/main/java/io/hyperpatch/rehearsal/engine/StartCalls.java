package io.hyperpatch.rehearsal.engine;

import java.util.function.Supplier;

/** How the service makes the StartExecution calls that tasks ask for: a simulation lets them fail on their way. */
@FunctionalInterface
public interface StartCalls {

    /** Each takes its effect at once. */
    StartCalls AT_ONCE = (caller, call, seen) -> {
        String arn;
        try {
            arn = call.get();
        } catch (EngineError error) {
            seen.failed(Refusal.of(error));
            return;
        }
        seen.started(arn);
    };

    /**
     * Makes a call, at once or later, and says once what came of it.
     *
     * @param caller the state machine whose task asks for it
     * @param call gives the ARN of the execution; throws EngineError if the start is refused
     */
    void make(String caller, Supplier<String> call, Seen seen);

    /** What the task sees of the call. */
    interface Seen {
        void started(String arn);

        void failed(Refusal refusal);
    }

    /**
     * How the integration names a call that failed.
     *
     * @param error as Retry and Catch see it
     */
    record Refusal(String error, String cause) {
        private static final String PREFIX = "StepFunctions.";
        private static final String SUFFIX = "Exception";

        /** An error that StartExecution declares. */
        public static Refusal of(EngineError error) {
            return new Refusal(PREFIX + error.code() + SUFFIX, said(error.getMessage(), 400, error.code()));
        }

        /** An error that it does not declare, such as throttling: the integration names all of these alike. */
        public static Refusal undeclared(String message, int status, String code) {
            return new Refusal(PREFIX + "AWSStepFunctions" + SUFFIX, said(message, status, code));
        }

        /** No answer came. */
        public static Refusal noAnswer() {
            return new Refusal(PREFIX + "SdkClient" + SUFFIX, "Unable to execute HTTP request: Read timed out");
        }

        private static String said(String message, int status, String code) {
            return "%s (Service: AWSStepFunctions; Status Code: %d; Error Code: %s; Proxy: null)"
                    .formatted(message, status, code);
        }
    }
}
