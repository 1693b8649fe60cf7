package io.hyperpatch.infra.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.document.Document;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.PolicyReader;
import io.hyperpatch.rehearsal.scenario.BundledScenarios;
import io.hyperpatch.rehearsal.scenario.Scenario;
import io.hyperpatch.rehearsal.setting.ExampleEvents;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.setting.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bundled scenario, on a small cluster of its own: played on LocalStack and in a rehearsal. */
enum Staged {
    OBSERVED("observe-mode", ""),
    REFUSED("image-refused-architecture", """
            image: ami-0bad0bad0bad0bad1
            policy: { image: { track: { ssm: /golden/arm } } }
            """),
    PAUSED("paused-before-the-start", """
            people: [{ does: pause, when: { afterStart: PT0S }, why: "nothing is patched before the review" }]
            """),
    FAILING("success", """
            faults: [{ kind: serverError, at: { action: "sagemaker:ListClusterNodes" } }]
            """),
    MALFORMED("success", ""),
    VERIFIED("success", Staged.SLOW),
    TWICE("announced-twice-at-once", Staged.SLOW),
    ROLLED_BACK("alarm-in-a-wait-interval", Staged.SLOW),
    STOPPED("stopped-in-flight", Staged.SLOW);

    /** An update that is still under way when somebody looks, however busy the machine is. */
    private static final String SLOW = "twin: { pace: { nodeReplacement: { min: PT60M, max: PT90M } } }";

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** So many nodes are enough for a wait interval between two batches. */
    private static final Map<String, Integer> NODES = Map.of("canary", 2, "gpu", 2);

    private final Scenario scenario;

    Staged(String bundled, String changes) {
        this.scenario = changed(bundled, changes);
    }

    /** What is deployed: it names the clusters of all. */
    static FleetPolicy fleet() {
        return fleet("gpu-fleet");
    }

    /** A policy of each case's own: the clusters of one policy have their turns one after the other. */
    private static FleetPolicy fleet(String policyName) {
        StringBuilder names = new StringBuilder();
        for (Staged staged : values()) {
            names.append(names.isEmpty() ? "" : ", ").append(staged.cluster());
        }
        String policy = """
                name: %s
                mode: act
                clusters: { names: [%s] }
                image: { track: { ssm: /golden/hyperpod-eks/ami-id }, owners: [self], minimumAge: P3D }
                rollout:
                  canary: [canary]
                  batch: 10%%
                  rollbackBatch: 50%%
                  wait: PT10M
                  alarms: ["gpu-xid-{cluster}"]
                """.formatted(policyName, names);
        return new PolicyReader().read("policy.yaml", policy.getBytes(StandardCharsets.UTF_8));
    }

    String cluster() {
        return "train-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The same at every call. */
    Setting setting() {
        Given given = new Given(
                Optional.of(document()),
                Optional.empty(),
                Optional.of(fleet(cluster())),
                Optional.empty(),
                Optional.of(scenario));
        Setting setting = new Preparation(given, NOW).setting();
        return this == MALFORMED
                ? setting.triggeredBy(
                        List.of(new Setting.Incoming(Duration.ZERO, malformed(setting), Optional.empty())))
                : setting;
    }

    /** How it may be rehearsed: whether the second of two events finds a run that has begun is anybody's guess. */
    List<Setting> rehearsed() {
        Setting atOnce = setting();
        if (this != TWICE) {
            return List.of(atOnce);
        }
        Setting.Incoming first = atOnce.triggers().getFirst();
        Setting.Incoming second = atOnce.triggers().getLast();
        Setting.Incoming later = new Setting.Incoming(Duration.ofMinutes(1), second.event(), second.expect());
        return List.of(atOnce, atOnce.triggeredBy(List.of(first, later)));
    }

    /** It asks for something that nobody can do. */
    private static JsonNode malformed(Setting setting) {
        ObjectNode request = ExampleEvents.about(
                ExampleEvents.find("operator-request").orElseThrow(), setting.names(), setting.policy(), NOW);
        request.withObject("/detail").put("action", "downgrade");
        return request;
    }

    private Document document() {
        ObjectNode cluster = bundledCluster();
        cluster.put("ClusterName", cluster());
        cluster.put(
                "ClusterArn",
                "arn:aws:sagemaker:us-east-1:" + LocalStack.ACCOUNT + ":cluster/" + "%012d".formatted(1 + ordinal()));
        cluster.withArray("/InstanceGroups")
                .removeIf(group ->
                        !NODES.containsKey(group.path("InstanceGroupName").asText()));
        cluster.withArray("/InstanceGroups").forEach(group -> {
            int nodes = NODES.get(group.path("InstanceGroupName").asText());
            ((ObjectNode) group)
                    .put("CurrentCount", nodes)
                    .put("TargetCount", nodes)
                    .put("TargetStateCount", nodes)
                    .put("MinCount", 1);
        });
        return Document.of(cluster(), cluster);
    }

    private static ObjectNode bundledCluster() {
        try (InputStream in = Staged.class.getResourceAsStream("/clusters/eks-67.json")) {
            return (ObjectNode) MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scenario changed(String bundled, String changes) {
        ObjectNode tree =
                BundledScenarios.find(bundled).orElseThrow().document().tree().deepCopy();
        if (!changes.isEmpty()) {
            tree.setAll((ObjectNode) new io.hyperpatch.document.Documents(PolicyReader.MAX_BYTES)
                    .readYaml("changes", changes.getBytes(StandardCharsets.UTF_8))
                    .tree());
        }
        return new Scenario(Document.of(bundled, tree));
    }
}
