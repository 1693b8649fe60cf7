package io.hyperpatch.image;

/** What one rule says about one candidate. */
public sealed interface RuleDecision {
    String reason();

    record Kept(String reason) implements RuleDecision {}

    /** @param remedy what a person can do about it */
    record Broken(String reason, String remedy) implements RuleDecision {}

    static RuleDecision kept(String reason) {
        return new Kept(reason);
    }

    static RuleDecision broken(String reason, String remedy) {
        return new Broken(reason, remedy);
    }
}
