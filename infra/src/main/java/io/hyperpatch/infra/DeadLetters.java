package io.hyperpatch.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** Where an event ends up that could not be delivered, or that a function gave up on: an alarm watches it. */
final class DeadLetters extends Construct {
    /** As long as SQS keeps a message. */
    private static final Duration KEPT = Duration.days(14);

    private final Queue queue;

    DeadLetters(Construct scope, String id) {
        super(scope, id);
        queue = Queue.Builder.create(this, "Queue")
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(KEPT)
                .build();
        Nag.accept(queue, "AwsSolutions-SQS3", "It is the dead-letter queue of the others.");
    }

    Queue queue() {
        return queue;
    }
}
