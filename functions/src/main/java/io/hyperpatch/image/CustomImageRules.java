package io.hyperpatch.image;

import static io.hyperpatch.image.RuleDecision.broken;
import static io.hyperpatch.image.RuleDecision.kept;

import io.hyperpatch.image.Image.Volume;
import io.hyperpatch.platform.Capability;
import io.hyperpatch.text.Outside;
import java.util.List;
import java.util.Optional;

/**
 * The demands of HyperPod on a custom AMI, and on the group that shall get it.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateClusterSoftware.html">
 *     UpdateClusterSoftware, ImageId</a>
 */
public final class CustomImageRules {
    /** The way out for a group that takes no custom AMI, and for one of which no image is shown. */
    public static final String FOLLOW_HYPERPOD =
            "give this cluster a policy with image.track {hyperpod: latest}, image.owners [amazon] and no image.minimumAge";

    private static final String OTHER_WAYS = FOLLOW_HYPERPOD + ", or make a new group with the custom AMI";

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

    /**
     * There are platforms where a group goes from one custom AMI to another, but not from HyperPod's own
     * image to a custom AMI.
     *
     * <p>Custom AMIs belong to the cluster's own account, so EC2 shows them while they exist. Without that
     * evidence nothing tells what the group runs, and what the service would do is not published.
     */
    static RuleDecision overOwnImage(Candidate candidate, Image image) {
        if (candidate.platform().can(Capability.OWN_TO_CUSTOM)
                || candidate.group().isEmpty()) {
            return kept("nothing that the group runs stands against a custom AMI");
        }
        String there = "the cluster is orchestrated by " + candidate.platform().title()
                + ", where a group on an image of HyperPod cannot be updated to" + " a custom AMI such as " + image.id()
                + ", and ";
        if (candidate.current().isEmpty()) {
            Optional<String> shown = candidate.group().get().currentImageId();
            return shown.isPresent()
                    ? broken(
                            there + "EC2 does not show the image that the group runs (" + Outside.name(shown.get())
                                    + "), so nothing proves that it is a custom AMI",
                            "if it was a custom AMI, restore it in EC2 for the update; else " + OTHER_WAYS)
                    : broken(
                            there
                                    + "the service shows no AMI of the group, so nothing proves that it runs a custom AMI",
                            OTHER_WAYS);
        }
        Image current = candidate.current().get();
        return current.ownedByAmazon()
                ? broken(there + "the group runs " + current.id() + ", an image of HyperPod", OTHER_WAYS)
                : kept("the group runs a custom AMI already");
    }

    private static String shown(Volume volume) {
        return Outside.name(volume.device())
                + volume.snapshot()
                        .map(snapshot -> " (" + Outside.name(snapshot) + ")")
                        .orElse("");
    }
}
