package io.hyperpatch.rehearsal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An execution as it stands now; the history is a view that grows with it.
 *
 * @param transitions the state transitions that would be billed: each state entered and each retry
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html">
 *     DescribeExecution</a>
 */
public record ExecutionView(
        String arn,
        String name,
        String machine,
        String stateMachineArn,
        ExecutionStatus status,
        JsonNode input,
        Optional<JsonNode> output,
        Optional<String> error,
        Optional<String> cause,
        Instant startDate,
        Optional<Instant> stopDate,
        List<HistoryEvent> history,
        long transitions,
        int redriveCount) {}
