package io.hyperpatch.report.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.json.Json;
import io.hyperpatch.report.MailRefused;
import io.hyperpatch.report.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsException;

class PublisherTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:hyperpatch";
    private static final String ARN = "arn:aws:sagemaker:us-east-1:123456789012:cluster/abc123def456";
    private static final Notification NOTIFICATION = new Notification(
            "run-1/final",
            "Verified: train-a",
            "the body",
            Map.of("outcome", "Verified", "cluster", "train-a", "policy", "gpu-fleet"),
            ARN,
            Notification.RUN_ENDED,
            Json.object().put("run", "run-1"));

    private final Topic sns = new Topic();
    private final Bus bus = new Bus();
    private final Publisher publisher = new Publisher(sns, bus, TOPIC, "ops", report -> {});

    @Test
    void tellsPeopleWithAttributesToFilterOn() {
        publisher.tellPeople(NOTIFICATION);

        PublishRequest request = sns.requests.getFirst();
        assertThat(request.topicArn()).isEqualTo(TOPIC);
        assertThat(request.subject()).isEqualTo("Verified: train-a");
        assertThat(request.message()).isEqualTo("the body");
        assertThat(request.messageAttributes().keySet())
                .containsExactlyInAnyOrder("outcome", "cluster", "policy", "id");
        assertThat(request.messageAttributes().values())
                .allSatisfy(value -> assertThat(value.dataType()).isEqualTo("String"));
        assertThat(request.messageAttributes().get("id").stringValue()).isEqualTo("run-1/final");
    }

    @Test
    void putsOneEventAboutTheCluster() {
        publisher.tellMachines(NOTIFICATION);

        assertThat(bus.requests).hasSize(1);
        assertThat(bus.requests.getFirst().entries())
                .containsExactly(PutEventsRequestEntry.builder()
                        .eventBusName("ops")
                        .source("hyperpatch")
                        .detailType("Hyperpatch Run Ended")
                        .resources(ARN)
                        .detail("{\"run\":\"run-1\"}")
                        .build());
    }

    @Test
    void failsWhereTheEventWasNotTakenThoughTheCallWentWell() {
        bus.answer = PutEventsResultEntry.builder()
                .errorCode("ThrottlingException")
                .errorMessage("too many")
                .build();

        assertThatThrownBy(() -> publisher.tellMachines(NOTIFICATION))
                .isInstanceOf(EventNotTaken.class)
                .hasMessageContainingAll("run-1/final", "ThrottlingException", "too many");
    }

    @Test
    void saysThatNobodyHasAMailThatTheTopicRefused() {
        sns.failure = NotFoundException.builder()
                .statusCode(404)
                .message("Topic does not exist")
                .build();

        assertThatThrownBy(() -> publisher.tellPeople(NOTIFICATION))
                .isInstanceOf(MailRefused.class)
                .hasMessageContainingAll("run-1/final", "Topic does not exist");
    }

    @Test
    void leavesItOpenWhetherPeopleHaveAMailWhereTheTopicFailed() {
        sns.failure =
                SnsException.builder().statusCode(503).message("out of order").build();

        assertThatThrownBy(() -> publisher.tellPeople(NOTIFICATION)).isSameAs(sns.failure);
    }

    private static final class Topic implements SnsClient {
        private final List<PublishRequest> requests = new ArrayList<>();
        private RuntimeException failure;

        @Override
        public PublishResponse publish(PublishRequest request) {
            if (failure != null) {
                throw failure;
            }
            requests.add(request);
            return PublishResponse.builder().messageId("m-1").build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private static final class Bus implements EventBridgeClient {
        private final List<PutEventsRequest> requests = new ArrayList<>();
        private PutEventsResultEntry answer =
                PutEventsResultEntry.builder().eventId("e-1").build();

        @Override
        public PutEventsResponse putEvents(PutEventsRequest request) {
            requests.add(request);
            return PutEventsResponse.builder()
                    .failedEntryCount(answer.errorCode() == null ? 0 : 1)
                    .entries(answer)
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
