package io.hyperpatch.rehearsal.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import java.util.List;
import org.junit.jupiter.api.Test;

class HyperPodEventsTest {

    private static List<JsonNode> ofType(Rehearsed rehearsed, String detailType) {
        return rehearsed.events.stream()
                .filter(event -> event.path("detail-type").asText().equals(detailType))
                .toList();
    }

    @Test
    void wrapsEachEventInTheStandardEnvelope() {
        Rehearsed rehearsed = Rehearsed.eks();
        rehearsed.update("canary");
        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.events).isNotEmpty().allSatisfy(event -> {
            assertThat(event.path("version").asText()).isEqualTo("0");
            assertThat(event.path("id").asText()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
            assertThat(event.path("source").asText()).isEqualTo("aws.sagemaker");
            assertThat(event.path("account").asText()).isEqualTo("123456789012");
            assertThat(event.path("region").asText()).isEqualTo("us-east-1");
            assertThat(event.path("time").asText()).matches("2026-06-01T\\d\\d:\\d\\d:\\d\\dZ");
            assertThat(event.at("/resources/0").asText())
                    .isEqualTo("arn:aws:sagemaker:us-east-1:123456789012:cluster/a1b2c3d4e5f6");
        });
    }

    @Test
    void tellsTheCourseOfAnUpdateInClusterEvents() {
        Rehearsed rehearsed = Rehearsed.eks();
        rehearsed.update("canary");

        rehearsed.untilNothingIsInEffect();

        String id = rehearsed.truth("canary").nodes().getFirst().id();
        assertThat(rehearsed.descriptions())
                .startsWith(
                        "InstanceGroup canary in Cluster train-a has been scheduled for UpdateClusterSoftware to latest.",
                        "UpdateClusterSoftware initiated for IG canary in Cluster train-a using AllAtOnce strategy.",
                        "Next update batch selected for IG canary in Cluster train-a.",
                        "Root volume replacement started for Instance " + id + " in IG canary.")
                .contains("Instance " + id + " in IG canary updated successfully.")
                .endsWith("UpdateClusterSoftware completed successfully for IG canary in Cluster train-a.");
    }

    @Test
    void givesTheTimeOfAnEventInMillisecondsAndItsEmptySubtreesAsNull() {
        Rehearsed rehearsed = Rehearsed.eks();
        rehearsed.update("canary");

        JsonNode details =
                ofType(rehearsed, "SageMaker HyperPod Cluster Event").getFirst().at("/detail/EventDetails");

        assertThat(details.path("EventTime").asLong()).isEqualTo(Rehearsed.START.toEpochMilli());
        assertThat(details.at("/EventDetails/EventMetadata/Instance").isNull()).isTrue();
    }

    @Test
    void keepsImagesAndSoftwareUpdateStatusOutOfStateChanges() {
        ObjectNode document = Rehearsed.document("eks-67");
        document.remove("NodeProvisioningMode");
        Rehearsed rehearsed = new Rehearsed(document, "{}");
        rehearsed.update("canary");
        rehearsed.untilNothingIsInEffect();

        List<JsonNode> changes = ofType(rehearsed, "SageMaker HyperPod Cluster State Change");

        assertThat(changes)
                .extracting(change -> change.at("/detail/ClusterStatus").asText())
                .containsExactly("SystemUpdating", "InService");
        assertThat(changes).allSatisfy(change -> assertThat(change.toString())
                .contains("\"InstanceGroupName\":\"gpu\"")
                .doesNotContain("ami-")
                .doesNotContain("SoftwareUpdateStatus"));
    }

    @Test
    void sendsNoClusterEventsUnlessContinuous() {
        ObjectNode document = Rehearsed.document("eks-67");
        document.remove("NodeProvisioningMode");
        Rehearsed rehearsed = new Rehearsed(document, "{}");
        rehearsed.update("canary");
        rehearsed.untilNothingIsInEffect();

        assertThat(ofType(rehearsed, "SageMaker HyperPod Cluster Event")).isEmpty();
        assertThat(catchThrowableOfType(
                                ApiError.class, () -> rehearsed.call("ListClusterEvents", "{ClusterName: train-a}"))
                        .code())
                .isEqualTo("ValidationException");
    }

    @Test
    void listsEventsNewestFirstAndDescribesEach() {
        Rehearsed rehearsed = Rehearsed.eks();
        rehearsed.update("canary");
        rehearsed.untilNothingIsInEffect();

        JsonNode events = rehearsed
                .call("ListClusterEvents", "{ClusterName: train-a, ResourceType: InstanceGroup}")
                .path("Events");
        JsonNode described = rehearsed.call(
                "DescribeClusterEvent",
                "{ClusterName: train-a, EventId: "
                        + events.path(0).path("EventId").asText() + "}");

        assertThat(events.path(0).path("Description").asText())
                .startsWith("UpdateClusterSoftware completed successfully");
        assertThat(events).allMatch(event -> event.path("ResourceType").asText().equals("InstanceGroup"));
        assertThat(described.at("/EventDetails/Description"))
                .isEqualTo(events.path(0).path("Description"));
        // A union: SDKs refuse an answer with no member, or more than one.
        assertThat(described.at("/EventDetails/EventDetails/EventMetadata").toString())
                .isEqualTo("{\"InstanceGroup\":{}}");
    }
}
