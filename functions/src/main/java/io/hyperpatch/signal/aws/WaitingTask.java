package io.hyperpatch.signal.aws;

import java.util.Objects;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * Ends the wait of a workflow's task.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html">SendTaskSuccess</a>
 */
public final class WaitingTask {
    private final SfnClient stepFunctions;

    public WaitingTask(SfnClient stepFunctions) {
        this.stepFunctions = Objects.requireNonNull(stepFunctions);
    }

    /** False: the task had ended already, by an earlier signal or by its time-out; its run looks anyway. */
    public boolean wake(String taskToken) {
        try {
            stepFunctions.sendTaskSuccess(
                    request -> request.taskToken(taskToken).output("{}"));
            return true;
        } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException e) {
            return false;
        }
    }
}
