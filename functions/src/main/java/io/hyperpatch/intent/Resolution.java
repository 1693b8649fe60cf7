package io.hyperpatch.intent;

import java.time.Instant;
import java.util.Objects;

/** What became of an intent, by proof. */
public record Resolution(As as, String reason, Instant at) {
    public enum As {
        /** It was planned and never called, and nobody may call it any more. */
        NEVER_CALLED,
        /** It was called, and everything stayed as it was before. */
        NOTHING_BEGAN,
        /** The service turned the call down. */
        REFUSED_BY_SERVICE,
        /** Whatever it began is over, and how the groups stand now was proved. */
        ENDED,
        /** It was called, what it was to change has changed, and no reading that remains can tell whether it did that. */
        UNTELLABLE
    }

    public Resolution {
        Objects.requireNonNull(as, "as");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(at, "at");
    }
}
