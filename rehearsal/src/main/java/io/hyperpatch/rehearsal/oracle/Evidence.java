package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ApiCall;
import io.hyperpatch.rehearsal.aws.sns.Message;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
        return items.stream().filter(item -> item.partition().equals("leases"));
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

    /**
     * The intent that a start call is made for.
     *
     * @param key the same for two calls only if they are for one intent
     */
    record Owner(String run, String key) {}

    /**
     * Whose start call it is: told by its wire or, on Slurm, where no call lists one, by the last stored intent that had then been
     * called and asks for the same.
     */
    Optional<Owner> ownerOf(JsonNode startRequest, Instant at) {
        String wire = wireOf(startRequest);
        return wire.isEmpty() ? unmarked(startRequest, at) : marked(wire);
    }

    private Optional<Owner> marked(String wire) {
        return runs().map(run -> run.attributes().path("name").asText())
                .filter(run -> wire.startsWith(wiresOf(run)))
                .map(run -> new Owner(run, wire))
                .findFirst();
    }

    private Optional<Owner> unmarked(JsonNode request, Instant at) {
        return items.stream()
                .filter(item ->
                        item.partition().startsWith("run/") && item.sort().startsWith("intent/"))
                .filter(item -> item.attributes().hasNonNull("calledAt"))
                .filter(item -> !calledAt(item).isAfter(at))
                .filter(item -> onSlurm(item.attributes().path("cluster").asText()))
                .filter(item -> asksFor(request, item.attributes()))
                .max(Comparator.comparing(Evidence::calledAt))
                .map(item ->
                        new Owner(item.partition().substring("run/".length()), item.partition() + "/" + item.sort()));
    }

    private static Instant calledAt(Stored intent) {
        return Instant.parse(intent.attributes().path("calledAt").asText());
    }

    private boolean onSlurm(String arn) {
        return truth.clusters().stream().anyMatch(cluster -> cluster.arn().equals(arn) && cluster.slurm());
    }

    private static boolean asksFor(JsonNode request, JsonNode intent) {
        return request.path("ClusterName")
                        .asText()
                        .equals(intent.path("cluster").asText())
                && request.path("ImageId").asText().equals(intent.path("pin").asText())
                && Updates.texts(request.path("InstanceGroups"), "InstanceGroupName")
                        .equals(intent.path("groups")
                                .valueStream()
                                .map(JsonNode::asText)
                                .sorted()
                                .toList());
    }

    /** The run whose start call began an update; empty if none did. */
    Optional<String> runOf(String cluster, Truth.Update update) {
        return truth.calls().stream()
                .filter(call -> call.cluster().equals(cluster) && !call.byOthers())
                .filter(call -> call.update()
                        .filter(number -> number == update.number())
                        .isPresent())
                .findFirst()
                .flatMap(call -> ownerOf(call.request(), call.at()))
                .map(Owner::run);
    }

    /** What the name of every wire of a run begins with. */
    static String wiresOf(String run) {
        return "hyperpatch-" + run + "-s";
    }
}
