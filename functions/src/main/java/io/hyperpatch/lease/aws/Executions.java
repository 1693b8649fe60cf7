package io.hyperpatch.lease.aws;

import io.hyperpatch.lease.HolderStatus;
import io.hyperpatch.lease.KnownExecution;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Asks Step Functions whether an execution still runs.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html">DescribeExecution</a>
 */
public final class Executions {
    private final SfnClient stepFunctions;

    public Executions(SfnClient stepFunctions) {
        this.stepFunctions = Objects.requireNonNull(stepFunctions);
    }

    /** A status that the SDK does not know counts as running: to wait is safe. */
    public HolderStatus status(String executionArn) {
        try {
            ExecutionStatus status = stepFunctions
                    .describeExecution(request -> request.executionArn(executionArn))
                    .status();
            return status(status);
        } catch (ExecutionDoesNotExistException e) {
            return HolderStatus.FORGOTTEN;
        }
    }

    /** All that the service tells of an execution; an event about it is only a claim. */
    public KnownExecution describe(String executionArn) {
        try {
            DescribeExecutionResponse told =
                    stepFunctions.describeExecution(request -> request.executionArn(executionArn));
            return new KnownExecution(
                    executionArn,
                    told.stateMachineArn(),
                    status(told.status()),
                    told.statusAsString(),
                    Optional.ofNullable(told.input()),
                    Optional.ofNullable(told.error()),
                    Optional.ofNullable(told.cause()));
        } catch (ExecutionDoesNotExistException e) {
            return KnownExecution.forgotten(executionArn);
        }
    }

    private static HolderStatus status(ExecutionStatus status) {
        return switch (status) {
            case SUCCEEDED, FAILED, TIMED_OUT, ABORTED -> HolderStatus.ENDED;
            case RUNNING, PENDING_REDRIVE, UNKNOWN_TO_SDK_VERSION -> HolderStatus.RUNNING;
        };
    }
}
