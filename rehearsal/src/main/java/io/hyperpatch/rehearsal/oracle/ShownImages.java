package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ApiCall;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The image of a start call, as EC2 showed it when it was judged: may these groups get it?
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateClusterSoftware.html">
 *     UpdateClusterSoftware, ImageId</a>
 */
final class ShownImages {
    private static final String AMAZON = "amazon";

    private ShownImages() {}

    /** The first thing that forbids the image. */
    static Optional<String> wrong(Evidence evidence, ApiCall call, JsonNode cluster, List<JsonNode> images) {
        PolicyView policy = evidence.policy();
        String id = call.request().path("ImageId").asText();
        if (!id.startsWith("ami-")) {
            return unless(policy.owners().contains(AMAZON), "the policy allows no image of amazon");
        }
        if (!id.matches("ami-[0-9a-f]{8,17}")) {
            return Optional.of(id + " is no image id");
        }
        Optional<JsonNode> shown = images.stream()
                .filter(image -> image.path("imageId").asText().equals(id))
                .findFirst();
        return shown.map(image -> image(evidence, call, cluster, images, image))
                .orElseGet(() -> Optional.of("EC2 showed no image " + id));
    }

    private static Optional<String> image(
            Evidence evidence, ApiCall call, JsonNode cluster, List<JsonNode> images, JsonNode image) {
        PolicyView policy = evidence.policy();
        String is = image.path("imageId").asText() + " ";
        Optional<Instant> deprecated = Optional.of(image.path("deprecationTime").asText())
                .filter(time -> !time.isEmpty())
                .map(Instant::parse);
        return is(image, "imageState", "available", is)
                .or(() -> is(image, "rootDeviceType", "ebs", is))
                .or(() -> is(image, "virtualizationType", "hvm", is))
                .or(() -> unless(
                        policy.allowsDeprecated()
                                || deprecated
                                        .filter(time -> !time.isAfter(call.at()))
                                        .isEmpty(),
                        is + "is deprecated"))
                .or(() -> owner(policy, cluster, image, is))
                .or(() -> architecture(evidence, call, cluster, images, image, is))
                .or(() -> image.path("imageOwnerAlias").asText().equals(AMAZON)
                        ? Optional.empty()
                        : custom(call, cluster, images, image, is));
    }

    private static Optional<String> is(JsonNode image, String member, String wanted, String is) {
        return unless(
                image.path(member).asText().equals(wanted),
                is + "has the " + member + " " + image.path(member).asText());
    }

    private static Optional<String> unless(boolean right, String otherwise) {
        return right ? Optional.empty() : Optional.of(otherwise);
    }

    private static String account(JsonNode cluster) {
        return cluster.path("ClusterArn").asText().split(":")[4];
    }

    private static Optional<String> owner(PolicyView policy, JsonNode cluster, JsonNode image, String is) {
        String owner = image.path("imageOwnerId").asText();
        boolean amazon = image.path("imageOwnerAlias").asText().equals(AMAZON);
        List<String> allowed = policy.owners();
        return unless(
                amazon && allowed.contains(AMAZON)
                        || owner.equals(account(cluster)) && allowed.contains("self")
                        || allowed.contains(owner),
                is + "belongs to " + owner + ", and the policy allows " + allowed);
    }

    /** As EC2 shows the instance types; of one that it does not know, as the image that the group runs shows it. */
    private static Optional<String> architecture(
            Evidence evidence, ApiCall call, JsonNode cluster, List<JsonNode> images, JsonNode image, String is) {
        String built = image.path("architecture").asText();
        return targets(call, cluster)
                .filter(group -> !runs(evidence, group, images, built))
                .findFirst()
                .map(group -> is + "is built for " + built + ", and does not fit "
                        + group.path("InstanceType").asText());
    }

    private static boolean runs(Evidence evidence, JsonNode group, List<JsonNode> images, String built) {
        String type = group.path("InstanceType").asText().replaceFirst("^ml[.]", "");
        if (type.isEmpty()) {
            // A flexible group has several types, of which each node shows its own.
            return true;
        }
        List<String> known = evidence.ground().readings().stream()
                .filter(reading -> reading.action().equals("ec2:DescribeInstanceTypes"))
                .flatMap(reading -> reading.answer().path("instanceTypeSet").valueStream())
                .filter(shown -> shown.path("instanceType").asText().equals(type))
                .flatMap(shown ->
                        shown.at("/processorInfo/supportedArchitectures").valueStream())
                .map(JsonNode::asText)
                .toList();
        return known.isEmpty()
                ? images.stream()
                        .filter(each -> each.path("imageId").equals(group.path("CurrentImageId")))
                        .allMatch(each -> each.path("architecture").asText().equals(built))
                : known.contains(built);
    }

    private static Stream<JsonNode> targets(ApiCall call, JsonNode cluster) {
        List<String> names = StartCalls.groups(call.request());
        return cluster.path("InstanceGroups").valueStream().filter(group -> names.contains(ShownReady.name(group)));
    }

    /** HyperPod's demands of a custom AMI. */
    private static Optional<String> custom(
            ApiCall call, JsonNode cluster, List<JsonNode> images, JsonNode image, String is) {
        List<JsonNode> volumes = image.path("blockDeviceMapping")
                .valueStream()
                .filter(volume -> volume.has("ebs"))
                .toList();
        boolean encrypted =
                volumes.stream().anyMatch(volume -> volume.at("/ebs/encrypted").asBoolean());
        boolean slurm = !cluster.path("Orchestrator").has("Eks");
        boolean fromAmazon = current(call, cluster, images).stream()
                .anyMatch(current -> current.path("imageOwnerAlias").asText().equals(AMAZON));
        return unless(
                        image.path("imageOwnerId").asText().equals(account(cluster)),
                        is + "belongs to another account than the cluster")
                .or(() -> unless(volumes.size() <= 1, is + "brings volumes beside its root"))
                .or(() -> unless(!encrypted, is + "is encrypted"))
                .or(() -> unless(!slurm || !fromAmazon, is + "is to replace an image of HyperPod on Slurm"));
    }

    /** The images that the call's groups ran, of those that EC2 showed. */
    private static List<JsonNode> current(ApiCall call, JsonNode cluster, List<JsonNode> images) {
        List<String> ids = targets(call, cluster)
                .map(group -> group.path("CurrentImageId").asText())
                .toList();
        return images.stream()
                .filter(image -> ids.contains(image.path("imageId").asText()))
                .toList();
    }
}
