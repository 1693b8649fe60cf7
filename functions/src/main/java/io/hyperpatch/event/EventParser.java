package io.hyperpatch.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.document.Document;
import io.hyperpatch.document.DocumentSchema;
import io.hyperpatch.document.Documents;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Turns an event into a {@link Trigger}, or refuses it naming the field, its value and the remedy. */
public final class EventParser {

    /** No event of those that we take comes near it; EventBridge allows 1 MB, which no workflow input could hold. */
    public static final int MAX_BYTES = 256 * 1024;

    private static final String DETAIL_TYPE = "/detail-type";
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final Predicate<String> IMAGE_ARN = Pattern.compile(
                    "arn:aws[a-z-]*:imagebuilder:[a-z0-9-]+:([0-9]{12}|aws):image/[a-zA-Z0-9_-]+/[0-9.]+/[0-9]+")
            .asMatchPredicate();

    private final Documents documents = new Documents(MAX_BYTES);
    private final Map<EventType, DocumentSchema> schemas = new ConcurrentHashMap<>();

    /** @throws BadDocument if it is no event that starts or wakes a run */
    public Trigger parse(String file, byte[] event) {
        return parse(documents.readJson(file, event));
    }

    /** @throws BadDocument if it is no event that starts or wakes a run */
    public Trigger parse(JsonNode event) {
        return parse(Document.of("event", event));
    }

    /** @throws BadDocument if it is no event that starts or wakes a run */
    public Trigger parse(Document event) {
        var type = typeOf(event);
        schemas.computeIfAbsent(type, EventType::schema).require(event);
        var detail = event.tree().get("detail");
        return switch (type) {
            case AMI_STATE_CHANGE -> new Trigger.ImageReleased(text(detail, "ImageId"), text(detail, "State"));
            case IMAGE_BUILDER -> new Trigger.ImageBuilt(image(event), text(detail.get("state"), "status"));
            case PARAMETER_CHANGE ->
                new Trigger.ParameterChanged(
                        text(detail, "name"), text(detail, "operation"), optional(detail, "exception"));
            case ALARM_CHANGE -> alarm(detail);
            case SCHEDULE -> new Trigger.ScheduleDue(date(event));
            case OPERATOR_REQUEST -> operator(event, detail);
            case CLUSTER_STATE -> clusterState(detail);
            case CLUSTER_EVENT -> clusterEvent(detail.get("EventDetails"));
            case NODE_HEALTH -> nodeHealth(detail);
            case EXECUTION_CHANGE ->
                new Trigger.ExecutionChanged(
                        text(detail, "executionArn"), text(detail, "stateMachineArn"), text(detail, "status"));
        };
    }

    private static EventType typeOf(Document event) {
        var known = Arrays.stream(EventType.values())
                .map(type -> type.detailType() + " (" + String.join(" or ", type.sources()) + ")")
                .collect(Collectors.joining(", "));
        if (!event.tree().isObject()) {
            throw new BadDocument(
                    event.problem("", "is no event", "give a JSON object with source, detail-type, detail"));
        }
        var detailType = event.at(DETAIL_TYPE);
        if (detailType.isMissingNode()) {
            throw new BadDocument(event.problem(DETAIL_TYPE, "is missing", "give one of: " + known));
        }
        return EventType.of(detailType.asText())
                .orElseThrow(() -> new BadDocument(event.problem(
                        DETAIL_TYPE,
                        "is somebody else's event: it neither starts nor wakes a run",
                        "send one of: " + known)));
    }

    /** The first resource that is an image; the schema has checked that there is one. */
    private static String image(Document event) {
        return StreamSupport.stream(event.tree().get("resources").spliterator(), false)
                .map(JsonNode::asText)
                .filter(IMAGE_ARN)
                .findFirst()
                .orElseThrow();
    }

    private static Trigger alarm(JsonNode detail) {
        return new Trigger.AlarmChanged(
                text(detail, "alarmName"),
                text(detail.get("state"), "value"),
                optional(detail.path("previousState"), "value"),
                optional(detail.get("state"), "reason").orElse(""),
                optional(detail.path("configuration"), "description").orElse(""),
                detail.hasNonNull("muteDetail"));
    }

    private static Trigger operator(Document event, JsonNode detail) {
        var clusters = StreamSupport.stream(detail.path("clusters").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return new Trigger.OperatorAsked(
                text(detail, "action"),
                clusters,
                text(detail, "reason"),
                text(detail, "requestedBy"),
                detail.path("release").asBoolean(false),
                date(event));
    }

    private static Trigger clusterState(JsonNode detail) {
        var failure = optional(detail, "FailureMessage").filter(message -> !message.isEmpty());
        var status = "the cluster is " + optional(detail, "ClusterStatus").orElse("in an unnamed status");
        return new Trigger.ClusterSignal(
                text(detail, "ClusterArn"),
                optional(detail, "ClusterName"),
                Trigger.ClusterSignal.Kind.STATE_CHANGE,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                failure.map(message -> status + ": " + message).orElse(status));
    }

    private static Trigger clusterEvent(JsonNode details) {
        return new Trigger.ClusterSignal(
                text(details, "ClusterArn"),
                optional(details, "ClusterName"),
                Trigger.ClusterSignal.Kind.CLUSTER_EVENT,
                "Instance".equals(details.path("ResourceType").asText())
                        || Routine.is(details.path("Description").asText()),
                optional(details, "InstanceGroupName"),
                optional(details, "InstanceId"),
                optional(details, "EventLevel"),
                optional(details, "Description").orElse(""));
    }

    private static Trigger nodeHealth(JsonNode detail) {
        var health = detail.path("HealthSummary");
        return new Trigger.ClusterSignal(
                text(detail, "ClusterArn"),
                optional(detail, "ClusterName"),
                Trigger.ClusterSignal.Kind.NODE_HEALTH,
                true,
                Optional.empty(),
                optional(detail, "InstanceId"),
                Optional.empty(),
                optional(health, "HealthStatus").orElse("health changed")
                        + optional(health, "HealthStatusReason")
                                .map(why -> ": " + why)
                                .orElse(""));
    }

    private static LocalDate date(Document event) {
        try {
            return OffsetDateTime.parse(event.at("/time").asText(), TIME)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDate();
        } catch (DateTimeException noSuchTime) {
            throw new BadDocument(event.problem("/time", "is no such time", "write for instance 2026-11-21T02:00:00Z"));
        }
    }

    private static String text(JsonNode object, String field) {
        return object.get(field).asText();
    }

    private static Optional<String> optional(JsonNode object, String field) {
        return object.hasNonNull(field) ? Optional.of(object.get(field).asText()) : Optional.empty();
    }
}
