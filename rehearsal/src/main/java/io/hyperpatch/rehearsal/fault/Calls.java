package io.hyperpatch.rehearsal.fault;

import java.util.Objects;

/**
 * Which calls a fault looks at.
 *
 * @param function the name of the calling function or workflow, of the called one for {@code lambda:Invoke}; {@code *} stands for
 *     anything; every function if left out
 * @param action {@code sagemaker:UpdateClusterSoftware}, {@code store:write}, {@code lambda:Invoke}, with {@code *} for
 *     anything; if left out, every call to AWS, but no store operation and no invocation: name those
 * @param when which of these calls; each if left out
 */
public record Calls(String function, String action, When when) {

    private static final String EVERY_AWS_CALL = "";

    public Calls {
        function = Objects.requireNonNullElse(function, "*");
        action = Objects.requireNonNullElse(action, EVERY_AWS_CALL);
        when = Objects.requireNonNullElse(when, When.ALWAYS);
    }

    /** Calls of one action by whatever function. */
    public static Calls of(String action, When when) {
        return new Calls("*", action, when);
    }

    boolean include(String caller, String called) {
        return Glob.matches(function, caller)
                && (action.equals(EVERY_AWS_CALL)
                        ? !called.startsWith("store:") && !called.startsWith("lambda:")
                        : Glob.matches(action, called));
    }
}
