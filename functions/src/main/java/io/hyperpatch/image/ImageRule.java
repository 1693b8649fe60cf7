package io.hyperpatch.image;

import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A named condition that an image must fulfil for a group.
 *
 * @param name stands in reports and in the names of scenarios
 */
public record ImageRule(String name, Function<Candidate, RuleDecision> decide) {
    public ImageRule {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(decide, "decide");
    }

    /** A rule about an image that is there: where none is, another rule says so. */
    static ImageRule ofImage(String name, BiFunction<Candidate, Image, RuleDecision> decide) {
        return new ImageRule(name, candidate -> candidate
                .image()
                .map(image -> decide.apply(candidate, image))
                .orElseGet(() -> RuleDecision.kept("there is no single image to look at")));
    }

    /** A rule that HyperPod sets for custom AMIs only. */
    static ImageRule ofCustomImage(String name, BiFunction<Candidate, Image, RuleDecision> decide) {
        return ofImage(
                name,
                (candidate, image) -> image.ownedByAmazon()
                        ? RuleDecision.kept("it is an image of AWS, not a custom AMI")
                        : decide.apply(candidate, image));
    }
}
