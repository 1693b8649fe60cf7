package io.hyperpatch.infra.localstack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue that is subscribed to the topic, as a team would do it. */
final class Inbox implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MOST = 10;

    private final SqsClient sqs;
    private final String queue;
    private final List<Notification> received = new ArrayList<>();

    /** @param attributes by which subscribers filter */
    record Notification(Map<String, String> attributes, String body) {}

    Inbox(LocalStack aws, String topic) {
        sqs = aws.client(SqsClient.builder());
        queue = sqs.createQueue(request -> request.queueName("inbox")).queueUrl();
        String arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        try (SnsClient sns = aws.client(SnsClient.builder())) {
            sns.subscribe(request -> request.topicArn(topic)
                    .protocol("sqs")
                    .endpoint(arn)
                    .attributes(Map.of("RawMessageDelivery", "true")));
        }
    }

    /** All whose id is, or begins with, this one, and which have come so far. */
    List<Notification> all(String id) {
        receive();
        return received.stream()
                .filter(notification ->
                        notification.attributes().getOrDefault("id", "").startsWith(id))
                .toList();
    }

    /** The first one of them, which may still be on its way. */
    Notification first(String id) {
        return first(id, "");
    }

    /** The first one of them that says this. */
    Notification first(String id, String text) {
        Await.until("a notification " + id + ": " + text, PATIENCE, () -> saying(id, text)
                .findFirst()
                .isPresent());
        return saying(id, text).findFirst().orElseThrow();
    }

    private Stream<Notification> saying(String id, String text) {
        return all(id).stream().filter(notification -> notification.body().contains(text));
    }

    private void receive() {
        List<Message> messages;
        do {
            messages = sqs.receiveMessage(request ->
                            request.queueUrl(queue).maxNumberOfMessages(MOST).messageAttributeNames("All"))
                    .messages();
            for (Message message : messages) {
                Map<String, String> attributes = new TreeMap<>();
                message.messageAttributes().forEach((name, value) -> attributes.put(name, value.stringValue()));
                received.add(new Notification(attributes, message.body()));
                sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
            }
        } while (!messages.isEmpty());
    }

    @Override
    public void close() {
        sqs.close();
    }
}
