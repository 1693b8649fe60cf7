package io.hyperpatch.rehearsal.aws.sns;

import java.util.ArrayList;
import java.util.List;

/** A topic and who is subscribed to it. */
final class Topic {

    private final String arn;
    private final List<Subscription> subscriptions = new ArrayList<>();

    Topic(String arn) {
        this.arn = arn;
    }

    String arn() {
        return arn;
    }

    String owner() {
        return arn.split(":")[4];
    }

    List<Subscription> subscriptions() {
        return subscriptions;
    }

    /** @param arn or {@code PendingConfirmation} */
    record Subscription(String arn, String protocol, String endpoint) {
        boolean isConfirmed() {
            return arn.startsWith("arn:");
        }
    }
}
