package io.hyperpatch.report;

import io.hyperpatch.run.Runs;
import io.hyperpatch.run.Unreported;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends a run's final notification at least once, always under the same id.
 *
 * <p>People hear it more than once only if a fault struck between publishing and recording: twice is better than not at
 * all, and {@link Mails} keeps the repeats apart. The event for machines goes out after that, so that a bus that is out of order does not send people the same mail again
 * and again.
 */
public final class Reporting {
    private final Runs runs;
    private final Unreported unreported;
    private final Mails mails;
    private final Consumer<Notification> people;
    private final Consumer<Notification> machines;

    /** Both consumers return only when the notification was taken, and throw otherwise; {@link Mails} says what. */
    public Reporting(
            Runs runs,
            Unreported unreported,
            Mails mails,
            Consumer<Notification> people,
            Consumer<Notification> machines) {
        this.mails = Objects.requireNonNull(mails);
        this.runs = Objects.requireNonNull(runs);
        this.unreported = Objects.requireNonNull(unreported);
        this.people = Objects.requireNonNull(people);
        this.machines = Objects.requireNonNull(machines);
    }

    /** What became of a final notification. */
    public sealed interface Result {
        record Sent(Notification notification) implements Result {}

        record SentBefore(Instant when) implements Result {}
    }

    public Result report(RunReport report, Instant now) {
        Optional<Instant> before = runs.find(report.cluster(), report.run())
                .flatMap(run -> report.resolved() ? run.resolvedNotified() : run.notified());
        Notification worded = Notification.of(report);
        Notification notification;
        if (before.isPresent()) {
            notification = mails.asFirstSent(worded);
        } else {
            notification = mails.send(worded, now, people);
            if (report.resolved()) {
                runs.resolvedNotified(report.cluster(), report.run(), now);
            } else {
                runs.notified(report.cluster(), report.run(), now);
            }
        }
        // Whoever repeats a report does so because something of it failed; machines know the event by its id.
        machines.accept(notification);
        if (report.resolved()) {
            runs.resolvedTold(report.cluster(), report.run(), now);
        } else {
            unreported.told(report.run());
        }
        return before.<Result>map(Result.SentBefore::new).orElseGet(() -> new Result.Sent(notification));
    }
}
