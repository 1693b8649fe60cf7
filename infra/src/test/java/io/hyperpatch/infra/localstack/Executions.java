package io.hyperpatch.infra.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** The executions on LocalStack. */
final class Executions implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SfnClient stepFunctions;
    private final Deployment deployment;

    Executions(LocalStack aws, Deployment deployment) {
        this.stepFunctions = aws.client(SfnClient.builder());
        this.deployment = deployment;
    }

    /** All of a workflow, in the order in which they began. */
    List<ExecutionListItem> of(String workflow) {
        return stepFunctions
                .listExecutionsPaginator(request -> request.stateMachineArn(deployment.machine(workflow)))
                .executions()
                .stream()
                .sorted(Comparator.comparing(ExecutionListItem::startDate))
                .toList();
    }

    DescribeExecutionResponse describe(String arn) {
        return stepFunctions.describeExecution(request -> request.executionArn(arn));
    }

    JsonNode input(String arn) {
        return json(describe(arn).input());
    }

    /** Its output, once it has ended well. */
    JsonNode output(String arn, Duration patience) {
        DescribeExecutionResponse end = ended(arn, patience);
        if (end.status() != ExecutionStatus.SUCCEEDED) {
            throw new AssertionError(arn + " ended " + end.status() + ": " + end.error() + ": " + end.cause());
        }
        return json(end.output());
    }

    DescribeExecutionResponse ended(String arn, Duration patience) {
        Await.until(arn + " has ended", patience, () -> describe(arn).status() != ExecutionStatus.RUNNING);
        return describe(arn);
    }

    List<HistoryEvent> history(String arn) {
        return stepFunctions
                .getExecutionHistoryPaginator(
                        request -> request.executionArn(arn).includeExecutionData(true))
                .events()
                .stream()
                .toList();
    }

    /** The states that it has entered, in order. */
    List<String> visited(String arn) {
        return history(arn).stream()
                .map(event -> Optional.ofNullable(event.stateEnteredEventDetails()))
                .flatMap(Optional::stream)
                .map(entered -> Objects.requireNonNull(entered.name()))
                .toList();
    }

    SfnClient client() {
        return stepFunctions;
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    @Override
    public void close() {
        stepFunctions.close();
    }
}
