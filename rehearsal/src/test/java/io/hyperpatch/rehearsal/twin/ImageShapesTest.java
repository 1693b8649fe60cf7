package io.hyperpatch.rehearsal.twin;

import static io.hyperpatch.rehearsal.twin.Rehearsed.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes in which groups and nodes show their image; in each of them the truth is one image per node. */
class ImageShapesTest {

    private static final String NEWEST = "ami-0defa017000000001";

    @Test
    void showsTheTextDefaultBeforeAndAfterAnUpdateToTheNewest() {
        Rehearsed rehearsed = of("{CurrentImageId: default, DesiredImageId: default}");
        String before = rehearsed.truth("canary").image();

        rehearsed.update("canary", "ImageId: default");
        rehearsed.pass("PT1M");
        assertThat(rehearsed.group("canary").path("DesiredImageId").asText()).isEqualTo("default");
        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.truth("canary").nodesByImage()).isEqualTo(Map.of(NEWEST, 2));
        assertThat(before).isNotEqualTo(NEWEST).startsWith("ami-");
        assertThat(shown(rehearsed.group("canary"))).isEqualTo("default default");
        assertThat(shown(node(rehearsed, "canary"))).isEqualTo("default default");
        assertThat(rehearsed.group("canary").path("TargetStateCount").asInt()).isEqualTo(2);
    }

    @Test
    void showsAnImageThatACallNamedByItsIdWhereOthersShowTheText() {
        Rehearsed rehearsed = of("{CurrentImageId: default, DesiredImageId: default}");

        rehearsed.update("canary");
        rehearsed.untilNothingIsInEffect();

        assertThat(shown(rehearsed.group("canary"))).isEqualTo(NEW + " " + NEW);
        rehearsed.update("canary", "ImageId: default");
        rehearsed.untilNothingIsInEffect();
        assertThat(shown(rehearsed.group("canary"))).isEqualTo("default default");
    }

    @Test
    void showsNothingAtAllBeforeAndAfterAnUpdate() {
        Rehearsed rehearsed = of("{CurrentImageId: null, DesiredImageId: null, ImageVersionStatus: EndOfLife}");
        rehearsed.update("canary", "ImageId: default");

        rehearsed.untilNothingIsInEffect();

        assertThat(rehearsed.truth("canary").nodesByImage()).isEqualTo(Map.of(NEWEST, 2));
        assertThat(shown(rehearsed.group("canary"))).isEqualTo(" ");
        assertThat(shown(node(rehearsed, "canary"))).isEqualTo(" ");
        assertThat(node(rehearsed, "canary").has("CurrentImageId")).isFalse();
        assertThat(rehearsed.group("canary").path("ImageVersionStatus").asText())
                .isEqualTo("UpToDate");
        assertThat(rehearsed.group("gpu").path("ImageVersionStatus").asText()).isEqualTo("EndOfLife");
    }

    @Test
    void showsReleaseVersionsOnTheGroupsWhoseDocumentHasThem() {
        ObjectNode document = withImages("{CurrentImageId: default, DesiredImageId: default}");
        group(document, 1).put("CurrentImageReleaseVersion", "1.2.3").put("DesiredImageReleaseVersion", "1.2.3");
        Rehearsed rehearsed = new Rehearsed(document, "{}");
        assertThat(versions(rehearsed, "canary")).containsOnly("1.2.3");

        rehearsed.update("canary,gpu", "ImageId: default");
        rehearsed.pass("PT1M");
        assertThat(rehearsed.group("canary").path("DesiredImageReleaseVersion").asText())
                .isEqualTo("1.3.2");
        rehearsed.untilNothingIsInEffect();

        assertThat(versions(rehearsed, "canary")).containsOnly("1.3.2");
        assertThat(node(rehearsed, "canary").path("DesiredImageReleaseVersion").asText())
                .isEqualTo("1.3.2");
        assertThat(versions(rehearsed, "gpu")).containsOnly("");
    }

    @Test
    void goesBackToAnOlderReleaseAndTouchesOnlyNodesThatAreNotOnIt() {
        ObjectNode document = withImages("{CurrentImageReleaseVersion: 1.2.4, DesiredImageReleaseVersion: 1.2.4}");
        Rehearsed rehearsed = new Rehearsed(
                document,
                "{unknowns: {downgradeAccepted: false, skippedNodesRetried: false},"
                        + " mishaps: {pdbSkips: [canary/0]}}");
        String before = rehearsed.truth("canary").image();
        rehearsed.call("UpdateClusterSoftware", """
                {ClusterName: train-a, InstanceGroups: [{InstanceGroupName: canary, ImageReleaseVersion: 1.3.2}],
                 DeploymentConfig: {RollingUpdatePolicy: {MaximumBatchSize: {Type: INSTANCE_COUNT, Value: 1}}}}""");
        rehearsed.untilNothingIsInEffect();
        assertThat(rehearsed.truth("canary").nodesByImage()).isEqualTo(Map.of(before, 1, NEWEST, 1));

        rehearsed.call("UpdateClusterSoftware", """
                {ClusterName: train-a, InstanceGroups: [{InstanceGroupName: canary, ImageReleaseVersion: 1.3.2}]}""");
        rehearsed.untilNothingIsInEffect();
        assertThat(rehearsed.truth("canary").nodesByImage()).isEqualTo(Map.of(NEWEST, 2));

        rehearsed.call("UpdateClusterSoftware", """
                {ClusterName: train-a, InstanceGroups: [{InstanceGroupName: canary, ImageReleaseVersion: 1.2.4}]}""");
        rehearsed.untilNothingIsInEffect();
        assertThat(rehearsed.truth("canary").nodesByImage()).isEqualTo(Map.of(before, 2));
    }

    @Test
    void bringsEachGroupOfOneCallToItsOwnRelease() {
        Rehearsed rehearsed = of("{CurrentImageReleaseVersion: 1.2.4, DesiredImageReleaseVersion: 1.2.4}");

        rehearsed.call("UpdateClusterSoftware", """
                {ClusterName: train-a, InstanceGroups: [{InstanceGroupName: canary, ImageReleaseVersion: 1.3.1},
                 {InstanceGroupName: gpu, ImageReleaseVersion: 1.3.2}]}""");
        rehearsed.untilNothingIsInEffect();

        assertThat(versions(rehearsed, "canary")).containsOnly("1.3.1");
        assertThat(versions(rehearsed, "gpu")).containsOnly("1.3.2");
        assertThat(rehearsed.lastUpdate("canary").image())
                .isNotEqualTo(rehearsed.lastUpdate("gpu").image());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "latest", "1.3.2-rc1"})
    void refusesWhatIsNoReleaseVersion(String version) {
        assertThat(refusal(of("{CurrentImageId: default}"), version, "").message())
                .contains("imageReleaseVersion", "regular expression");
    }

    @Test
    void refusesAReleaseThatThereIsNot() {
        assertThat(refusal(of("{CurrentImageId: default}"), "9.9.9", "").message())
                .contains("9.9.9 does not exist");
    }

    @Test
    void refusesAReleaseForAGroupOnACustomImage() {
        assertThat(refusal(Rehearsed.eks(), "1.3.2", "").message()).contains("uses a custom AMI");
    }

    @Test
    void leavesOpenWhatAnImageIdBesideAVersionMeans() {
        String both = ", ImageId: default";
        ObjectNode document = withImages("{CurrentImageId: default}");

        assertThat(refusal(new Rehearsed(document, "{}"), "1.3.1", both).message())
                .contains("either ImageId or ImageReleaseVersion");
        assertThat(after(document, "VERSION_COUNTS", both)).isNotEqualTo(NEWEST);
        assertThat(after(document, "IMAGE_COUNTS", both)).isEqualTo(NEWEST);
    }

    private static String after(ObjectNode document, String switched, String more) {
        Rehearsed rehearsed = new Rehearsed(document, "{unknowns: {versionBesideImageId: " + switched + "}}");
        rehearsed.call("UpdateClusterSoftware", version("1.3.1", more));
        rehearsed.untilNothingIsInEffect();
        return rehearsed.truth("canary").image();
    }

    @ParameterizedTest
    @EnumSource(Unknowns.ImagesShown.class)
    void showsAnyDocumentInTheShapeThatTheSwitchSays(Unknowns.ImagesShown shape) {
        Rehearsed rehearsed = Rehearsed.eks("{unknowns: {imagesShown: " + shape + "}}");
        List<String> expected =
                switch (shape) {
                    case IDS -> List.of("ami-0c0ffee0000000001", "ami-0c0ffee0000000001", "", "");
                    case DEFAULT -> List.of("default", "default", "", "UpdateAvailable");
                    case NONE -> List.of("", "", "", "UpToDate");
                    case VERSIONS -> List.of("default", "default", "1.1.0", "UpdateAvailable");
                };

        JsonNode system = rehearsed.group("system");

        assertThat(List.of(
                        system.path("CurrentImageId").asText(),
                        system.path("DesiredImageId").asText(),
                        system.path("CurrentImageReleaseVersion").asText(),
                        system.path("ImageVersionStatus").asText()))
                .isEqualTo(expected);
        assertThat(rehearsed.group("canary").has("CurrentImageReleaseVersion")).isFalse();
        assertThat(rehearsed.truth("system").nodesByImage()).isEqualTo(Map.of("ami-0c0ffee0000000001", 1));
    }

    private static String version(String version, String more) {
        return "{ClusterName: train-a, InstanceGroups: [{InstanceGroupName: canary, ImageReleaseVersion: '" + version
                + "'}]" + more + "}";
    }

    private static ApiError refusal(Rehearsed rehearsed, String version, String more) {
        return catchThrowableOfType(
                ApiError.class, () -> rehearsed.call("UpdateClusterSoftware", version(version, more)));
    }

    private static List<String> versions(Rehearsed rehearsed, String group) {
        JsonNode shown = rehearsed.group(group);
        JsonNode listed = rehearsed
                .call("ListClusterNodes", "{ClusterName: train-a, InstanceGroupNameContains: " + group + "}")
                .path("ClusterNodeSummaries")
                .get(0);
        return List.of(
                shown.path("CurrentImageReleaseVersion").asText(),
                shown.path("DesiredImageReleaseVersion").asText(),
                listed.path("CurrentImageReleaseVersion").asText());
    }

    private static JsonNode node(Rehearsed rehearsed, String group) {
        String id = rehearsed.truth(group).nodes().getFirst().id();
        return rehearsed
                .call("DescribeClusterNode", "{ClusterName: train-a, NodeId: " + id + "}")
                .path("NodeDetails");
    }

    private static String shown(JsonNode document) {
        return document.path("CurrentImageId").asText() + " "
                + document.path("DesiredImageId").asText();
    }

    private static Rehearsed of(String images) {
        return new Rehearsed(withImages(images), "{}");
    }

    /** The usual cluster, each group of which shows these members of images, and no others. */
    private static ObjectNode withImages(String images) {
        ObjectNode document = Rehearsed.document("eks-67");
        JsonNode members = Rehearsed.read(images);
        for (int i = 0; i < 3; i++) {
            ObjectNode group = group(document, i);
            group.remove(List.of("CurrentImageId", "DesiredImageId"));
            members.properties().stream()
                    .filter(member -> !member.getValue().isNull())
                    .forEach(member ->
                            group.put(member.getKey(), member.getValue().asText()));
        }
        return document;
    }

    private static ObjectNode group(ObjectNode document, int index) {
        return (ObjectNode) document.path("InstanceGroups").get(index);
    }
}
