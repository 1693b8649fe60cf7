package io.hyperpatch.rehearsal.aws.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.rehearsal.aws.TestRegion;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;

class SnsTest {

    private static final String TOPIC = "arn:aws:sns:us-west-2:111122223333:hyperpatch";

    private final TestRegion region = new TestRegion();
    private final SnsClient sns = region.clients.sns();

    @BeforeEach
    void topic() {
        region.sns.createTopic(TOPIC);
    }

    @Test
    void keepsWhatWasPublished() {
        String body = "A \"quoted\" \\ text\r\nwith <tags> & {% code %} and snow: ☃";
        var response = region.as(
                "report",
                () -> sns.publish(r -> r.topicArn(TOPIC)
                        .subject("train-a is Verified")
                        .message(body)
                        .messageAttributes(Map.of(
                                "outcome", attribute("Verified"),
                                "cluster", attribute("train-a")))));

        Message message = region.sns.messages().getFirst();
        assertThat(message.messageId()).isEqualTo(response.messageId());
        assertThat(message.body()).isEqualTo(body);
        assertThat(message.subject()).contains("train-a is Verified");
        assertThat(message.attributes()).containsEntry("outcome", new Message.Attribute("String", "Verified"));
        assertThat(message.at()).isEqualTo(TestRegion.START.plusMillis(20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two\nlines",
                "schön",
                " begins with a space",
                "1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890x"
            })
    void refusesASubjectThatMailCannotCarry(String subject) {
        assertThatThrownBy(() -> region.as(
                        "report",
                        () -> sns.publish(
                                r -> r.topicArn(TOPIC).subject(subject).message("body"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Subject");
        assertThat(region.sns.messages()).isEmpty();
    }

    @Test
    void refusesAMessageThatIsTooLong() {
        assertThatThrownBy(() -> region.as(
                        "report", () -> sns.publish(r -> r.topicArn(TOPIC).message("x".repeat(256 * 1024 + 1)))))
                .hasMessageContaining("Message too long");
        region.as("report", () -> sns.publish(r -> r.topicArn(TOPIC).message("x".repeat(256 * 1024))));
        assertThat(region.sns.messages()).hasSize(1);
    }

    @Test
    void knowsWhoIsSubscribed() {
        region.sns.subscribe(TOPIC, "email", "team@example.com", true);
        region.sns.subscribe(TOPIC, "email", "new@example.com", false);

        var subscriptions = region.as("check", () -> sns.listSubscriptionsByTopic(r -> r.topicArn(TOPIC)))
                .subscriptions();
        assertThat(subscriptions)
                .extracting(each -> each.endpoint())
                .containsExactly("team@example.com", "new@example.com");
        assertThat(subscriptions.get(1).subscriptionArn()).isEqualTo("PendingConfirmation");
        assertThat(region.as("check", () -> sns.getTopicAttributes(r -> r.topicArn(TOPIC)))
                        .attributes())
                .containsEntry("SubscriptionsConfirmed", "1")
                .containsEntry("SubscriptionsPending", "1");
    }

    @Test
    void refusesATopicThatDoesNotExist() {
        assertThatThrownBy(() -> region.as(
                        "report", () -> sns.publish(r -> r.topicArn(TOPIC + "x").message("body"))))
                .isInstanceOf(NotFoundException.class);
    }

    private static MessageAttributeValue attribute(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
