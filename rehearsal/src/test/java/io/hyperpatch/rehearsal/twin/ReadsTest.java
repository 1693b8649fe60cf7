package io.hyperpatch.rehearsal.twin;

import static io.hyperpatch.rehearsal.twin.Rehearsed.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ReadsTest {

    @Test
    void givesTheDocumentBackWithNothingLost() {
        ObjectNode document = Rehearsed.document("eks-67");
        ObjectNode gpu = (ObjectNode) document.path("InstanceGroups").get(2);
        gpu.putObject("AutoPatchConfig").put("PatchingStrategy", "WhenIdle").put("Unknown", "kept");
        gpu.put("Status", "SomeNewStatus").put("ImageVersionStatus", "SecurityUpdateRequired");
        document.putObject("SomethingNew").putArray("deep").addObject().put("even", "deeper");
        ObjectNode expected = document.deepCopy();
        expected.put("CreationTime", new BigDecimal("1772442867.318"));

        JsonNode answer = new Rehearsed(document, "{}").describe();

        assertThat(answer.toString()).isEqualTo(expected.toString());
    }

    @Test
    void keepsUnknownMembersThroughAnUpdate() {
        ObjectNode document = Rehearsed.document("eks-67");
        ((ObjectNode) document.path("InstanceGroups").get(1))
                .putObject("AutoPatchConfig")
                .put("NextPatchDate", "2026-07-01T00:00:00Z");
        Rehearsed rehearsed = new Rehearsed(document, "{}");
        rehearsed.update("canary");

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed
                        .group("canary")
                        .at("/AutoPatchConfig/NextPatchDate")
                        .asText())
                .isEqualTo("1782864000.000");
    }

    @Test
    void readsDatesAsIso8601AndAsEpochNumbers() {
        assertThat(Timestamps.read(Rehearsed.read("'2026-03-02T10:14:27.318000+01:00'"))
                        .toString())
                .isEqualTo("2026-03-02T09:14:27.318Z");
        assertThat(Timestamps.read(Rehearsed.read("1772442867.318")).toString()).isEqualTo("2026-03-02T09:14:27.318Z");
        assertThat(Timestamps.read(Rehearsed.read("'2026-03-02 09:14:27'")).toString())
                .isEqualTo("2026-03-02T09:14:27Z");
    }

    @Test
    void listsTheTagsOfAClusterByItsArn() {
        Rehearsed rehearsed = Rehearsed.eks();
        String request = "{ResourceArn: 'arn:aws:sagemaker:us-east-1:123456789012:cluster/a1b2c3d4e5f6'}";
        assertThat(rehearsed.call("ListTags", request).toString()).isEqualTo("{\"Tags\":[]}");

        rehearsed.hyperPod.tag("train-a", java.util.Map.of("patching", "gpu-fleet"));

        assertThat(rehearsed.call("ListTags", request).toString())
                .isEqualTo("{\"Tags\":[{\"Key\":\"patching\",\"Value\":\"gpu-fleet\"}]}");
    }

    @Test
    void findsAClusterByItsArnToo() {
        Rehearsed rehearsed = Rehearsed.eks();

        JsonNode answer = rehearsed.call(
                "DescribeCluster", "{ClusterName: 'arn:aws:sagemaker:us-east-1:123456789012:cluster/a1b2c3d4e5f6'}");

        assertThat(answer.path("ClusterName").asText()).isEqualTo("train-a");
    }

    @Test
    void pagesThroughAThousandNodesSeeingEachOnce() {
        Rehearsed rehearsed = new Rehearsed(Rehearsed.document("eks-1000"), "{}");

        List<String> ids = allNodeIds(rehearsed, "");

        assertThat(ids).hasSize(1000).doesNotHaveDuplicates();
    }

    private static List<String> allNodeIds(Rehearsed rehearsed, String more) {
        List<String> ids = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = rehearsed.call("ListClusterNodes", "{ClusterName: train-big" + more + token + "}");
            assertThat(page.path("ClusterNodeSummaries")).hasSizeLessThanOrEqualTo(100);
            page.path("ClusterNodeSummaries")
                    .forEach(node -> ids.add(node.path("InstanceId").asText()));
            token = page.has("NextToken")
                    ? ", NextToken: " + page.path("NextToken").asText()
                    : "";
        } while (!token.isEmpty());
        return ids;
    }

    @Test
    void listsInTheOrderAskedFor() {
        Rehearsed rehearsed = new Rehearsed(Rehearsed.document("eks-1000"), "{}");

        List<String> ascending = allNodeIds(rehearsed, ", SortBy: NAME, MaxResults: 33");
        List<String> descending = allNodeIds(rehearsed, ", SortBy: NAME, SortOrder: Descending");

        assertThat(descending).isEqualTo(ascending.reversed());
    }

    @Test
    void filtersNodesByGroupAndByLaunchTime() {
        Rehearsed rehearsed = new Rehearsed(Rehearsed.document("eks-1000"), "{}");

        assertThat(allNodeIds(rehearsed, ", InstanceGroupNameContains: anar")).hasSize(8);
        assertThat(allNodeIds(rehearsed, ", CreationTimeAfter: 1772442868")).isEmpty();
        assertThat(allNodeIds(rehearsed, ", CreationTimeBefore: 1772442868")).hasSize(1000);
    }

    @Test
    void refusesATokenThatIsNotOurs() {
        ApiError error = catchThrowableOfType(ApiError.class, () -> Rehearsed.eks()
                .call("ListClusterNodes", "{ClusterName: train-a, NextToken: '%%%'}"));

        assertThat(error.code()).isEqualTo("ValidationException");
    }

    @Test
    void refusesMoreThanAHundredResultsAPage() {
        ApiError error = catchThrowableOfType(ApiError.class, () -> Rehearsed.eks()
                .call("ListClusterNodes", "{ClusterName: train-a, MaxResults: 101}"));

        assertThat(error.message()).contains("'maxResults'").contains("less than or equal to 100");
    }

    @Test
    void givesTheNodesOfTheListDocument() {
        ObjectNode nodes = (ObjectNode) Rehearsed.read("""
                {"ClusterNodeSummaries": [{"InstanceGroupName": "canary", "InstanceId": "i-0123456789abcdef0",
                 "InstanceType": "ml.p5.48xlarge", "LaunchTime": "2026-03-02T09:20:00+00:00",
                 "InstanceStatus": {"Status": "Running", "Message": "sticky"}, "ImageVersionStatus": "EndOfLife"}]}""");
        HyperPod hyperPod = new HyperPod(
                new io.hyperpatch.rehearsal.clock.VirtualClock(Rehearsed.START),
                new java.util.Random(1),
                Surroundings.calm());
        hyperPod.add(ClusterDocument.of(Rehearsed.document("eks-67"), Optional.of(nodes)), TwinBehaviour.DEFAULT);

        JsonNode listed = hyperPod.call("ListClusterNodes", Rehearsed.read("{ClusterName: train-a}"));

        assertThat(listed.path("ClusterNodeSummaries")).hasSize(1);
        assertThat(listed.at("/ClusterNodeSummaries/0/ImageVersionStatus").asText())
                .isEqualTo("EndOfLife");
        assertThat(listed.at("/ClusterNodeSummaries/0/LaunchTime").asText()).isEqualTo("1772443200.000");
        assertThat(listed.at("/ClusterNodeSummaries/0").has("CurrentImageId")).isFalse();
    }

    @Test
    void refusesADocumentThatIsNoDescribeCluster() {
        assertThatThrownBy(() -> ClusterDocument.of(Rehearsed.read("{ClusterName: x}"), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("/ClusterArn: missing");
        assertThatThrownBy(() -> ClusterDocument.of(Rehearsed.read("[]"), Optional.empty()))
                .hasMessageContaining("must be an object");
        ObjectNode badDate = Rehearsed.document("eks-67").put("CreationTime", "yesterday");
        assertThatThrownBy(() -> ClusterDocument.of(badDate, Optional.empty()))
                .hasMessageStartingWith("/CreationTime: is no point in time");
    }

    @Test
    void describesANodeWithWhatItsGroupSays() {
        Rehearsed rehearsed = Rehearsed.eks();
        String id = rehearsed.truth("gpu").nodes().getFirst().id();

        JsonNode node = rehearsed
                .call("DescribeClusterNode", "{ClusterName: train-a, NodeId: " + id + "}")
                .path("NodeDetails");

        assertThat(id).matches("i-[a-f0-9]{17}");
        assertThat(node.path("CurrentImageId").asText()).isEqualTo(Rehearsed.OLD);
        assertThat(node.at("/LifeCycleConfig/OnCreate").asText()).isEqualTo("on_create.sh");
        assertThat(node.path("PrivatePrimaryIp").asText()).startsWith("10.1.");
    }

    @Test
    void answersResourceNotFoundForANodeThatIsGone() {
        Rehearsed rehearsed = Rehearsed.eks();
        String id = rehearsed.truth("gpu").nodes().getFirst().id();
        rehearsed.twin.replaceNode(id);

        ApiError error = catchThrowableOfType(
                ApiError.class,
                () -> rehearsed.call("DescribeClusterNode", "{ClusterName: train-a, NodeId: " + id + "}"));

        assertThat(error.code()).isEqualTo("ResourceNotFound");
    }

    @Test
    void listsClustersByNameAndFilter() {
        Rehearsed rehearsed = Rehearsed.eks();
        rehearsed.hyperPod.add(
                ClusterDocument.of(Rehearsed.document("slurm-20"), Optional.empty()), TwinBehaviour.DEFAULT);

        assertThat(names(rehearsed, "{SortBy: NAME}")).containsExactly("slurm-a", "train-a");
        assertThat(names(rehearsed, "{NameContains: train}")).containsExactly("train-a");
        assertThat(rehearsed.call("ListClusters", "{MaxResults: 1}").has("NextToken"))
                .isTrue();
    }

    private static List<String> names(Rehearsed rehearsed, String request) {
        JsonNode summaries = rehearsed.call("ListClusters", request).path("ClusterSummaries");
        return StreamSupport.stream(summaries.spliterator(), false)
                .map(cluster -> cluster.path("ClusterName").asText())
                .toList();
    }

    @Test
    void letsNodesLagBehindTheClusterIfTheSwitchSaysSo() {
        Rehearsed rehearsed = Rehearsed.eks("{pace: {pending: PT0S, nodeReplacement: {min: PT20M},"
                + " settling: {min: PT0S}}, unknowns: {nodeListLag: PT2M}}");
        rehearsed.update("canary");

        rehearsed.pass("PT21M");

        assertThat(rehearsed.status("canary")).isEqualTo("Succeeded");
        assertThat(nodeStatuses(rehearsed)).doesNotContain("Running");
        rehearsed.pass("PT2M");
        assertThat(nodeStatuses(rehearsed)).containsOnly("Running");
    }

    private static HashSet<String> nodeStatuses(Rehearsed rehearsed) {
        HashSet<String> statuses = new HashSet<>();
        rehearsed
                .call("ListClusterNodes", "{ClusterName: train-a, InstanceGroupNameContains: canary}")
                .path("ClusterNodeSummaries")
                .forEach(node -> statuses.add(node.at("/InstanceStatus/Status").asText()));
        return statuses;
    }

    @Test
    void hidesImagesOfRestrictedGroupsAsTheDocumentDoes() {
        ObjectNode document = Rehearsed.document("eks-67");
        document.putArray("RestrictedInstanceGroups")
                .addObject()
                .put("InstanceGroupName", "rig")
                .put("CurrentCount", 1)
                .put("Status", "InService");
        Rehearsed rehearsed = new Rehearsed(document, "{}");
        rehearsed.call("UpdateClusterSoftware", "{ClusterName: train-a, ImageId: " + NEW + "}");
        rehearsed.untilNothingIsInEffect();

        JsonNode group = rehearsed.describe().at("/RestrictedInstanceGroups/0");

        assertThat(group).isEqualTo(document.at("/RestrictedInstanceGroups/0"));
    }

    @Test
    void refusesWhatItDoesNotSimulate() {
        assertThatThrownBy(() -> Rehearsed.eks().call("UpdateCluster", "{}"))
                .isInstanceOf(ApiError.class)
                .hasMessageContaining("UpdateCluster");
    }
}
