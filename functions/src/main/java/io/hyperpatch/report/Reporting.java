package io.hyperpatch.report;

import io.hyperpatch.run.Run;
import io.hyperpatch.run.Runs;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends a run's final notification at least once, always under the same id.
 *
 * <p>More than once only if a fault struck between publishing and recording: better heard twice than not at all.
 */
public final class Reporting {
    private final Runs runs;
    private final Consumer<Notification> publish;

    /** @param publish returns only when the notification was taken; throws otherwise */
    public Reporting(Runs runs, Consumer<Notification> publish) {
        this.runs = Objects.requireNonNull(runs);
        this.publish = Objects.requireNonNull(publish);
    }

    /** What became of a final notification. */
    public sealed interface Result {
        record Sent(Notification notification) implements Result {}

        record SentBefore(Instant when) implements Result {}
    }

    public Result report(RunReport report, Instant now) {
        Optional<Instant> before = runs.find(report.cluster(), report.run()).flatMap(Run::notified);
        if (before.isPresent()) {
            return new Result.SentBefore(before.get());
        }
        Notification notification = Notification.of(report);
        publish.accept(notification);
        runs.notified(report.cluster(), report.run(), now);
        return new Result.Sent(notification);
    }
}
