package io.hyperpatch.image;

import static io.hyperpatch.image.RuleDecision.broken;
import static io.hyperpatch.image.RuleDecision.kept;

import io.hyperpatch.cluster.Pin;
import io.hyperpatch.text.Outside;

/** Is there a group, and an image for it? */
final class PinRules {
    private static final String TRACK =
            "let the policy's image.track lead to an AMI id, such as ami-0123456789abcdef0, or"
                    + " track {hyperpod: latest} for HyperPod's newest image";

    private PinRules() {}

    static RuleDecision groupKnown(Candidate candidate) {
        return candidate.group().isPresent()
                ? kept("the cluster has this instance group")
                : broken(
                        "the cluster has no instance group of this name whose software can be updated",
                        "begin again: the cluster's groups are read anew");
    }

    /** HyperPod insists on it for groups that run a custom AMI; a run of ours names the image always. */
    static RuleDecision imageGiven(Candidate candidate) {
        if (!candidate.pin().isBlank()) {
            return kept("an image is named");
        }
        boolean custom =
                candidate.current().filter(image -> !image.ownedByAmazon()).isPresent();
        String whose = custom
                ? "the group runs a custom AMI ("
                        + candidate.current().orElseThrow().id() + "), and "
                : "";
        return broken(whose + "no image is named for it", TRACK);
    }

    static RuleDecision wellFormed(Candidate candidate) {
        String pin = candidate.pin();
        if (pin.isBlank()) {
            return kept("there is nothing to read");
        }
        return candidate.named().isPresent()
                ? kept("it has the form of an image id or of a release version")
                : broken("'" + Outside.name(pin) + "' is no image id", TRACK);
    }

    static RuleDecision exists(Candidate candidate) {
        if (candidate.named().filter(Pin.Exact.class::isInstance).isEmpty()) {
            return kept("no single image is named");
        }
        return candidate.image().isPresent()
                ? kept("EC2 shows the image")
                : broken(
                        candidate.pin() + " does not exist, or is not visible to this account in "
                                + candidate.cluster().region(),
                        "let image.track lead to an image of this region; one that another account owns must be copied to"
                                + " account " + candidate.cluster().account());
    }
}
