package io.hyperpatch.rehearsal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call for an image against which nothing can be said; a test changes one thing. */
class ShownImagesTest {
    private final Left left = Left.verified();
    private final ObjectNode cluster = (ObjectNode) Left.json("""
            {"ClusterArn": "%s", "Orchestrator": {"Eks": {}},
             "InstanceGroups": [
               {"InstanceGroupName": "gpu", "InstanceType": "ml.p5.48xlarge", "CurrentImageId": "%s"},
               {"InstanceGroupName": "cpu", "InstanceType": "ml.m5.xlarge", "CurrentImageId": "%s"}]}
            """.formatted(Left.ARN, Left.OLD, Left.OLD));
    private final ObjectNode image = image(Left.PIN);
    private final ObjectNode old = image(Left.OLD);
    private final List<JsonNode> images = new ArrayList<>(List.of(image, old));

    @BeforeEach
    void thePolicyAllowsImagesOfItsOwnAccount() {
        left.policy.putObject("image").putArray("owners").add("self");
    }

    @Test
    void acceptsAnImageAgainstWhichNothingCanBeSaid() {
        assertThat(wrong()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "imageState | disabled | has the imageState disabled",
                "rootDeviceType | instance-store | has the rootDeviceType instance-store",
                "virtualizationType | paravirtual | has the virtualizationType paravirtual",
                "deprecationTime | 2026-11-01T00:00:00Z | is deprecated",
                "imageOwnerId | 999988887777 | and the policy allows [\"self\"]",
                "architecture | arm64 | is built for arm64"
            })
    void noticesWhatEc2ShowsOfIt(String member, String value, String why) {
        image.put(member, value);

        assertThat(wrong()).hasValueSatisfying(wrong -> assertThat(wrong.replace("[self]", "[\"self\"]"))
                .contains(why));
    }

    @Test
    void allowsADeprecatedImageWhereThePolicyDoes() {
        image.put("deprecationTime", "2026-11-01T00:00:00Z");
        left.policy.withObject("/image").put("allowDeprecated", true);

        assertThat(wrong()).isEmpty();
    }

    @Test
    void noticesACustomImageOfAnotherAccountThatThePolicyAllows() {
        image.put("imageOwnerId", "999988887777");
        left.policy.withObject("/image").putArray("owners").add("999988887777");

        assertThat(wrong())
                .hasValueSatisfying(wrong -> assertThat(wrong).contains("belongs to another account than the cluster"));
    }

    @Test
    void noticesFurtherVolumesAndEncryption() {
        image.withArray("blockDeviceMapping").addObject().putObject("ebs").put("encrypted", false);
        assertThat(wrong()).hasValueSatisfying(wrong -> assertThat(wrong).contains("volumes beside its root"));

        ((ObjectNode) image.at("/blockDeviceMapping/0/ebs")).put("encrypted", true);
        image.withArray("blockDeviceMapping").remove(1);
        assertThat(wrong()).hasValueSatisfying(wrong -> assertThat(wrong).contains("is encrypted"));
    }

    @Test
    void noticesACustomImageInPlaceOfHyperPodsOnSlurm() {
        cluster.putObject("Orchestrator").putObject("Slurm");
        assertThat(wrong()).isEmpty();

        old.put("imageOwnerAlias", "amazon");
        assertThat(wrong()).hasValueSatisfying(wrong -> assertThat(wrong).contains("HyperPod on Slurm"));
    }

    @Test
    void asksNothingOfACustomImageOfAnImageOfAmazon() {
        image.put("imageOwnerAlias", "amazon").put("imageOwnerId", "137112412989");
        left.policy.withObject("/image").putArray("owners").add("amazon");

        assertThat(wrong()).isEmpty();
    }

    @Test
    void believesTheInstanceTypesThatEc2ShowsBeforeTheImageThatRuns() {
        left.read("ValidateImages", "ec2:DescribeInstanceTypes", 0, """
                {"instanceTypeSet": [{"instanceType": "p5.48xlarge",
                   "processorInfo": {"supportedArchitectures": ["arm64"]}}]}""");

        assertThat(wrong()).hasValueSatisfying(wrong -> assertThat(wrong).contains("does not fit ml.p5.48xlarge"));
    }

    @Test
    void noticesAnImageThatEc2DidNotShow() {
        images.remove(image);

        assertThat(wrong()).hasValue("EC2 showed no image " + Left.PIN);
    }

    @ParameterizedTest
    @CsvSource({"ami-xyz,is no image id", "default,the policy allows no image of amazon"})
    void noticesATextThatMayNotStandForAnImage(String text, String why) {
        ((ObjectNode) left.calls.getFirst().request()).put("ImageId", text);

        assertThat(wrong()).hasValueSatisfying(wrong -> assertThat(wrong).contains(why));
    }

    private Optional<String> wrong() {
        return ShownImages.wrong(left.evidence(), left.calls.getFirst(), cluster, images);
    }

    private static ObjectNode image(String id) {
        return (ObjectNode) Left.json("""
                {"imageId": "%s", "imageState": "available", "rootDeviceType": "ebs", "virtualizationType": "hvm",
                 "architecture": "x86_64", "imageOwnerId": "123456789012",
                 "blockDeviceMapping": [{"ebs": {"encrypted": false}}]}""".formatted(id));
    }
}
