package io.hyperpatch.rehearsal.aws.events;

import static io.hyperpatch.rehearsal.aws.TestRegion.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hyperpatch.rehearsal.aws.TestRegion;
import io.hyperpatch.rehearsal.fault.Deliveries;
import io.hyperpatch.rehearsal.fault.DeliveryFault;
import io.hyperpatch.rehearsal.fault.When;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

class EventsTest {

    private final List<String> received = new ArrayList<>();

    @Test
    void deliversWhatMatchesARule() {
        TestRegion region = new TestRegion();
        List<JsonNode> events = new ArrayList<>();
        region.bus.rule(
                "outcomes",
                event -> event.path("source").asText().equals("hyperpatch")
                        && event.path("detail-type").asText().equals("Run Ended"),
                "target",
                events::add);
        EventBridgeClient client = region.clients.eventBridge();

        var response = region.as(
                "report",
                () -> client.putEvents(r -> r.entries(
                        entry(e -> e.resources("arn:aws:x").time(Instant.parse("2026-02-01T10:00:00Z"))),
                        entry(e -> e.detailType("Something else")))));
        region.clock.runUntil(START.plusSeconds(10));

        assertThat(response.failedEntryCount()).isZero();
        assertThat(events).hasSize(1);
        JsonNode event = events.getFirst();
        assertThat(event.path("id").asText())
                .isEqualTo(response.entries().getFirst().eventId());
        assertThat(event.path("time").asText()).isEqualTo("2026-02-01T10:00:00Z");
        assertThat(event.path("account").asText()).isEqualTo("111122223333");
        assertThat(event.path("region").asText()).isEqualTo("us-west-2");
        assertThat(event.at("/resources/0").asText()).isEqualTo("arn:aws:x");
        assertThat(event.at("/detail/outcome").asText()).isEqualTo("Verified");
    }

    @Test
    void refusesBadEntriesOneByOne() {
        TestRegion region = new TestRegion();
        EventBridgeClient client = region.clients.eventBridge();
        var response = region.as(
                "report",
                () -> client.putEvents(r -> r.entries(
                        entry(e -> e.detail("{")),
                        entry(e -> {}),
                        entry(e -> e.source("aws.ec2")),
                        entry(e -> e.source("")))));

        assertThat(response.failedEntryCount()).isEqualTo(3);
        assertThat(response.entries())
                .extracting(each -> each.errorCode())
                .containsExactly("MalformedDetail", null, "NotAuthorizedForSourceException", "InvalidArgument");
        assertThat(region.bus.events()).hasSize(1);
    }

    @Test
    void refusesMoreThanARequestMayHold() {
        TestRegion region = new TestRegion();
        EventBridgeClient client = region.clients.eventBridge();
        var eleven = IntStream.range(0, 11).mapToObj(i -> entry(e -> {})).toList();
        String large = "{\"x\":\"" + "y".repeat(256 * 1024) + "\"}";

        assertThatThrownBy(() -> region.as("report", () -> client.putEvents(r -> r.entries(eleven))))
                .hasMessageContaining("between 1 and 10");
        assertThatThrownBy(
                        () -> region.as("report", () -> client.putEvents(r -> r.entries(entry(e -> e.detail(large))))))
                .hasMessageContaining("over the limit");
    }

    @Test
    void deliversLate() {
        emit(new DeliveryFault.Late(at(When.nth(1)), Duration.ofMinutes(5)));
        assertThat(received).containsExactly("1@0", "2@0", "0@300");
    }

    @Test
    void deliversTwice() {
        emit(new DeliveryFault.Twice(at(When.nth(2)), Duration.ofSeconds(7)));
        assertThat(received).containsExactly("0@0", "1@0", "2@0", "1@7");
    }

    @Test
    void deliversOutOfOrderAsTheSeedSays() {
        emit(new DeliveryFault.OutOfOrder(at(When.ALWAYS), Duration.ofMinutes(10)));
        List<String> first = List.copyOf(received);
        received.clear();
        emit(new DeliveryFault.OutOfOrder(at(When.ALWAYS), Duration.ofMinutes(10)));

        assertThat(received).isEqualTo(first);
        assertThat(first.stream().map(each -> each.substring(0, 1))).containsExactlyInAnyOrder("0", "1", "2");
        assertThat(first).isNotEqualTo(List.of("0@0", "1@0", "2@0"));
    }

    @Test
    void losesEvents() {
        TestRegion region = emit(new DeliveryFault.Lost(at(When.ALWAYS)));
        assertThat(received).isEmpty();
        assertThat(region.delivered.countsByKind()).containsEntry("lost", 3L);
        assertThat(region.bus.events()).hasSize(3);
    }

    private TestRegion emit(DeliveryFault fault) {
        TestRegion region = new TestRegion(List.of(), List.of(fault), 3);
        region.bus.rule(
                "wake",
                event -> true,
                "WakeRun",
                event -> received.add(event.at("/detail/n").asInt() + "@"
                        + Duration.between(START, region.clock.now()).toSeconds()));
        for (int n = 0; n < 3; n++) {
            region.bus.emit(
                    "aws.sagemaker",
                    "SageMaker HyperPod Cluster Event",
                    List.of(),
                    JsonNodeFactory.instance.objectNode().put("n", n));
        }
        region.clock.runUntil(START.plus(Duration.ofHours(1)));
        return region;
    }

    private static Deliveries at(When when) {
        return new Deliveries("aws.*", null, "wake", when);
    }

    private static PutEventsRequestEntry entry(Consumer<PutEventsRequestEntry.Builder> change) {
        PutEventsRequestEntry.Builder entry = PutEventsRequestEntry.builder()
                .source("hyperpatch")
                .detailType("Run Ended")
                .detail("{\"outcome\":\"Verified\"}");
        change.accept(entry);
        return entry.build();
    }
}
