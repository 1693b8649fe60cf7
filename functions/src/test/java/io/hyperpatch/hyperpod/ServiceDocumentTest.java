package io.hyperpatch.hyperpod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.hyperpatch.cluster.BatchSize;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.RestrictedGroup;
import io.hyperpatch.cluster.ShownImage;
import io.hyperpatch.cluster.UnreadableAnswer;
import io.hyperpatch.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceDocumentTest {
    private final ObjectNode document = read("describe-cluster.json");

    @Test
    void neverTakesTheTextDefaultForAnImage() {
        ObjectNode group = Json.object()
                .put("InstanceGroupName", "gpu")
                .put("CurrentCount", 4)
                .put("CurrentImageId", "default")
                .put("DesiredImageId", "default");
        ObjectNode cluster = Json.object()
                .put("ClusterArn", "arn:aws:sagemaker:us-east-1:123456789012:cluster/a1b2c3d4e5f6")
                .put("ClusterName", "train-a")
                .put("ClusterStatus", "InService");
        cluster.putArray("InstanceGroups").add(group);

        InstanceGroup read = ServiceDocument.cluster(cluster).group("gpu").orElseThrow();

        assertThat(read.currentImage()).isEqualTo(ShownImage.NONE);
        assertThat(read.desiredImage()).isEqualTo(ShownImage.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:pcs:us-east-1:123456789012:cluster/abc123def456",
                "arn:aws:sagemaker:us-east-1:123456789012:cluster/abc123def4567",
                "train-a"
            })
    void refusesTheArnOfWhatIsNoHyperPodCluster(String arn) {
        document.put("ClusterArn", arn);

        assertThatThrownBy(() -> ServiceDocument.cluster(document))
                .isInstanceOf(UnreadableAnswer.class)
                .hasMessageContaining(arn);
    }

    @Test
    void namesANodeWithoutAnInstanceByItsLogicalId() {
        ObjectNode node = Json.object().put("InstanceGroupName", "gpu").put("NodeLogicalId", "gpu-7");
        node.putObject("InstanceStatus").put("Status", "Pending");

        assertThat(ServiceDocument.node(node).instanceId()).isEqualTo("gpu-7");
    }

    @Test
    void readsAWholeDocumentThatHoldsMembersUnknownToTheSdk() {
        Cluster cluster = ServiceDocument.cluster(document);

        assertThat(cluster.arn().toString()).isEqualTo("arn:aws:sagemaker:us-east-1:123456789012:cluster/abc123def456");
        assertThat(cluster.name()).isEqualTo("train-a");
        assertThat(cluster.status()).isEqualTo("InService");
        assertThat(cluster.failureMessage()).contains("say \"hi\" \\ {% $x %}\nsecond line");
        assertThat(cluster.platform()).isEqualTo(Orchestrator.EKS);
        assertThat(cluster.nodeProvisioningMode()).contains("Continuous");
        assertThat(cluster.groups()).extracting(InstanceGroup::name).containsExactly("gpu", "login");
        assertThat(cluster.restrictedGroups())
                .containsExactly(new RestrictedGroup("nova", "ml.p5.48xlarge", "InService", 4));
    }

    @Test
    void readsAGroupWithEverythingItHas() {
        InstanceGroup gpu = ServiceDocument.cluster(document).group("gpu").orElseThrow();

        assertThat(gpu)
                .isEqualTo(new InstanceGroup(
                        "gpu",
                        "ml.p5.48xlarge",
                        "Updating",
                        63,
                        64,
                        Optional.of(60),
                        new ShownImage(Optional.of("ami-0aaaaaaaaaaaaaaaa"), Optional.of("1.2.3")),
                        ShownImage.ofId("ami-0bbbbbbbbbbbbbbbb"),
                        Optional.empty(),
                        Optional.of("InProgress"),
                        Optional.of(12),
                        Optional.of(new DeploymentConfig(
                                Optional.of(new BatchSize(BatchSize.CAPACITY_PERCENTAGE, 10)),
                                Optional.of(new BatchSize(BatchSize.INSTANCE_COUNT, 32)),
                                Optional.of(600),
                                List.of("gpu-xid-train-a", "hyperpatch-wire-1"))),
                        Optional.of("cron(0 2 ? * SUN *)"),
                        Optional.of("WhenIdle"),
                        Optional.of(Instant.parse("2026-12-01T02:00:00Z")),
                        Map.of("Scaling", 1),
                        List.of("InstanceStress", "InstanceConnectivity"),
                        Optional.of("arn:aws:iam::123456789012:role/hyperpod"),
                        false));
        assertThat(gpu.updateUnderWay()).isTrue();
        assertThat(gpu.scaling()).isTrue();
    }

    @Test
    void readsAGroupThatTellsLittle() {
        InstanceGroup login = ServiceDocument.cluster(document).group("login").orElseThrow();

        assertThat(login.currentImageId()).isEmpty();
        assertThat(login.softwareUpdateStatus()).isEmpty();
        assertThat(login.activeUpdate()).isEmpty();
        assertThat(login.minCount()).isEmpty();
        assertThat(login.nextPatchDate()).isEmpty();
        assertThat(login.deepHealthChecks()).isEmpty();
        assertThat(login.updateUnderWay()).isFalse();
        assertThat(login.scaling()).isFalse();
    }

    @Test
    void carriesWordsThatItDoesNotKnowAsText() {
        document.put("ClusterStatus", "Hibernating");
        group(0).put("Status", "Pondering")
                .put("SoftwareUpdateStatus", "AlmostDone")
                .put("InstanceType", "ml.p9.huge");
        ((ObjectNode) group(0).at("/ActiveSoftwareUpdateConfig/RollingUpdatePolicy/MaximumBatchSize"))
                .put("Type", "RACK_COUNT");

        Cluster cluster = ServiceDocument.cluster(document);
        InstanceGroup gpu = cluster.groups().getFirst();

        assertThat(cluster.status()).isEqualTo("Hibernating");
        assertThat(gpu.status()).isEqualTo("Pondering");
        assertThat(gpu.instanceType()).isEqualTo("ml.p9.huge");
        assertThat(gpu.softwareUpdateStatus()).contains("AlmostDone");
        assertThat(gpu.updateUnderWay()).as("to wait is safe").isTrue();
        assertThat(gpu.activeUpdate().orElseThrow().batch().orElseThrow().type())
                .isEqualTo("RACK_COUNT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Succeeded", "Failed", "RollbackComplete"})
    void knowsWhenAnUpdateHasEnded(String status) {
        group(0).put("SoftwareUpdateStatus", status);

        assertThat(ServiceDocument.cluster(document).groups().getFirst().updateUnderWay())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ClusterArn", "ClusterName", "ClusterStatus"})
    void namesAMissingMember(String member) {
        document.remove(member);

        assertThatThrownBy(() -> ServiceDocument.cluster(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + member + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ClusterArn", "ClusterName", "ClusterStatus"})
    void namesAMemberThatIsNoText(String member) {
        document.putNull(member);

        assertThatThrownBy(() -> ServiceDocument.cluster(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + member + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CurrentCount", "TargetCount"})
    void takesOneCountForTheOtherThatIsNotShown(String count) {
        int other = count.equals("CurrentCount") ? 64 : 63;
        group(0).remove(count);

        InstanceGroup gpu = ServiceDocument.cluster(document).group("gpu").orElseThrow();

        assertThat(gpu.currentCount()).isEqualTo(other);
        assertThat(gpu.targetCount()).isEqualTo(other);
    }

    @Test
    void neverTakesAGroupWithoutCountsForAnEmptyOne() {
        group(0).remove(List.of("CurrentCount", "TargetCount"));

        assertThatThrownBy(() -> ServiceDocument.cluster(document))
                .isInstanceOf(UnreadableAnswer.class)
                .hasMessageContaining("'CurrentCount'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "\"64\"", "63.5", "null"})
    void refusesWhatIsNoCount(String value) throws Exception {
        group(0).set("CurrentCount", Json.mapper().readTree(value));

        assertThatThrownBy(() -> ServiceDocument.cluster(document))
                .isInstanceOf(UnreadableAnswer.class)
                .hasMessageContaining("'CurrentCount'");
    }

    @Test
    void neverTakesAnAnswerWithoutGroupsForThatOfAnEmptyCluster() {
        document.remove("InstanceGroups");
        document.remove("RestrictedInstanceGroups");

        assertThatThrownBy(() -> ServiceDocument.cluster(document))
                .isInstanceOf(UnreadableAnswer.class)
                .hasMessageContaining("'InstanceGroups'");
    }

    @Test
    void neverTakesAPageWithoutItsListForAnEmptyOne() {
        assertThatThrownBy(() -> ServiceDocument.nodes(Json.object()))
                .isInstanceOf(UnreadableAnswer.class)
                .hasMessageContaining("'ClusterNodeSummaries'");
    }

    @Test
    void namesAGroupsMissingName() {
        group(1).remove("InstanceGroupName");

        assertThatThrownBy(() -> ServiceDocument.cluster(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'InstanceGroupName'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{Eks: null}", "{}", "{Slurm: null}", "{Eks: {}, Slurm: {}}", "{Kueue: {}}", "[]", "Eks"})
    void doesNotGuessTheOrchestrator(String orchestrator) throws IOException {
        document.set("Orchestrator", new YAMLMapper().readTree(orchestrator));

        assertThatThrownBy(() -> ServiceDocument.cluster(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Orchestrator");
    }

    @Test
    void takesAMemberThatIsNullForOneThatIsNotThere() throws IOException {
        document.set("Orchestrator", new YAMLMapper().readTree("{Eks: null, Slurm: {}}"));
        assertThat(ServiceDocument.cluster(document).platform()).isEqualTo(Orchestrator.SLURM);

        document.putNull("Orchestrator");
        assertThat(ServiceDocument.cluster(document).platform()).isEqualTo(Orchestrator.SLURM);
    }

    @Test
    void takesAClusterWithoutEksForSlurm() {
        document.remove("Orchestrator");
        assertThat(ServiceDocument.cluster(document).platform()).isEqualTo(Orchestrator.SLURM);

        document.putObject("Orchestrator").putObject("Slurm").put("SlurmConfigStrategy", "Managed");
        assertThat(ServiceDocument.cluster(document).platform()).isEqualTo(Orchestrator.SLURM);
    }

    @Test
    void readsBothFormsOfADate() {
        ObjectNode node = Json.object().put("InstanceId", "i-1").put("InstanceGroupName", "gpu");
        Instant time = Instant.parse("2026-11-20T01:02:03.500Z");

        node.put("LastSoftwareUpdateTime", 1795136523.5);
        assertThat(ServiceDocument.node(node).lastSoftwareUpdate()).contains(time);
        node.put("LastSoftwareUpdateTime", 1795136523L);
        assertThat(ServiceDocument.node(node).lastSoftwareUpdate()).contains(time.minusMillis(500));
        node.put("LastSoftwareUpdateTime", "2026-11-20T02:02:03.500000+01:00");
        assertThat(ServiceDocument.node(node).lastSoftwareUpdate()).contains(time);
        node.put("LastSoftwareUpdateTime", "2026-11-20T01:02:03.5Z");
        assertThat(ServiceDocument.node(node).lastSoftwareUpdate()).contains(time);
        node.putNull("LastSoftwareUpdateTime");
        assertThat(ServiceDocument.node(node).lastSoftwareUpdate()).isEmpty();
    }

    @Test
    void refusesATextThatIsNoDate() {
        ObjectNode node = Json.object().put("InstanceId", "i-1").put("InstanceGroupName", "gpu");
        node.put("LastSoftwareUpdateTime", "yesterday");

        assertThatThrownBy(() -> ServiceDocument.node(node))
                .isInstanceOf(UnreadableAnswer.class)
                .hasMessageContaining("yesterday");
    }

    @Test
    void readsANodeOfAListAndOneThatWasDescribed() {
        ObjectNode listed = (ObjectNode) read("list-cluster-nodes.json").at("/ClusterNodeSummaries/0");

        assertThat(ServiceDocument.node(listed))
                .isEqualTo(new Node(
                        "i-0123456789abcdef0",
                        "gpu",
                        "FailedMaintenance",
                        Optional.of("rollback failed"),
                        Optional.of(Instant.parse("2026-11-20T01:02:03Z")),
                        Optional.of(Instant.parse("2026-03-01T02:00:00Z")),
                        ShownImage.NONE,
                        Optional.of("SecurityUpdateRequired")));
        assertThat(ServiceDocument.node(listed.put("CurrentImageId", "ami-1")).currentImageId())
                .contains("ami-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"InstanceId", "InstanceGroupName"})
    void namesWhatANodeLacks(String member) {
        ObjectNode node = Json.object().put("InstanceId", "i-1").put("InstanceGroupName", "gpu");
        node.remove(member);

        assertThatThrownBy(() -> ServiceDocument.node(node))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + member + "'");
    }

    private ObjectNode group(int index) {
        return (ObjectNode) document.at("/InstanceGroups/" + index);
    }

    private static ObjectNode read(String name) {
        try (var in = ServiceDocumentTest.class.getResourceAsStream("/cluster/" + name)) {
            return (ObjectNode) Json.mapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("no " + name + " among the test resources", e);
        }
    }
}
