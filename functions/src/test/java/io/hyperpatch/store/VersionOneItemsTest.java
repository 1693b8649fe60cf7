package io.hyperpatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.admission.VersionWatch;
import io.hyperpatch.admission.VersionWatches;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterFixture;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.handler.Sample;
import io.hyperpatch.image.ReleaseVersion;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.KillSwitch;
import io.hyperpatch.intent.Resolution;
import io.hyperpatch.json.Json;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.platform.Ownership;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.KeptReads;
import io.hyperpatch.proof.Proofs;
import io.hyperpatch.readiness.Sightings;
import io.hyperpatch.reconcile.FailedRounds;
import io.hyperpatch.reconcile.aws.Rounds;
import io.hyperpatch.report.Mails;
import io.hyperpatch.rollout.RunPlans;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.run.Unreported;
import io.hyperpatch.signal.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Items as version 1 of the product wrote them are read, and written on, by the code of today. */
class VersionOneItemsTest {
    private static final Path FOLDER = Path.of("src/test/resources/version-1/items");
    private static final ClusterArn ARN =
            ClusterArn.of("arn:aws:sagemaker:us-east-1:123456789012:cluster/a1b2c3d4e5f6");
    private static final RunName RUN = RunName.of("train-a-10f47a2f0d8e-1");
    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");

    private final InMemoryStore store = new InMemoryStore();

    static Stream<String> kinds() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".json", "")).sorted().toList().stream();
        }
    }

    private Item stored(String kind) {
        try {
            Sample.StoredItem golden = Json.to(
                    Sample.StoredItem.class,
                    Json.mapper().readTree(FOLDER.resolve(kind + ".json").toFile()));
            store.write(new Write.Put(golden.key(), golden.attributes(), Condition.absent()));
            return store.read(golden.key()).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(kind, e);
        }
    }

    /** Whether all that a golden item says is said still; more may be said beside it. */
    private static boolean holds(JsonNode now, JsonNode golden) {
        if (golden.isObject()) {
            return golden.properties().stream().allMatch(field -> holds(now.path(field.getKey()), field.getValue()));
        }
        if (golden.isArray()) {
            return now.size() == golden.size()
                    && IntStream.range(0, golden.size()).allMatch(i -> holds(now.get(i), golden.get(i)));
        }
        return now.asText().equals(golden.asText());
    }

    private JsonNode now(Item golden, String attribute) {
        return store.read(golden.key()).orElseThrow().get(attribute).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isOfVersionOneThatSaysNoVersion(String kind) {
        Item golden = stored(kind);

        assertThat(golden.get(ItemVersion.WRITABLE_FROM)).isEmpty();
        assertThat(store.write(new Write.Update(golden.key(), List.of(Change.set("a", 1)), Condition.exists())))
                .isInstanceOf(WriteResult.Written.class);
    }

    @Test
    void isALeaseThatCanBeGivenBack() {
        Item golden = stored("leases");
        Leases leases = new Leases(store);
        Lease lease = leases.find(ARN).orElseThrow();

        assertThat(lease)
                .isEqualTo(new Lease(
                        Lease.State.HELD,
                        "arn:aws:states:us-east-1:123456789012:execution:patch-cluster:" + RUN,
                        RUN,
                        1,
                        Instant.parse("2026-11-21T02:00:02.618Z")));
        assertThat(leases.giveBack(ARN, lease, NOW)).isTrue();
        assertThat(now(golden, "state").asText()).isEqualTo("FREE");
    }

    @Test
    void isARunWithItsEnds() {
        Item golden = stored("cluster-run");
        Runs runs = new Runs(store);
        Run run = runs.find(ARN, RUN).orElseThrow();

        assertThat(run.outcome()).contains(Outcome.UNKNOWN);
        assertThat(run.latest()).contains(Outcome.VERIFIED);
        assertThat(run.called()).isTrue();
        assertThat(run.pins()).containsOnlyKeys("canary", "gpu", "system");
        assertThat(holds(Json.of(run), golden.attributes()))
                .as("%s says all of %s", run, golden)
                .isTrue();
        assertThat(runs.attempts(ARN, RUN.fingerprint())).containsExactly(run);
        assertThat(runs.end(ARN, RUN, Outcome.ABORTED, "", Optional.empty(), NOW))
                .as("the first word stands")
                .isEqualTo(run);
    }

    @Test
    void isAnIntentThatWasResolved() {
        Item golden = stored("run-intent");
        Intents intents = new Intents(store);
        Intent intent = intents.of(RUN).getFirst();

        assertThat(intent.state()).isEqualTo(Intent.State.RESOLVED);
        assertThat(intent.ownership()).isEqualTo(Ownership.WIRE);
        assertThat(intent.wasAccepted()).isTrue();
        assertThat(intent.wasSeenUnderWay()).isTrue();
        assertThat(intent.expected()).isEqualTo(Duration.ofMinutes(580));
        assertThat(intent.resolution().map(Resolution::as)).contains(Resolution.As.ENDED);
        assertThat(holds(Json.of(intent), golden.attributes()))
                .as("%s says all of %s", intent, golden)
                .isTrue();
        intents.reopen(intent);
        assertThat(intents.reread(intent).state()).isEqualTo(Intent.State.CALLED);
    }

    @Test
    void isThePageOfItsNodes() {
        stored("run-intent");
        Item golden = stored("run-nodes");
        Intents intents = new Intents(store);

        assertThat(intents.nodesBefore(intents.of(RUN).getFirst()))
                .hasSize(67)
                .hasSize(golden.get("nodes").orElseThrow().size())
                .allSatisfy(node -> assertThat(node.group()).isIn("system", "canary", "gpu"));
    }

    @Test
    void isAPlan() {
        Item golden = stored("run-plan");
        RunPlans plans = new RunPlans(store);

        assertThat(plans.of(RUN).steps()).singleElement().satisfies(step -> assertThat(step.groups())
                .containsExactly("system", "canary", "gpu"));
        plans.keep(RUN, plans.of(RUN));
        assertThat(holds(store.read(golden.key()).orElseThrow().attributes(), golden.attributes()))
                .isTrue();
    }

    @Test
    void isAProofWithItsNotes() {
        stored("run-proof");
        Item notes = stored("run-proof-notes");
        GroupProof proof = new Proofs(store).of(RUN).get("system");

        assertThat(proof.verdict()).isEqualTo(GroupProof.Verdict.VERIFIED);
        assertThat(proof.pin().text()).isEqualTo("ami-0f1e2d3c4b5a69788");

        store.write(new Write.Put(
                new Key(Intents.partition(RUN), "proof/002/gpu"),
                Json.object().put("pages", 1).set("proof", Json.of(proof).put("name", "gpu")),
                Condition.absent()));
        assertThat(new Proofs(store).of(RUN).get("gpu").skipped())
                .hasSize(notes.get("skipped").orElseThrow().size())
                .allSatisfy(node -> assertThat(node.why()).contains("PodDisruptionBudget"));
    }

    @Test
    void isAPageOfNodesThatWereRead() {
        Item golden = stored("run-reads");
        ObjectNode intent = stored("run-intent").attributes();
        intent.withObject("id").put("run", "train-big-df2e1b412205-1");
        intent.put("endedAt", Instant.ofEpochMilli(1795233912601L).toString());
        JsonNode listed = golden.get("nodes").orElseThrow().get(0).get("listed");

        assertThat(KeptReads.ofEnd(store, Json.to(Intent.class, intent)).find(Json.to(Node.class, listed)))
                .hasValueSatisfying(node -> assertThat(node.currentImageId()).contains("ami-0c0ffee0000000001"));
    }

    @Test
    void isASignalWithWhoWaits() {
        stored("cluster-signal");
        Signals signals = new Signals(store);

        assertThat(signals.counter(ARN)).isEqualTo(8);
        assertThat(signals.raise(ARN, false, NOW))
                .extracting(Signals.Waiter::taskToken)
                .containsExactly("AQB400000001b72fc20093d243c3");
        assertThat(signals.counter(ARN)).isEqualTo(9);
    }

    @Test
    void isAWatchThatGoesOnCounting() {
        Item golden = stored("cluster-version-watch");

        InstanceGroup system = cluster("system", group -> group.put("ImageVersionStatus", "UpToDate"))
                .groups()
                .getFirst();
        VersionWatch watch = new VersionWatches(store).read(ARN, system, NOW);

        assertThat(watch.identity()).isEqualTo("2026-11-21T02:00:01Z");
        assertThat(watch.readings()).isEqualTo(2);
        assertThat(now(golden, "count").asLong()).isEqualTo(3);
    }

    @Test
    void isTheFirstSightOfAVersion() {
        stored("release-versions");

        ReleaseVersion version = ReleaseVersion.of("1.3.2").orElseThrow();

        assertThat(new VersionWatches(store).firstSeen("EKS", version, NOW))
                .isEqualTo(Instant.parse("2026-11-21T02:00:01.475Z"));
    }

    @Test
    void isARunThatIsOwedAReport() {
        stored("unreported");

        assertThat(new Unreported(store).all())
                .containsExactly(new Unreported.Entry(
                        RUN,
                        ARN,
                        "arn:aws:states:us-east-1:123456789012:execution:patch-cluster:" + RUN,
                        Instant.parse("2026-11-21T02:00:02.618Z")));
    }

    @Test
    void isASeriesOfFailedRounds() {
        Item golden = stored("failed-rounds");

        new FailedRounds(store).begin(RUN, "another round", NOW);

        assertThat(now(golden, "begun").asText()).isEqualTo("another round");
        assertThat(now(golden, "series").path("all").asInt())
                .as("the round that had begun died without a word")
                .isEqualTo(2);
    }

    @Test
    void isAMailThatWasSent() {
        stored("notices");

        assertThat(new Mails(store).wasSent(RUN + "/final")).isTrue();
    }

    @Test
    void isAKillSwitchThatIsOn() {
        stored("product-kill-switch");

        assertThat(KillSwitch.turnOff(store, "me", NOW).changed()).isTrue();
        assertThat(KillSwitch.read(store).on()).isFalse();
    }

    @Test
    void isAShortageThatWasSeen() {
        Item golden = stored("seen-shortage");
        Cluster cluster = cluster("gpu", group -> group.put("TargetCount", 66));

        assertThat(new Sightings(store)
                        .see(cluster, Instant.parse("2026-11-21T04:00:00Z"))
                        .shortages())
                .isEqualTo(Map.of("gpu", Instant.parse("2026-11-21T03:00:57.573Z")));
        assertThat(now(golden, "last").asText()).isEqualTo("2026-11-21T04:00:00Z");
    }

    @Test
    void isAStatusThatWasSeen() {
        stored("seen-status");
        Cluster cluster = cluster("system", group -> group.put("SoftwareUpdateStatus", "CompletedWithNotices"));

        assertThat(new Sightings(store).see(cluster, NOW).statuses())
                .isEqualTo(Map.of("system", Instant.parse("2026-11-21T02:00:04.776Z")));
    }

    @Test
    void isARoundOfReconcileThatIsAtWork() {
        Item golden = stored("reconciling");
        String holder = golden.text("holder").orElseThrow();
        Rounds rounds = new Rounds(store, new Executions(new NobodyAsked()));

        assertThat(rounds.begin(ARN, holder, NOW)).isTrue();
        rounds.end(ARN, holder);
        assertThat(store.read(golden.key()).orElseThrow().get("holder")).isEmpty();
    }

    /** Fails every call. */
    private static final class NobodyAsked implements SfnClient {
        @Override
        public String serviceName() {
            return "states";
        }

        @Override
        public void close() {
            // there is nothing to close
        }
    }

    private static Cluster cluster(String group, Consumer<ObjectNode> change) {
        return new ClusterFixture()
                .with(cluster -> cluster.put("ClusterArn", ARN.toString()).put("NodeProvisioningMode", "Continuous"))
                .group(group, change)
                .cluster();
    }

    @Test
    void isAKindOfWhichEachHasATest() throws IOException {
        assertThat(kinds())
                .containsExactlyInAnyOrder(
                        "cluster-run",
                        "cluster-signal",
                        "cluster-version-watch",
                        "failed-rounds",
                        "leases",
                        "notices",
                        "product-kill-switch",
                        "reconciling",
                        "release-versions",
                        "run-intent",
                        "run-nodes",
                        "run-plan",
                        "run-proof",
                        "run-proof-notes",
                        "run-reads",
                        "seen-shortage",
                        "seen-status",
                        "unreported");
    }
}
