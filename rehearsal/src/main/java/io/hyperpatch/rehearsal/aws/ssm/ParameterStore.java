package io.hyperpatch.rehearsal.aws.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import io.hyperpatch.rehearsal.aws.AwsService;
import io.hyperpatch.rehearsal.aws.Input;
import io.hyperpatch.rehearsal.aws.Paging;
import io.hyperpatch.rehearsal.aws.events.EventBus;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The simulated Parameter Store: GetParameter of a text, by name or ARN, and all texts below a path, page by page. */
public final class ParameterStore implements AwsService {

    private static final String PUBLIC = "/aws/service/";
    private static final int A_PAGE = 10;

    private final VirtualClock clock;
    private final EventBus bus;
    private final String region;
    private final String account;
    private final Map<String, Parameter> byName = new HashMap<>();

    /** @param account twelve digits */
    public ParameterStore(VirtualClock clock, EventBus bus, String region, String account) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.bus = Objects.requireNonNull(bus, "bus");
        this.region = Objects.requireNonNull(region, "region");
        this.account = Objects.requireNonNull(account, "account");
    }

    @Override
    public String signingName() {
        return "ssm";
    }

    /** Lets a parameter have a value, as if it always had: no event tells of it. */
    public void put(String name, String value) {
        long version = byName.containsKey(name) ? byName.get(name).version() + 1 : 1;
        byName.put(name, new Parameter(name, value, version, clock.now()));
    }

    /** Gives a parameter a new value, of which an event tells, unless it is a public one. */
    public void change(String name, String value) {
        String change = byName.containsKey(name) ? "Update" : "Create";
        put(name, value);
        if (!name.startsWith(PUBLIC)) {
            ObjectNode detail = JsonNodeFactory.instance
                    .objectNode()
                    .put("operation", change)
                    .put("name", name)
                    .put("type", "String");
            bus.emit("aws.ssm", "Parameter Store Change", List.of(arn(name)), detail);
        }
    }

    @Override
    public JsonNode call(String operation, JsonNode members) {
        Input input = new Input("ssm", operation, members);
        return switch (operation) {
            case "GetParameter" -> getParameter(input.honouring("Name", "WithDecryption"));
            case "GetParametersByPath" ->
                getParametersByPath(input.honouring("Path", "Recursive", "WithDecryption", "MaxResults", "NextToken"));
            default -> throw input.unsupported();
        };
    }

    private JsonNode getParameter(Input input) {
        String asked = input.text("Name").orElse("");
        String name = asked.startsWith("arn:") ? nameOf(asked) : asked;
        if (!name.matches("[a-zA-Z0-9_.\\-/]+")) {
            throw ApiError.badRequest(
                    "ValidationException",
                    "Parameter name: can't be empty, and may hold letters, numbers and .-_/ only: " + asked);
        }
        Parameter parameter = byName.get(name);
        if (parameter == null) {
            throw ApiError.badRequest("ParameterNotFound", "");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("Parameter", shown(parameter));
        return answer;
    }

    /**
     * In the order of their names.
     *
     * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html">GetParametersByPath</a>
     */
    private JsonNode getParametersByPath(Input input) {
        String path = input.text("Path").orElse("");
        if (!path.startsWith("/")) {
            throw ApiError.badRequest(
                    "ValidationException", "The parameter path must begin with a forward slash: " + path);
        }
        String below = path.endsWith("/") ? path : path + "/";
        List<Parameter> found = byName.values().stream()
                .filter(parameter -> parameter.name().startsWith(below))
                .filter(parameter -> input.flag("Recursive") || parameter.name().indexOf('/', below.length()) < 0)
                .sorted(Comparator.comparing(Parameter::name))
                .toList();
        Paging<Parameter> page = Paging.of(
                found,
                input.integer("MaxResults").orElse(A_PAGE),
                input.text("NextToken"),
                ApiError.badRequest("InvalidNextToken", "The specified token isn't valid."));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode parameters = answer.putArray("Parameters");
        page.items().forEach(parameter -> parameters.add(shown(parameter)));
        page.nextToken().ifPresent(token -> answer.put("NextToken", token));
        return answer;
    }

    private ObjectNode shown(Parameter parameter) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Name", parameter.name())
                .put("Type", "String")
                .put("Value", parameter.value())
                .put("Version", parameter.version())
                .put("ARN", arn(parameter.name()))
                .put("DataType", "text")
                .putPOJO("LastModifiedDate", parameter.changed());
    }

    private String nameOf(String arn) {
        String resource = arn.substring(arn.lastIndexOf(':') + 1).replaceFirst("^parameter", "");
        return byName.containsKey(resource) ? resource : resource.replaceFirst("^/", "");
    }

    private String arn(String name) {
        String owner = name.startsWith(PUBLIC) ? "" : account;
        return "arn:aws:ssm:" + region + ":" + owner + ":parameter" + (name.startsWith("/") ? "" : "/") + name;
    }

    private record Parameter(String name, String value, long version, Instant changed) {}
}
