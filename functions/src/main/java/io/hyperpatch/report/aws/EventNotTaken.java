package io.hyperpatch.report.aws;

/**
 * PutEvents answered, and did not take the event.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents: failures are
 *     told per entry, with status 200</a>
 */
public final class EventNotTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EventNotTaken(String notification, String code, String message) {
        super("EventBridge did not take the event of notification " + notification + ": " + code + ": " + message);
    }
}
