package io.hyperpatch.intent;

import java.time.Instant;
import java.util.Objects;

/**
 * A person's word on what became of a start call that no reading could tell.
 *
 * @param by the ARN of whoever gave it
 * @param reason why, in their words
 * @param shown what the cluster showed at that moment, in words
 */
public record Adoption(As as, String by, String reason, String shown, Instant at) {
    /** The word that was given. */
    public enum As {
        /** The call has begun nothing. */
        NEVER_BEGAN("never-began", "never begun"),
        /** The update that the call began is over: the nodes are still to be proved. */
        ENDED("ended", "ended");

        private final String word;
        private final String participle;

        As(String word, String participle) {
            this.word = word;
            this.participle = participle;
        }

        /** The word of the command line. */
        public String word() {
            return word;
        }
    }

    public Adoption {
        Objects.requireNonNull(as, "as");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(shown, "shown");
        Objects.requireNonNull(at, "at");
    }

    /** Who gave the word, why, and what the cluster showed. */
    public String inWords() {
        return "adopted as " + as.participle + " by " + by + " at " + at + ": " + reason + " (the cluster showed: "
                + shown + ")";
    }
}
