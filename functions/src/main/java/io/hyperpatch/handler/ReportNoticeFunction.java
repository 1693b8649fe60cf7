package io.hyperpatch.handler;

import io.hyperpatch.report.FleetNotice;
import io.hyperpatch.report.Mails;
import io.hyperpatch.report.Notification;
import io.hyperpatch.report.RunEnd;
import io.hyperpatch.report.aws.Publisher;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells people what no run of its own can tell: an event that was refused, a run that failed without a
 * word.
 */
public final class ReportNoticeFunction extends JsonFunction<ReportNoticeFunction.Input, ReportNoticeFunction.Answer> {
    private final Publisher publisher;
    private final Mails mails;
    private final Clock clock;

    /** What there is to tell. */
    @com.fasterxml.jackson.annotation.JsonIgnoreProperties(ignoreUnknown = true)
    public record Notice(
            Optional<String> reason,
            Optional<RunName> run,
            Optional<String> cluster,
            Optional<String> failedState,
            Optional<RunEnd.WorkflowError> error) {}

    /** @param parent the execution that tells it: its ARN makes the notification's id */
    public record Input(String parent, String policy, Notice notice) {
        public Input {
            Objects.requireNonNull(parent, "parent");
            Objects.requireNonNull(policy, "policy");
            Objects.requireNonNull(notice, "notice");
        }
    }

    /** @param notification the id under which people were notified */
    public record Answer(String notification) {}

    public ReportNoticeFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.REPORT_NOTICE));
    }

    ReportNoticeFunction(Deployed deployed) {
        this(deployed.publisher(), deployed.store(), deployed.clock());
    }

    public ReportNoticeFunction(Publisher publisher, Store store, Clock clock) {
        super(Input.class);
        this.publisher = Objects.requireNonNull(publisher);
        this.mails = new Mails(store);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        Notice notice = input.notice();
        String because = new RunEnd(
                        io.hyperpatch.run.Outcome.REFUSED,
                        notice.failedState().isPresent() ? Optional.empty() : notice.reason(),
                        Optional.empty(),
                        notice.failedState(),
                        notice.error())
                .because();
        Notification notification = Notification.of(
                FleetNotice.of(input.parent(), input.policy(), notice.run(), notice.cluster(), because));
        mails.send(notification, clock.instant(), publisher::tellPeople);
        publisher.tellMachines(notification);
        return new Answer(notification.id());
    }
}
