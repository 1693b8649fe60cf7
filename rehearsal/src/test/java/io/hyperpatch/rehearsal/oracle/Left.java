package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiCall;
import io.hyperpatch.rehearsal.aws.CallResult;
import io.hyperpatch.rehearsal.aws.Reading;
import io.hyperpatch.rehearsal.aws.events.Delivery;
import io.hyperpatch.rehearsal.aws.sns.Message;
import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.engine.HistoryEvent;
import io.hyperpatch.rehearsal.fault.Delivered;
import io.hyperpatch.rehearsal.iam.Judged;
import io.hyperpatch.rehearsal.twin.Shown;
import io.hyperpatch.rehearsal.twin.Truth;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Evidence made by hand: cluster c with the groups gpu and cpu of one node each, patched by run c-1 without
 * a flaw. A test changes one thing, and sees which invariant notices.
 */
final class Left {
    static final Instant START = Instant.parse("2026-11-21T02:00:00Z");
    static final Instant DEADLINE = START.plus(Duration.ofDays(2));
    static final String ARN = "arn:aws:sagemaker:us-east-1:123456789012:cluster/a1b2c3d4e5f6";
    static final String FLEET = "arn:aws:states:us-east-1:123456789012:execution:patch-fleet:f1";
    static final String RUN = "c-1";
    static final String OLD = "ami-0aaaaaaaaaaaaaaaa";
    static final String PIN = "ami-0bbbbbbbbbbbbbbbb";
    static final String OTHER = "ami-0cccccccccccccccc";
    static final String WIRE = "hyperpatch-c-1-s1-i1";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> GROUPS = List.of("gpu", "cpu");

    final Map<String, ObjectNode> items = new LinkedHashMap<>();
    final Map<String, Shown.Group> shown = new LinkedHashMap<>();
    final Map<String, Instant> updatedAt = new HashMap<>();
    final List<Shown> shownThen = new ArrayList<>();
    Optional<Truth> truthThen = Optional.empty();
    final Set<String> scaledAway = new HashSet<>();
    final Map<String, Truth.Group> groups = new LinkedHashMap<>();
    final List<Truth.Update> updates = new ArrayList<>();
    final Map<String, List<Instant>> moves = new HashMap<>();
    final List<Truth.Call> truthCalls = new ArrayList<>();
    final List<ApiCall> calls = new ArrayList<>();
    final List<ObjectNode> reports = new ArrayList<>();
    final List<Message> messages = new ArrayList<>();
    final List<ExecutionView> executions = new ArrayList<>();
    final List<HistoryEvent> history = new ArrayList<>();
    final Map<String, Instant> oldEnough = new HashMap<>();
    final List<Delivery> deliveries = new ArrayList<>();
    final List<Delivered> faults = new ArrayList<>();
    final TreeSet<String> alarms = new TreeSet<>();
    final ObjectNode policy = MAPPER.createObjectNode();
    final List<Reading> readings = new ArrayList<>();
    final List<Evidence.Turn> turns = new ArrayList<>();
    final List<Evidence.LaterPolicy> laterPolicies = new ArrayList<>();
    boolean slurm;

    /** A run that was verified. */
    static Left verified() {
        Left left = new Left();
        left.run(RUN, "Verified");
        left.intent();
        left.lease("FREE", RUN);
        left.began(PIN, "Succeeded");
        left.listed(4);
        left.report(left.endOf(RUN, "Verified"));
        left.message(RUN + "/final", "Verified", "all is well");
        left.execution("patch-cluster", RUN, ExecutionStatus.SUCCEEDED, "{}");
        left.fleet(ExecutionStatus.SUCCEEDED, """
                {"runs": [{"run": "c-1", "cluster": "c", "outcome": "Verified", "reason": ""}]}""");
        return left;
    }

    /** The same run, whose start call was left without an answer, and of which no look saw anything. */
    static Left unknown() {
        Left left = verified();
        left.item("run").put("outcome", "Unknown");
        left.intentItem().remove(List.of("answer", "sightedAt", "endedAt", "progress"));
        left.intentItem().putObject("resolution").put("as", "UNTELLABLE").put("at", at(6).toString());
        GROUPS.forEach(group -> left.show(group, OLD, OLD, null));
        GROUPS.forEach(left.updatedAt::remove);
        return left;
    }

    ObjectNode item(String beginning) {
        return items.entrySet().stream()
                .filter(item -> item.getKey().split("\\|")[1].startsWith(beginning))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    ObjectNode intentItem() {
        return item("intent/");
    }

    ObjectNode put(String partition, String sort, String json) {
        ObjectNode attributes = (ObjectNode) json(json);
        items.put(partition + "|" + sort, attributes);
        return attributes;
    }

    void run(String name, String outcome) {
        put("cluster/" + ARN, "run/0123456789ab/" + name, """
                {"name": "%s", "cluster": "%s", "clusterName": "c", "pins": {"gpu": "%s", "cpu": "%s"},
                 "outcome": "%s", "startedAt": "%s", "endedAt": "%s"}
                """.formatted(name, ARN, PIN, PIN, outcome, START, at(5)));
    }

    private void intent() {
        put("run/" + RUN, "intent/001/001", """
                {"id": {"run": "c-1", "step": 1, "number": 1}, "state": "RESOLVED", "cluster": "%s", "pin": "%s",
                 "groups": ["gpu", "cpu"], "deployment": {"alarms": ["%s"]}, "nodePages": 1, "plannedAt": "%s",
                 "deadline": "%s",
                 "before": {"gpu": {"currentImageId": "%s", "desiredImageId": "%s", "softwareUpdateStatus": null},
                            "cpu": {"currentImageId": "%s", "desiredImageId": "%s", "softwareUpdateStatus": null}},
                 "armedAt": "%s", "calledAt": "%s", "answer": {"kind": "ACCEPTED", "detail": ""}, "sightedAt": "%s", "endedAt": "%s",
                 "progress": "1 of 1", "resolution": {"as": "ENDED", "reason": "", "at": "%s"}}
                """.formatted(
                        ARN, PIN, WIRE, START, DEADLINE, OLD, OLD, OLD, OLD, at(0), at(1), at(2), at(3), at(4)));
        put("run/" + RUN, "nodes/001/001/" + START.toEpochMilli() + "/0000", """
                {"nodes": [{"instanceId": "i-gpu", "group": "gpu", "status": "Running", "lastSoftwareUpdate": null},
                           {"instanceId": "i-cpu", "group": "cpu", "status": "Running", "lastSoftwareUpdate": null}]}
                """);
    }

    void lease(String state, String run) {
        put("leases", ARN, "{\"state\": \"%s\", \"run\": \"%s\", \"token\": 1}".formatted(state, run));
    }

    /** The intent's call was made, and began an update of both groups that ended like this. */
    private void began(String image, String ending) {
        ObjectNode request = request();
        read("ArmWire", "monitoring:DescribeAlarms", 0, """
                {"MetricAlarms": [{"AlarmName": "%s", "StateValue": "OK"}]}""".formatted(WIRE));
        call("StartUpdate", "UpdateClusterSoftware", request, at(1));
        truthCalls.add(new Truth.Call(at(1), "c", request, false, Optional.of(1), Optional.empty(), ""));
        updates.add(new Truth.Update(
                1,
                false,
                image,
                List.of(WIRE),
                at(1),
                Optional.of(at(3)),
                GROUPS.stream().map(group -> ended(group, ending)).toList()));
        GROUPS.forEach(group -> {
            shown.put(
                    group,
                    new Shown.Group(
                            group,
                            Optional.of(image),
                            Optional.empty(),
                            Optional.of(image),
                            Optional.of(ending),
                            List.of()));
            updatedAt.put(group, at(3));
            stands(group, image, "Running");
        });
    }

    /** The update was accepted, and over, with every group on its image before and no node to replace. */
    void changedNothing() {
        groupsOnThePinBefore(0);
    }

    /** Every group was on the pin before as a whole, and of each the update replaced so many nodes. */
    void groupsOnThePinBefore(int touched) {
        Truth.Update update = updates.getFirst();
        updates.set(
                0,
                new Truth.Update(
                        update.number(),
                        false,
                        PIN,
                        update.alarms(),
                        update.started(),
                        update.ended(),
                        GROUPS.stream()
                                .map(group -> new Truth.GroupUpdate(
                                        group,
                                        PIN,
                                        PIN,
                                        Optional.of("Succeeded"),
                                        Optional.of(at(3)),
                                        List.of(),
                                        touched))
                                .toList()));
    }

    static Truth.GroupUpdate ended(String group, String ending) {
        return new Truth.GroupUpdate(group, PIN, OLD, Optional.of(ending), Optional.of(at(3)), List.of(), 1);
    }

    void stands(String group, String image, String status) {
        groups.put(
                group,
                new Truth.Group(
                        group,
                        false,
                        image,
                        "InService",
                        Optional.empty(),
                        1,
                        List.of(new Truth.Node("i-" + group, image, status, false, Optional.empty()))));
    }

    void show(String group, String current, String desired, String status, String... alarmNames) {
        shown.put(
                group,
                new Shown.Group(
                        group,
                        Optional.ofNullable(current),
                        Optional.empty(),
                        Optional.ofNullable(desired),
                        Optional.ofNullable(status),
                        List.of(alarmNames)));
    }

    /** It shows the text {@code default} in place of an image id, and the release version beside it. */
    void showVersion(String group, String version, String status) {
        shown.put(
                group,
                new Shown.Group(
                        group,
                        Optional.of("default"),
                        Optional.of(version),
                        Optional.of("default"),
                        Optional.ofNullable(status),
                        List.of()));
    }

    ObjectNode request() {
        return (ObjectNode) json("""
                {"ClusterName": "%s", "ImageId": "%s",
                 "InstanceGroups": [{"InstanceGroupName": "gpu"}, {"InstanceGroupName": "cpu"}],
                 "DeploymentConfig": {"AutoRollbackConfiguration": [{"AlarmName": "%s"}]}}
                """.formatted(ARN, PIN, WIRE));
    }

    void call(String function, String operation, JsonNode request, Instant at) {
        calls.add(new ApiCall(at, function, "sagemaker", operation, request, new CallResult.Ok()));
    }

    /** A service showed this to a function so many minutes after the start. */
    void read(String function, String action, int minutes, String answer) {
        readings.add(new Reading(at(minutes), function, action, json("{}"), json(answer)));
    }

    /** The nodes were read so many minutes after the start. */
    void listed(int minutes) {
        call("VerifyStep", "ListClusterNodes", json("{\"ClusterName\": \"%s\"}".formatted(ARN)), at(minutes));
    }

    /** The event that tells the end of a run: everything is on the pin. */
    ObjectNode endOf(String run, String outcome) {
        return (ObjectNode) json("""
                {"run": "%s", "cluster": {"name": "c", "arn": "%s"}, "outcome": "%s", "reason": "",
                 "startedAt": "%s", "endedAt": "%s", "notification": {"id": "%s/final", "subject": "s"},
                 "groups": [
                  {"name": "gpu", "pin": "%s", "imageBefore": "%s", "nodes": 1, "patched": 1, "skipped": [], "failed": []},
                  {"name": "cpu", "pin": "%s", "imageBefore": "%s", "nodes": 1, "patched": 1, "skipped": [], "failed": []}]}
                """.formatted(run, ARN, outcome, START, at(5), run, PIN, OLD, PIN, OLD));
    }

    void report(ObjectNode detail) {
        reports.add(detail);
    }

    void message(String id, String outcome, String body) {
        message(id, outcome, outcome, body);
    }

    /** A mail that was sent so many minutes after the start. */
    void message(String id, String outcome, String body, int minutes) {
        message(id, outcome, outcome, body, at(minutes));
    }

    void message(String id, String outcome, String subject, String body) {
        message(id, outcome, subject, body, at(5));
    }

    private void message(String id, String outcome, String subject, String body, Instant at) {
        messages.add(new Message(
                at,
                "m",
                "topic",
                Optional.of(subject),
                body,
                Map.of(
                        "id", new Message.Attribute("String", id),
                        "outcome", new Message.Attribute("String", outcome))));
    }

    void fleet(ExecutionStatus status, String output) {
        execution("patch-fleet", "f1", status, output);
    }

    void execution(String machine, String name, ExecutionStatus status, String output) {
        execution(machine, name, status, "{}", output, null, 0);
    }

    void execution(
            String machine,
            String name,
            ExecutionStatus status,
            String input,
            String output,
            String error,
            int redrives) {
        execution(machine, name, status, input, output, error, redrives, at(6));
    }

    /** An execution that ran until then. */
    void execution(String machine, String name, String input, Instant until) {
        execution(machine, name, ExecutionStatus.SUCCEEDED, input, "{}", null, 0, until);
    }

    private void execution(
            String machine,
            String name,
            ExecutionStatus status,
            String input,
            String output,
            String error,
            int redrives,
            Instant until) {
        String prefix = "arn:aws:states:us-east-1:123456789012:";
        executions.add(new ExecutionView(
                prefix + "execution:" + machine + ":" + name,
                name,
                machine,
                prefix + "stateMachine:" + machine,
                status,
                json(input),
                status == ExecutionStatus.SUCCEEDED ? Optional.of(json(output)) : Optional.empty(),
                Optional.ofNullable(error),
                Optional.empty(),
                START,
                Optional.of(until),
                List.copyOf(history),
                1,
                redrives));
    }

    /** For the executions that are left from here on. */
    void entered(String state, int minutes) {
        history.add(new HistoryEvent(
                history.size() + 1, history.size(), at(minutes), "TaskStateEntered", Map.of("name", state)));
    }

    /** The answer of a function, for the executions that are left from here on. */
    void answered(String verdict, int minutes) {
        history.add(new HistoryEvent(
                history.size() + 1,
                history.size(),
                at(minutes),
                "TaskSucceeded",
                Map.of("output", Map.of("Payload", Map.of("verdict", verdict)))));
    }

    static Instant at(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    Evidence evidence() {
        return new Evidence(
                truth(),
                List.of(shownNow()),
                alarms,
                reports.stream()
                        .map(detail -> new Evidence.Report(detail, truthThen.orElseGet(this::truth), shownThen))
                        .toList(),
                calls,
                messages,
                items.entrySet().stream()
                        .map(item -> new Evidence.Stored(
                                item.getKey().split("\\|")[0], item.getKey().split("\\|")[1], item.getValue()))
                        .toList(),
                executions,
                oldEnough,
                deliveries,
                faults,
                new Judged(0, List.of()),
                new Evidence.Ground(policy, laterPolicies, readings, turns));
    }

    private Truth truth() {
        return new Truth(
                List.of(new Truth.Cluster("c", ARN, slurm, "InService", List.copyOf(groups.values()), updates, moves)),
                1,
                truthCalls);
    }

    private Shown shownNow() {
        List<Shown.Node> nodes = shown.keySet().stream()
                .filter(group -> !scaledAway.contains(group))
                .map(group -> new Shown.Node("i-" + group, group, Optional.ofNullable(updatedAt.get(group))))
                .toList();
        return new Shown(ARN, List.copyOf(shown.values()), nodes);
    }

    /** Keeps what is, and is shown, now as what was when the runs were reported; a test changes it afterwards. */
    void reportedAsShown() {
        shownThen.add(shownNow());
        truthThen = Optional.of(truth());
    }

    /** What an invariant finds wrong. */
    List<String> broken(Function<Evidence, Invariant> invariant) {
        return invariant.apply(evidence()).broken();
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
