package io.hyperpatch.rehearsal.aws.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hyperpatch.rehearsal.aws.ApiError;
import io.hyperpatch.rehearsal.aws.AwsService;
import io.hyperpatch.rehearsal.aws.Input;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The simulated EventBridge Scheduler's API: CreateSchedule, for schedules that come once and are deleted then.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html">CreateSchedule</a>
 */
public final class Schedules implements AwsService {
    private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-_.]{1,64}");
    private static final Pattern AT = Pattern.compile("at\\((\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)\\)");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Scheduler scheduler;
    private final String arns;
    private final Map<String, Consumer<JsonNode>> groups = new HashMap<>();
    private final Map<String, Scheduled> waiting = new HashMap<>();

    private record Scheduled(JsonNode request, Instant at) {}

    public Schedules(Scheduler scheduler, String region, String account) {
        this.scheduler = Objects.requireNonNull(scheduler);
        this.arns = "arn:aws:scheduler:" + region + ":" + account + ":schedule/";
    }

    /** Makes a group of schedules; what their targets are given goes to the receiver. */
    public void group(String name, Consumer<JsonNode> receiver) {
        groups.put(name, receiver);
    }

    /** When the last of those is due that are still to come. */
    public Optional<Instant> lastDue() {
        return waiting.values().stream().map(Scheduled::at).max(Instant::compareTo);
    }

    @Override
    public String signingName() {
        return "scheduler";
    }

    @Override
    public JsonNode call(String operation, JsonNode members) {
        Input input = new Input("scheduler", operation, members);
        return switch (operation) {
            case "CreateSchedule" ->
                create(input.honouring(
                        "Name",
                        "GroupName",
                        "ClientToken",
                        "Description",
                        "ScheduleExpression",
                        "FlexibleTimeWindow",
                        "ActionAfterCompletion",
                        "Target"));
            default -> throw input.unsupported();
        };
    }

    private JsonNode create(Input input) {
        String name = matching(input, "Name", NAME).group();
        String group = input.text("GroupName").orElse("default");
        Consumer<JsonNode> receiver = groups.get(group);
        if (receiver == null) {
            throw new ApiError(404, "ResourceNotFoundException", "Schedule group " + group + " does not exist.");
        }
        Instant at = at(input);
        JsonNode target = target(input);
        String arn = arns + group + "/" + name;
        Scheduled there = waiting.get(arn);
        if (there == null) {
            waiting.put(arn, new Scheduled(input.members(), at));
            scheduler.once(at, name, () -> waiting.remove(arn), () -> receiver.accept(filled(target, arn, at)));
        } else if (!there.request().equals(input.members())) {
            throw new ApiError(409, "ConflictException", "Schedule " + name + " already exists.");
        }
        return JsonNodeFactory.instance.objectNode().put("ScheduleArn", arn);
    }

    private static Instant at(Input input) {
        if (!input.text("ActionAfterCompletion").equals(Optional.of("DELETE"))) {
            throw input.unsupported("ActionAfterCompletion");
        }
        if (!input.members().at("/FlexibleTimeWindow/Mode").asText().equals("OFF")) {
            throw input.unsupported("FlexibleTimeWindow");
        }
        try {
            return LocalDateTime.parse(matching(input, "ScheduleExpression", AT).group(1))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException noTime) {
            throw invalid("ScheduleExpression", input.text("ScheduleExpression").orElse(""));
        }
    }

    private static JsonNode target(Input input) {
        JsonNode target = input.members().path("Target");
        if (!ROLE.matcher(target.path("RoleArn").asText()).matches()) {
            throw invalid("Target.RoleArn", target.path("RoleArn").asText());
        }
        if (!target.path("Arn").asText().contains(":stateMachine:")) {
            throw input.unsupported("Target");
        }
        try {
            return MAPPER.readTree(target.path("Input").asText());
        } catch (JsonProcessingException noJson) {
            throw invalid("Target.Input", target.path("Input").asText());
        }
    }

    /** Scheduler puts what it knows in the place of what it calls context attributes. */
    private static JsonNode filled(JsonNode input, String arn, Instant at) {
        String id = UUID.nameUUIDFromBytes(arn.getBytes(StandardCharsets.UTF_8)).toString();
        String text = input.toString()
                .replace("<aws.scheduler.execution-id>", id)
                .replace("<aws.scheduler.scheduled-time>", at.toString())
                .replace("<aws.scheduler.schedule-arn>", arn);
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private static Matcher matching(Input input, String member, Pattern pattern) {
        Matcher matcher = pattern.matcher(input.text(member).orElse(""));
        if (!matcher.matches()) {
            throw invalid(member, input.text(member).orElse(""));
        }
        return matcher;
    }

    private static ApiError invalid(String member, String value) {
        return ApiError.badRequest("ValidationException", "Invalid " + member + ": " + value);
    }
}
