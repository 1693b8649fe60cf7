package io.hyperpatch.image;

import static io.hyperpatch.image.RuleDecision.broken;
import static io.hyperpatch.image.RuleDecision.kept;

import io.hyperpatch.text.Outside;

/** May the image still, or already, be used? */
final class StandingRules {
    private static final String ANOTHER = "let the policy's image.track lead to another image";

    private StandingRules() {}

    static RuleDecision available(Candidate candidate, Image image) {
        String because = image.stateReason()
                .map(reason -> " (EC2: " + Outside.name(reason) + ")")
                .orElse("");
        String is = image.id() + " is " + Outside.name(image.state()) + because;
        return switch (image.state()) {
            case "available" -> kept("it is available");
            case "pending" ->
                broken(is + ": its snapshots are not complete", "begin again when EC2 shows it as available");
            case "transient" -> broken(is + ": EC2 is still changing it", "begin again when EC2 shows it as available");
            case "disabled" ->
                broken(is + ": its owner has switched it off", "enable it again with EnableImage, or " + ANOTHER);
            case "deregistered" -> broken(is + ": its owner has withdrawn it", ANOTHER);
            case "failed", "error", "invalid" -> broken(is + ": it was never usable", "build it again, and " + ANOTHER);
            default -> broken(is + ", a state that this product does not know", ANOTHER);
        };
    }

    static RuleDecision notDeprecated(Candidate candidate, Image image) {
        return image.deprecationTime()
                .filter(time -> !time.isAfter(candidate.now()))
                .map(time -> candidate.terms().allowDeprecated()
                        ? kept("deprecated since " + time + ", which the policy allows")
                        : broken(
                                image.id() + " is deprecated since " + time,
                                ANOTHER + ", or set image.allowDeprecated: true"))
                .orElseGet(() -> kept("it is not deprecated"));
    }
}
