package io.hyperpatch.rehearsal.aws.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import io.hyperpatch.rehearsal.aws.AwsService;
import io.hyperpatch.rehearsal.aws.Input;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The simulated EventBridge API: PutEvents, entry by entry.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
public final class Events implements AwsService {

    private static final int MOST_ENTRIES = 10;
    private static final int MOST_BYTES = 256 * 1024;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final VirtualClock clock;
    private final EventBus bus;

    public Events(VirtualClock clock, EventBus bus) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.bus = Objects.requireNonNull(bus, "bus");
    }

    @Override
    public String signingName() {
        return "events";
    }

    @Override
    public JsonNode call(String operation, JsonNode members) {
        Input input = new Input("events", operation, members);
        return switch (operation) {
            case "PutEvents" -> putEvents(input.honouring("Entries"));
            default -> throw input.unsupported();
        };
    }

    private JsonNode putEvents(Input input) {
        List<Input> entries = new ArrayList<>();
        input.members()
                .path("Entries")
                .forEach(entry -> entries.add(new Input("events", "PutEvents", entry)
                        .honouring("Time", "Source", "Resources", "DetailType", "Detail", "EventBusName")));
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw ApiError.badRequest(
                    "ValidationException",
                    "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have"
                            + " length between 1 and " + MOST_ENTRIES + " (it has " + entries.size() + ")");
        }
        if (entries.stream().mapToInt(Events::size).sum() > MOST_BYTES) {
            throw ApiError.badRequest(
                    "ValidationException", "Total size of the entries in the request is over the limit.");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("FailedEntryCount", 0);
        ArrayNode results = answer.putArray("Entries");
        for (Input entry : entries) {
            try {
                results.addObject().put("EventId", put(entry));
            } catch (ApiError error) {
                results.set(
                        results.size() - 1,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("ErrorCode", error.code())
                                .put("ErrorMessage", error.message()));
                answer.put("FailedEntryCount", answer.get("FailedEntryCount").asInt() + 1);
            }
        }
        return answer;
    }

    private String put(Input entry) {
        String source = required(entry, "Source");
        String detailType = required(entry, "DetailType");
        String detail = required(entry, "Detail");
        entry.text("EventBusName")
                .filter(name -> !name.matches("default|arn:.*:event-bus/default"))
                .ifPresent(name -> {
                    throw entry.unsupported("EventBusName");
                });
        if (source.startsWith("aws.")) {
            throw ApiError.badRequest(
                    "NotAuthorizedForSourceException", "Not authorized for the source " + source + ".");
        }
        Instant time = entry.has("Time")
                ? Instant.ofEpochMilli(Math.round(entry.members().get("Time").asDouble() * 1000))
                : clock.now();
        return bus.emit(source, detailType, entry.texts("Resources"), object(detail), time);
    }

    private static String required(Input entry, String name) {
        return entry.text(name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> ApiError.badRequest(
                        "InvalidArgument",
                        "Parameter " + name + " is not valid. Reason: " + name + " is a required argument."));
    }

    private static JsonNode object(String detail) {
        try {
            JsonNode node = MAPPER.readTree(detail);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw ApiError.badRequest("MalformedDetail", "Detail is malformed.");
        }
        throw ApiError.badRequest("MalformedDetail", "Detail is malformed.");
    }

    /** As the documentation counts: 14 bytes for a time, the UTF-8 bytes of everything else. */
    private static int size(Input entry) {
        int size = entry.has("Time") ? 14 : 0;
        for (String name : List.of("Source", "DetailType", "Detail")) {
            size += bytes(entry.text(name).orElse(""));
        }
        return size + entry.texts("Resources").stream().mapToInt(Events::bytes).sum();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
