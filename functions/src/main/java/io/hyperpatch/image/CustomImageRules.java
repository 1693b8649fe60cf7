package io.hyperpatch.image;

import static io.hyperpatch.image.RuleDecision.broken;
import static io.hyperpatch.image.RuleDecision.kept;

import io.hyperpatch.image.Image.Volume;
import java.util.List;

/**
 * What HyperPod demands of the volumes of a custom AMI.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateClusterSoftware.html">
 *     UpdateClusterSoftware, ImageId</a>
 */
final class CustomImageRules {
    private CustomImageRules() {}

    static RuleDecision primarySnapshotOnly(Candidate candidate, Image image) {
        List<String> others = image.volumes().stream()
                .filter(volume -> !volume.root())
                .map(CustomImageRules::shown)
                .toList();
        return others.isEmpty()
                ? kept("it brings no volume but its root")
                : broken(
                        image.id() + " brings volumes beside its root: " + String.join(", ", others),
                        "build the image without additional volumes: HyperPod takes only the primary snapshot");
    }

    static RuleDecision notEncrypted(Candidate candidate, Image image) {
        List<String> encrypted = image.volumes().stream()
                .filter(Volume::encrypted)
                .map(CustomImageRules::shown)
                .toList();
        return encrypted.isEmpty()
                ? kept("it is not encrypted")
                : broken(
                        image.id() + " has encrypted volumes: " + String.join(", ", encrypted),
                        "build the image from unencrypted snapshots: HyperPod takes no encrypted custom AMI");
    }

    private static String shown(Volume volume) {
        return Quoted.line(volume.device())
                + volume.snapshot()
                        .map(snapshot -> " (" + Quoted.line(snapshot) + ")")
                        .orElse("");
    }
}
