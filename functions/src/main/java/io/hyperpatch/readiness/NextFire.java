package io.hyperpatch.readiness;

import java.time.Instant;

/** When a native schedule fires next. */
sealed interface NextFire {
    record At(Instant time) implements NextFire {}

    /** It lies wholly in the past, or on a date that does not exist. */
    record Never() implements NextFire {}

    record NotUnderstood() implements NextFire {}
}
