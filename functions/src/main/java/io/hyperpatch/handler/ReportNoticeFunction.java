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

    /**
     * The news that people are notified of.
     *
     * @param run the run that failed; where further clusters are stopped, the one after which they are
     * @param stopped whether it is that clusters have no turn
     */
    @com.fasterxml.jackson.annotation.JsonIgnoreProperties(ignoreUnknown = true)
    public record Notice(
            Optional<String> reason,
            Optional<RunName> run,
            Optional<String> cluster,
            Optional<String> failedState,
            Optional<RunEnd.WorkflowError> error,
            Optional<Boolean> stopped) {}

    /**
     * The input from the workflow.
     *
     * @param parent the execution that tells it: its ARN makes the notification's id
     * @param round how often the execution has looked at a further event before; none by default
     */
    public record Input(String parent, String policy, Notice notice, Optional<Integer> round) {
        public Input {
            Objects.requireNonNull(parent, "parent");
            Objects.requireNonNull(policy, "policy");
            Objects.requireNonNull(notice, "notice");
            Objects.requireNonNull(round, "round");
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
        FleetNotice news = notice.stopped().orElse(false)
                ? FleetNotice.stopped(input.parent(), input.policy(), notice.run(), because)
                : FleetNotice.of(input.parent(), input.policy(), notice.run(), notice.cluster(), because);
        Notification notification = Notification.of(news.inRound(input.round().orElse(0)));
        mails.send(notification, clock.instant(), publisher::tellPeople);
        publisher.tellMachines(notification);
        return new Answer(notification.id());
    }
}
