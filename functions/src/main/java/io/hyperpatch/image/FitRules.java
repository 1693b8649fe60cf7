package io.hyperpatch.image;

import static io.hyperpatch.image.RuleDecision.broken;
import static io.hyperpatch.image.RuleDecision.kept;

import io.hyperpatch.text.Outside;
import java.util.Optional;
import java.util.TreeSet;

/** Can the group's instances start from the image? */
final class FitRules {
    private FitRules() {}

    /** HyperPod replaces the root volume, so there must be one. */
    static RuleDecision rootDevice(Candidate candidate, Image image) {
        return image.rootDeviceType().equals("ebs")
                ? kept("its root device is an EBS volume")
                : broken(
                        image.id() + " has the root device '" + Outside.name(image.rootDeviceType()) + "', not ebs",
                        "build the image with an EBS root volume");
    }

    static RuleDecision virtualization(Candidate candidate, Image image) {
        return image.virtualizationType().equals("hvm")
                ? kept("its virtualization is hvm")
                : broken(
                        image.id() + " has the virtualization '" + Outside.name(image.virtualizationType())
                                + "', not hvm",
                        "build the image for hvm: no instance type of HyperPod starts another");
    }

    /**
     * The image's architecture must be one of the instance type's.
     *
     * <p>A type that EC2 does not know (HyperPod has some of its own, and some regions lag) passes only on
     * the evidence of the image that the group runs today: what it runs, its instances can run. Without
     * that evidence a wrong guess would replace the root volumes of a whole group with one that cannot
     * start.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ProcessorInfo.html">ProcessorInfo</a>
     */
    static RuleDecision architecture(Candidate candidate, Image image) {
        if (candidate.group().isEmpty()) {
            return kept("there is no group to fit");
        }
        String type = candidate.group().get().instanceType();
        if (candidate.architectures().isEmpty()) {
            return byCurrentImage(candidate, image, type);
        }
        return candidate.architectures().contains(image.architecture())
                ? kept(type + " runs " + image.architecture())
                : broken(
                        image.id() + " is built for " + Outside.name(image.architecture()) + ", but " + type + " runs "
                                + String.join(", ", new TreeSet<>(candidate.architectures())),
                        "let image.track lead to an image that is built for it; for groups of both architectures, write"
                                + " one under image.track.x86_64 and one under image.track.arm64");
    }

    private static RuleDecision byCurrentImage(Candidate candidate, Image image, String type) {
        String unknown = type.isBlank()
                ? "the service shows no instance type of the group"
                : "EC2 does not know the instance type '" + Outside.name(type) + "'";
        if (candidate.current().isEmpty()) {
            Optional<String> shown = candidate.group().get().currentImageId();
            return broken(
                    unknown
                            + shown.map(id -> ", and EC2 does not show the image that the group runs now ("
                                            + Outside.name(id) + ")")
                                    .orElse(", and the service shows no AMI of the group")
                            + ", so nothing tells whether " + image.id() + " (" + Outside.name(image.architecture())
                            + ") can start there",
                    (shown.isPresent() ? "share that image with this account, or " : "")
                            + CustomImageRules.FOLLOW_HYPERPOD);
        }
        Image current = candidate.current().get();
        return current.architecture().equals(image.architecture())
                ? kept(unknown + "; the group runs " + current.id() + " of the same architecture, "
                        + image.architecture())
                : broken(
                        unknown + "; the group runs " + current.id() + ", built for "
                                + Outside.name(current.architecture()) + ", while " + image.id() + " is built for "
                                + Outside.name(image.architecture()),
                        "let image.track lead to an image of the architecture that the group runs; for groups of both,"
                                + " write one under image.track.x86_64 and one under image.track.arm64");
    }
}
