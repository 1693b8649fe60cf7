package io.hyperpatch.rehearsal.engine;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Waits for a number of seconds or until an instant; one in the past is no wait. */
final class WaitAction {
    private WaitAction() {}

    static void run(State.Wait wait, Visit visit) {
        visit.after(delay(wait, visit), () -> visit.complete(wait.exit(), visit.situation(), visit.input()));
    }

    private static Duration delay(State.Wait wait, Visit visit) {
        Situation situation = visit.situation();
        if (wait.seconds().isPresent()) {
            return Duration.ofSeconds(visit.evaluator().whole(wait.seconds().get(), situation, 0, Limits.MAX_SECONDS));
        }
        Template timestamp = wait.timestamp().orElseThrow();
        String text = visit.evaluator().text(timestamp, situation);
        Instant until = instant(text).orElseThrow(() -> visit.evaluator()
                .failed(timestamp, "returned '" + text + "', which is no timestamp."));
        return Duration.between(visit.execution().now(), until);
    }

    /** The instant of a timestamp of the profile RFC 3339. */
    static Optional<Instant> instant(Object value) {
        try {
            return Optional.of(OffsetDateTime.parse(String.valueOf(value)).toInstant());
        } catch (DateTimeException notATimestamp) {
            return Optional.empty();
        }
    }
}
