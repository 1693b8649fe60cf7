package io.hyperpatch.rehearsal.placement;

import io.hyperpatch.rehearsal.fault.Calls;
import io.hyperpatch.rehearsal.fault.When;
import java.util.Objects;

/**
 * One call of a recorded run.
 *
 * @param caller the function, or the workflow, that makes it; of an invocation the function that is called
 * @param action {@code sagemaker:DescribeCluster}, {@code store:write}, {@code lambda:Invoke}
 * @param occurrence which of the caller's calls of this action, from 1
 * @param mortal whether the caller is a function, which can die of the call
 * @param earlierAnswers how many different answers the same question had had before
 */
public record CallSpot(String caller, String action, int occurrence, boolean mortal, int earlierAnswers) {
    private static final String INVOCATION = "lambda:Invoke";

    public CallSpot {
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(action, "action");
    }

    /** The call alone, for a fault to strike. */
    Calls calls() {
        return new Calls(caller, action, When.nth(occurrence));
    }

    /** The call is the invocation of a function, not one that a function makes. */
    boolean invocation() {
        return action.equals(INVOCATION);
    }

    CallSpot answered(int differently) {
        return new CallSpot(caller, action, occurrence, mortal, differently);
    }

    /** As in {@code StartUpdate sagemaker:UpdateClusterSoftware}. */
    String kind() {
        return caller + " " + action;
    }

    /** As in {@code StartUpdate sagemaker:UpdateClusterSoftware 1}. */
    String name() {
        return kind() + " " + occurrence;
    }
}
