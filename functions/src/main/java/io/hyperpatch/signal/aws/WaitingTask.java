package io.hyperpatch.signal.aws;

import java.util.Objects;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * Ends the wait of a workflow's task.
 *
 * <p>A signal fails the task, under an error of its own, because a Catch leads on without a further state; only an end that needs a
 * decision is a success.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskFailure.html">SendTaskFailure</a>
 */
public final class WaitingTask {
    /** The error that the Catch of a waiting task names. */
    public static final String SIGNALLED = "Hyperpatch.Signalled";

    private final SfnClient stepFunctions;

    public WaitingTask(SfnClient stepFunctions) {
        this.stepFunctions = Objects.requireNonNull(stepFunctions);
    }

    /** False: the task had ended already, by an earlier signal or by its time-out; its run looks anyway. */
    public boolean wake(String taskToken) {
        return ended(() -> stepFunctions.sendTaskFailure(request -> request.taskToken(taskToken)
                .error(SIGNALLED)
                .cause("An event about the cluster came in: the next look is due.")));
    }

    /** There is nothing to wait for. False: the task had ended already, by its time-out; its run looks again. */
    public boolean end(String taskToken) {
        return ended(() -> stepFunctions.sendTaskSuccess(
                request -> request.taskToken(taskToken).output("{}")));
    }

    private static boolean ended(Runnable call) {
        try {
            call.run();
            return true;
        } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException e) {
            return false;
        }
    }
}
