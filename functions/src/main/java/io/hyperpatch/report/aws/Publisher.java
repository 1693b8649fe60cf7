package io.hyperpatch.report.aws;

import io.hyperpatch.report.MailRefused;
import io.hyperpatch.report.Notification;
import io.hyperpatch.report.RunReport;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.SnsException;

/**
 * Sends a notification to people over SNS, then to machines over EventBridge.
 *
 * <p>People first: they must hear of it even where the event cannot be put.
 */
public final class Publisher {
    private static final String SOURCE = "hyperpatch";

    private final SnsClient sns;
    private final EventBridgeClient events;
    private final String topicArn;
    private final String busName;
    private final Consumer<RunReport> metrics;

    /** @param metrics takes each run once, and never throws */
    public Publisher(
            SnsClient sns, EventBridgeClient events, String topicArn, String busName, Consumer<RunReport> metrics) {
        this.sns = Objects.requireNonNull(sns);
        this.events = Objects.requireNonNull(events);
        this.topicArn = Objects.requireNonNull(topicArn);
        this.busName = Objects.requireNonNull(busName);
        this.metrics = Objects.requireNonNull(metrics);
    }

    /** Returns when the topic took it; a {@link MailRefused} says that it certainly did not, an SDK exception that nobody knows. */
    public void tellPeople(Notification notification) {
        try {
            sns.publish(request -> request.topicArn(topicArn)
                    .subject(notification.subject())
                    .message(notification.body())
                    .messageAttributes(attributes(notification)));
        } catch (SnsException e) {
            if (e.statusCode() >= 400 && e.statusCode() < 500) {
                throw new MailRefused(notification.id(), e);
            }
            throw e;
        }
    }

    public void tellMachines(Notification notification) {
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName(busName)
                .source(SOURCE)
                .detailType(notification.detailType())
                .resources(notification.resource())
                .detail(notification.detail().toString())
                .build();
        PutEventsResponse answer = events.putEvents(request -> request.entries(entry));
        for (PutEventsResultEntry result : answer.entries()) {
            if (result.errorCode() != null) {
                throw new EventNotTaken(notification.id(), result.errorCode(), result.errorMessage());
            }
        }
    }

    /** For dashboards: a run whose report went out. */
    public void count(RunReport report) {
        metrics.accept(report);
    }

    private static Map<String, MessageAttributeValue> attributes(Notification notification) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        notification.attributes().forEach((name, value) -> attributes.put(name, text(value)));
        attributes.put("id", text(notification.id()));
        return attributes;
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
