package io.hyperpatch.image;

import static io.hyperpatch.image.RuleDecision.broken;
import static io.hyperpatch.image.RuleDecision.kept;

import io.hyperpatch.cluster.Pin;
import io.hyperpatch.text.Outside;
import java.util.TreeSet;

/**
 * Checks whose image it is. A new image runs code as the group's execution role, so this is a boundary of
 * security.
 */
final class OwnerRules {
    private OwnerRules() {}

    /**
     * {@code default} and a release version stand for an image of HyperPod's own, so they need {@code
     * amazon}.
     */
    static RuleDecision allowed(Candidate candidate) {
        return candidate
                .named()
                .map(pin -> switch (pin) {
                    case Pin.Release release -> hyperPods(candidate, release);
                    case Pin.Newest newest -> hyperPods(candidate, newest);
                    case Pin.Exact exact -> single(candidate);
                })
                .orElseGet(() -> single(candidate));
    }

    private static RuleDecision hyperPods(Candidate candidate, Pin pin) {
        return candidate.terms().owners().contains(Image.AMAZON)
                ? kept("the policy allows images of amazon, and it is one of HyperPod's own")
                : broken("'" + pin.text() + "' is an image of amazon, " + notAmong(candidate), remedy(Image.AMAZON));
    }

    private static RuleDecision single(Candidate candidate) {
        return candidate
                .image()
                .map(image -> allowed(candidate, image))
                .orElseGet(() -> kept("there is no single image to look at"));
    }

    private static RuleDecision allowed(Candidate candidate, Image image) {
        var owners = candidate.terms().owners();
        if (image.ownedByAmazon() && owners.contains(Image.AMAZON)) {
            return kept("the policy allows images of amazon");
        }
        boolean self = image.ownerId().equals(candidate.cluster().account());
        if (self && owners.contains(ImageTerms.SELF)) {
            return kept("the policy allows images of the cluster's own account");
        }
        if (owners.contains(image.ownerId())) {
            return kept("the policy allows images of account " + image.ownerId());
        }
        String needed = image.ownedByAmazon() ? Image.AMAZON : ImageTerms.SELF;
        String account = candidate.cluster().account();
        return broken(
                image.id() + " belongs to " + Outside.name(image.owner()) + ", " + notAmong(candidate),
                image.ownedByAmazon() || self ? remedy(needed) : copy(account));
    }

    private static String notAmong(Candidate candidate) {
        return "which is not among the owners that the policy allows ("
                + String.join(", ", new TreeSet<>(candidate.terms().owners())) + ")";
    }

    private static String remedy(String owner) {
        return "let image.track lead to an image of an allowed owner, or add '" + owner
                + "' to the policy's image.owners";
    }

    /**
     * HyperPod takes no custom AMI of another account: to allow that owner would only lead to the next
     * refusal.
     */
    private static String copy(String account) {
        return "copy the image to account " + account
                + " with CopyImage, let image.track lead to the copy, and name self in" + " the policy's image.owners";
    }

    /**
     * HyperPod takes custom AMIs of the cluster's own account only, whatever the policy allows.
     *
     * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateClusterSoftware.html">
     *     UpdateClusterSoftware, ImageId</a>
     */
    static RuleDecision ownAccount(Candidate candidate, Image image) {
        String account = candidate.cluster().account();
        return image.ownerId().equals(account)
                ? kept("it belongs to the cluster's account")
                : broken(
                        image.id() + " belongs to account " + Outside.name(image.ownerId())
                                + "; HyperPod takes custom AMIs only from the cluster's own account, " + account,
                        copy(account));
    }
}
