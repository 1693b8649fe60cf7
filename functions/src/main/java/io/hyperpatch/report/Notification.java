package io.hyperpatch.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.run.Outcome;
import java.util.Map;
import java.util.Objects;

/**
 * One message to people and to machines.
 *
 * @param id always the same for the same run and kind, so that a repeated delivery is known as one
 * @param subject printable ASCII, under 100 characters
 * @param attributes what subscriptions filter on
 * @param resource the ARN of what the event is about: a cluster, or an execution
 * @param detailType of the event
 * @param detail of the event, validated by the schemas in {@code events/out}
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish: what a subject may hold</a>
 */
public record Notification(
        String id,
        String subject,
        String body,
        Map<String, String> attributes,
        String resource,
        String detailType,
        ObjectNode detail) {
    public static final String RUN_ENDED = "Hyperpatch Run Ended";
    public static final String RUN_RESOLVED = "Hyperpatch Run Resolved";
    public static final String FLEET_NOTICE = "Hyperpatch Fleet Notice";
    public static final String RUN_STALLED = "Hyperpatch Run Stalled";

    public Notification {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(detailType, "detailType");
        attributes = Map.copyOf(attributes);
        detail = detail.deepCopy();
    }

    @Override
    public ObjectNode detail() {
        return detail.deepCopy();
    }

    /** The same news under another subject, to people as to machines. */
    Notification withSubject(String other) {
        ObjectNode reworded = detail();
        reworded.withObject("/notification").put("subject", other);
        return new Notification(id, other, body, attributes, resource, detailType, reworded);
    }

    /** The final notification of a run, or the one that tells how it turned out to have ended. */
    public static Notification of(RunReport report) {
        String id = report.run() + (report.resolved() ? "/resolved" : "/final");
        String subject = Subject.of(report);
        RunEnded event = new RunEnded(report, id, subject);
        String body = Body.of(report, event.listed());
        return new Notification(
                id,
                subject,
                body,
                Attributes.of(report.outcome().word(), report.clusterName(), report.policy()),
                report.cluster().toString(),
                report.resolved() ? RUN_RESOLVED : RUN_ENDED,
                event.detail(body));
    }

    /** The word, sent once, that a run makes no progress. */
    public static Notification of(StalledReport report) {
        String id = report.run() + "/stalled";
        String subject = Subject.of(report);
        return new Notification(
                id,
                subject,
                Body.of(report),
                Attributes.of("Stalled", report.clusterName(), report.policy()),
                report.cluster().toString(),
                RUN_STALLED,
                RunStalled.detail(report, id, subject));
    }

    /** The news that reconcile fails with a run again and again. */
    public static Notification of(UnresolvedReport report) {
        return new Notification(
                report.id(),
                Subject.of(report),
                Body.of(report),
                Attributes.of(Outcome.UNKNOWN.word(), report.clusterName(), report.policy()),
                report.execution(),
                FLEET_NOTICE,
                report.detail());
    }

    /** What no run of its own can tell. */
    public static Notification of(FleetNotice notice) {
        return notice.notification();
    }
}
