package io.hyperpatch.lease.aws;

import io.hyperpatch.lease.HolderStatus;
import io.hyperpatch.lease.KnownExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Asks Step Functions whether an execution still runs.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html">DescribeExecution</a>
 */
public final class Executions {
    private static final List<ExecutionStatus> BADLY =
            List.of(ExecutionStatus.FAILED, ExecutionStatus.TIMED_OUT, ExecutionStatus.ABORTED);

    /** Long enough for a weekend in which reconcile itself was out of order. */
    private static final Duration LOOKED_BACK = Duration.ofDays(7);

    /** An event that is on its way is the janitor's. */
    private static final Duration LEFT_TO_THE_JANITOR = Duration.ofMinutes(15);

    /** One page. */
    private static final int MOST_LISTED = 1_000;

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

    /** Describes an execution as the service shows it; an event about it is only a claim. */
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

    /**
     * The executions of a state machine that failed, ran out of time, or were stopped, within {@link #LOOKED_BACK} and not so recently that
     * the event about their end may still be on its way.
     *
     * @return their ARNs; no more than {@value #MOST_LISTED} of each kind, those that began last
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html">ListExecutions</a>
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">events are best effort</a>
     */
    public List<String> endedBadly(String stateMachineArn, Instant now) {
        return BADLY.stream()
                .flatMap(status -> stepFunctions
                        .listExecutions(request -> request.stateMachineArn(stateMachineArn)
                                .statusFilter(status)
                                .maxResults(MOST_LISTED))
                        .executions()
                        .stream())
                .filter(ended -> ended.stopDate() != null
                        && ended.stopDate().isAfter(now.minus(LOOKED_BACK))
                        && ended.stopDate().isBefore(now.minus(LEFT_TO_THE_JANITOR)))
                .map(ExecutionListItem::executionArn)
                .toList();
    }

    private static HolderStatus status(ExecutionStatus status) {
        return switch (status) {
            case SUCCEEDED, FAILED, TIMED_OUT, ABORTED -> HolderStatus.ENDED;
            case RUNNING, PENDING_REDRIVE, UNKNOWN_TO_SDK_VERSION -> HolderStatus.RUNNING;
        };
    }
}
