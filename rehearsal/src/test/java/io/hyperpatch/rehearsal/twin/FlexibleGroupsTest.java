package io.hyperpatch.rehearsal.twin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Groups that name several instance types instead of one. */
class FlexibleGroupsTest {

    private final ObjectNode document = Rehearsed.document("eks-67");

    {
        ObjectNode gpu = (ObjectNode) document.path("InstanceGroups").get(2);
        gpu.remove("InstanceType");
        gpu.put("CurrentCount", 100).put("TargetCount", 100);
        gpu.set("InstanceRequirements", Rehearsed.read("""
                {CurrentInstanceTypes: [ml.p5.48xlarge, ml.g6.48xlarge],
                 DesiredInstanceTypes: [ml.p5.48xlarge, ml.g6.48xlarge]}"""));
        gpu.set("InstanceTypeDetails", Rehearsed.read("""
                [{InstanceType: ml.p5.48xlarge, CurrentCount: 10, ThreadsPerCore: 1},
                 {InstanceType: ml.g6.48xlarge, CurrentCount: 90, ThreadsPerCore: 1}]"""));
    }

    private final Rehearsed rehearsed = new Rehearsed(document, "{}");

    @Test
    void haveNodesOfEachTypeAsTheyAreCounted() {
        assertThat(types()).filteredOn("ml.p5.48xlarge"::equals).hasSize(10);
        assertThat(types()).filteredOn("ml.g6.48xlarge"::equals).hasSize(90);
        assertThat(rehearsed.group("gpu").has("InstanceType")).isFalse();
    }

    @Test
    void areUpdatedInBatchesOfTheSameShareOfEachType() {
        rehearsed.update(
                "gpu",
                "ImageId: " + Rehearsed.NEW + ", DeploymentConfig: {RollingUpdatePolicy:"
                        + " {MaximumBatchSize: {Type: CAPACITY_PERCENTAGE, Value: 10}}}");
        rehearsed.pass("PT10M");

        List<String> updating = rehearsed
                .twin
                .cluster()
                .nodes()
                .filter(node -> node.status().equals("SystemUpdating"))
                .map(TwinNode::instanceType)
                .toList();

        assertThat(updating.stream().collect(Collectors.groupingBy(type -> type, Collectors.counting())))
                .containsOnly(java.util.Map.entry("ml.p5.48xlarge", 1L), java.util.Map.entry("ml.g6.48xlarge", 9L));
    }

    @Test
    void showHowManyNodesOfEachTypeAreLeftAfterScaling() {
        rehearsed.twin.beginScaling("gpu", 50, java.util.Optional.of(Duration.ofMinutes(10)));
        rehearsed.pass("PT11M");

        JsonNode details = rehearsed.group("gpu").path("InstanceTypeDetails");

        assertThat(details.findValues("CurrentCount").toString()).isEqualTo("[10, 40]");
    }

    private List<String> types() {
        return rehearsed.twin.cluster().group("gpu").orElseThrow().instanceTypes();
    }
}
