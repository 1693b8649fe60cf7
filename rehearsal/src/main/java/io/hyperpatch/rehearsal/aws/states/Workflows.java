package io.hyperpatch.rehearsal.aws.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import io.hyperpatch.rehearsal.aws.AwsService;
import io.hyperpatch.rehearsal.aws.Input;
import io.hyperpatch.rehearsal.aws.Paging;
import io.hyperpatch.rehearsal.aws.RandomIds;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import io.hyperpatch.rehearsal.engine.Engine;
import io.hyperpatch.rehearsal.engine.EngineError;
import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The simulated Step Functions API, in front of the workflow engine.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/Welcome.html">Step Functions API</a>
 */
public final class Workflows implements AwsService {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();
    private static final int LISTED_IF_NOT_SAID = 100;
    private static final String MACHINE_ARN = "arn:aws[a-z-]*:states:[^:]+:[^:]+:stateMachine:[^:]+";

    private final VirtualClock clock;
    private final Engine engine;
    private final RandomIds ids;

    /** @param ids names the executions that are started without a name */
    public Workflows(VirtualClock clock, Engine engine, RandomIds ids) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.engine = Objects.requireNonNull(engine, "engine");
        this.ids = Objects.requireNonNull(ids, "ids");
    }

    @Override
    public String signingName() {
        return "states";
    }

    @Override
    public JsonNode call(String operation, JsonNode members) {
        Input input = new Input("states", operation, members);
        try {
            return switch (operation) {
                case "StartExecution" -> start(input.honouring("stateMachineArn", "name", "input"));
                case "DescribeExecution" -> describe(input.honouring("executionArn", "includedData"));
                case "ListExecutions" ->
                    list(input.honouring("stateMachineArn", "statusFilter", "maxResults", "nextToken"));
                case "StopExecution" -> stop(input.honouring("executionArn", "error", "cause"));
                case "SendTaskSuccess" -> succeed(input.honouring("taskToken", "output"));
                case "SendTaskFailure" -> fail(input.honouring("taskToken", "error", "cause"));
                case "SendTaskHeartbeat" -> beat(input.honouring("taskToken"));
                default -> throw input.unsupported();
            };
        } catch (EngineError error) {
            throw ApiError.badRequest(error.code(), error.getMessage());
        }
    }

    private JsonNode start(Input input) {
        String machine = required(input, "stateMachineArn");
        if (!machine.matches(MACHINE_ARN)) {
            throw ApiError.badRequest("InvalidArn", "Invalid Arn: '" + machine + "'");
        }
        String name = input.text("name").orElseGet(ids::next);
        JsonNode value = parsed(input.text("input").orElse("{}"), "InvalidExecutionInput");
        String arn = engine.startExecution(machine.substring(machine.lastIndexOf(':') + 1), name, value);
        return JsonNodeFactory.instance
                .objectNode()
                .put("executionArn", arn)
                .putPOJO("startDate", engine.describe(arn).startDate());
    }

    private JsonNode describe(Input input) {
        ExecutionView execution = engine.describe(required(input, "executionArn"));
        ObjectNode shown = JsonNodeFactory.instance
                .objectNode()
                .put("executionArn", execution.arn())
                .put("stateMachineArn", execution.stateMachineArn())
                .put("name", execution.name())
                .put("status", execution.status().name())
                .putPOJO("startDate", execution.startDate());
        if (!input.text("includedData").orElse("").equals("METADATA_ONLY")) {
            shown.put("input", execution.input().toString());
            shown.putObject("inputDetails").put("included", true);
            execution.output().ifPresent(output -> {
                shown.put("output", output.toString());
                shown.putObject("outputDetails").put("included", true);
            });
        }
        execution.stopDate().ifPresent(date -> shown.putPOJO("stopDate", date));
        execution.error().ifPresent(error -> shown.put("error", error));
        execution.cause().ifPresent(cause -> shown.put("cause", cause));
        return shown.put("redriveCount", execution.redriveCount());
    }

    /** Those that began last first, as the service does. */
    private JsonNode list(Input input) {
        String machine = required(input, "stateMachineArn");
        Set<ExecutionStatus> wanted = wanted(input.text("statusFilter"));
        Paging<ExecutionView> page = Paging.of(
                engine.latest(machine, wanted),
                input.integer("maxResults").orElse(LISTED_IF_NOT_SAID),
                input.text("nextToken"),
                ApiError.badRequest(
                        "InvalidToken",
                        "Invalid Token: '" + input.text("nextToken").orElse("") + "'"));
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        ArrayNode items = shown.putArray("executions");
        page.items().forEach(execution -> {
            ObjectNode item = items.addObject()
                    .put("executionArn", execution.arn())
                    .put("stateMachineArn", execution.stateMachineArn())
                    .put("name", execution.name())
                    .put("status", execution.status().name())
                    .putPOJO("startDate", execution.startDate())
                    .put("redriveCount", execution.redriveCount());
            execution.stopDate().ifPresent(date -> item.putPOJO("stopDate", date));
        });
        page.nextToken().ifPresent(token -> shown.put("nextToken", token));
        return shown;
    }

    /** All of them without a filter, none for a status that no execution ever has. */
    private static Set<ExecutionStatus> wanted(Optional<String> filter) {
        return Stream.of(ExecutionStatus.values())
                .filter(status -> filter.isEmpty() || filter.get().equals(status.name()))
                .collect(Collectors.toSet());
    }

    private JsonNode stop(Input input) {
        String arn = required(input, "executionArn");
        engine.stopExecution(
                arn, input.text("error").orElse(""), input.text("cause").orElse(""));
        Instant stopped = engine.describe(arn).stopDate().orElse(clock.now());
        return JsonNodeFactory.instance.objectNode().putPOJO("stopDate", stopped);
    }

    private JsonNode succeed(Input input) {
        engine.sendTaskSuccess(required(input, "taskToken"), parsed(required(input, "output"), "InvalidOutput"));
        return NOTHING;
    }

    private JsonNode fail(Input input) {
        engine.sendTaskFailure(
                required(input, "taskToken"),
                input.text("error").orElse(""),
                input.text("cause").orElse(""));
        return NOTHING;
    }

    private JsonNode beat(Input input) {
        engine.sendTaskHeartbeat(required(input, "taskToken"));
        return NOTHING;
    }

    private static String required(Input input, String name) {
        return input.text(name)
                .orElseThrow(() -> ApiError.badRequest(
                        "ValidationException",
                        "1 validation error detected: Value at '" + name
                                + "' failed to satisfy constraint: Member must not be null"));
    }

    private static JsonNode parsed(String text, String code) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw ApiError.badRequest(code, "Invalid JSON: '" + e.getOriginalMessage() + "'");
        }
    }
}
