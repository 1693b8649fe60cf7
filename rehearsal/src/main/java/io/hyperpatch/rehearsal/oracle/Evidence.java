package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ApiCall;
import io.hyperpatch.rehearsal.aws.sns.Message;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.twin.Truth;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * All that a rehearsal left behind.
 *
 * @param truth what the clusters really are at the end
 * @param reports each event that a run has ended, with the truth at that moment
 * @param triggers how each event that came in ended, by the outcome's word
 */
public record Evidence(
        Truth truth,
        List<Report> reports,
        List<ApiCall> calls,
        List<Message> messages,
        List<Stored> items,
        List<ExecutionView> executions,
        List<String> triggers) {

    public Evidence {
        Objects.requireNonNull(truth, "truth");
        reports = List.copyOf(reports);
        calls = List.copyOf(calls);
        messages = List.copyOf(messages);
        items = List.copyOf(items);
        executions = List.copyOf(executions);
        triggers = List.copyOf(triggers);
    }

    /** @param detail of the event, as machines get it */
    public record Report(JsonNode detail, Truth truthThen) {
        String run() {
            return detail.path("run").asText();
        }

        String outcome() {
            return detail.path("outcome").asText();
        }

        Truth.Cluster clusterThen() {
            return truthThen.cluster(detail.at("/cluster/name").asText());
        }
    }

    /** An item of the product's store, as plain JSON. */
    public record Stored(String partition, String sort, JsonNode attributes) {}

    /** The items of runs. */
    Stream<Stored> runs() {
        return items.stream()
                .filter(item -> item.partition().startsWith("cluster/"))
                .filter(item -> item.sort().startsWith("run/"));
    }

    Stream<Stored> leases() {
        return items.stream().filter(item -> item.sort().equals("lease"));
    }

    Stream<Stored> intentsOf(String run) {
        return items.stream()
                .filter(item -> item.partition().equals("run/" + run))
                .filter(item -> item.sort().startsWith("intent/"));
    }

    /** Start calls that functions made, whatever came of them. */
    Stream<ApiCall> startCalls() {
        return calls.stream().filter(call -> call.action().equals("sagemaker:UpdateClusterSoftware"));
    }

    /** The alarm that marks a start call as one of an intent's; empty if it has none. */
    static String wireOf(JsonNode startRequest) {
        for (JsonNode alarm : startRequest.at("/DeploymentConfig/AutoRollbackConfiguration")) {
            if (alarm.path("AlarmName").asText().startsWith("hyperpatch-")) {
                return alarm.path("AlarmName").asText();
            }
        }
        return "";
    }

    /** What the name of every wire of a run begins with. */
    static String wiresOf(String run) {
        return "hyperpatch-" + run + "-s";
    }
}
