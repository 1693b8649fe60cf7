package io.hyperpatch.rehearsal.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.wire.Protocol;
import io.hyperpatch.rehearsal.aws.wire.WireRequest;
import io.hyperpatch.rehearsal.aws.wire.WireResponse;
import io.hyperpatch.rehearsal.clock.FiberKilled;
import io.hyperpatch.rehearsal.clock.Fibers;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import io.hyperpatch.rehearsal.fault.CallFailed;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.fault.FaultGate;
import io.hyperpatch.rehearsal.fault.Passage;
import io.hyperpatch.rehearsal.iam.Authority;
import io.hyperpatch.rehearsal.iam.Denial;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Simulated AWS: takes signed HTTP requests to whichever service they name, through the gate, into the log. */
public final class SimulatedAws {

    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/[0-9]{8}/[^/]+/([a-z0-9-]+)/aws4_request");
    private static final Map<String, String> SERVICE_BY_TARGET = Map.of(
            "SageMaker", "sagemaker",
            "AWSEvents", "events",
            "AmazonSSM", "ssm",
            "AWSStepFunctions", "states",
            "GraniteServiceVersion20100801", "monitoring");
    private static final Duration LATENCY = Duration.ofMillis(40);
    private static final Duration PATIENCE_OUTSIDE = Duration.ofMinutes(1);

    private final VirtualClock clock;
    private final Fibers fibers;
    private final FaultGate gate;
    private final CallLog log;
    private final RandomIds ids;
    private final Map<String, AwsService> services = new LinkedHashMap<>();
    private final EarlierAnswers earlier = new EarlierAnswers();
    private Authority authority = Authority.EVERYTHING;
    private Answers answers = (caller, action, request, answer) -> {};

    /** Somebody who sees each answer as the service gives it, before anything strikes it. */
    public interface Answers {
        /** Takes one; the parameters are those of {@link ApiCall}. */
        void given(String caller, String action, JsonNode request, JsonNode answer);
    }

    public SimulatedAws(VirtualClock clock, Fibers fibers, FaultGate gate, CallLog log, RandomIds ids) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.fibers = Objects.requireNonNull(fibers, "fibers");
        this.gate = Objects.requireNonNull(gate, "gate");
        this.log = Objects.requireNonNull(log, "log");
        this.ids = Objects.requireNonNull(ids, "ids");
    }

    /** Adds a service; each signing name once. */
    public SimulatedAws with(AwsService service) {
        if (services.putIfAbsent(service.signingName(), service) != null) {
            throw new IllegalArgumentException("there is a service " + service.signingName() + " already");
        }
        return this;
    }

    /** Has somebody decide from now on who may make which call; until then everybody may do everything. */
    public void authority(Authority decides) {
        this.authority = Objects.requireNonNull(decides, "decides");
    }

    /** Has somebody see each answer. */
    public void watch(Answers sees) {
        answers = Objects.requireNonNull(sees, "sees");
    }

    /** Lets one caller do everything, beside whoever decides for the others: a function that is none of the product's. */
    public void allow(String free) {
        Authority others = authority;
        authority = (caller, service, operation, input) ->
                caller.equals(free) ? Optional.empty() : others.judge(caller, service, operation, input);
    }

    /**
     * Answers a request from code of this process, which waits in its fiber.
     *
     * @param patience the read time-out of its client
     * @throws CallFailed.AnswerLost when no answer came in that time, which has passed
     * @throws FiberKilled when the caller does not outlive the call
     */
    public WireResponse exchange(WireRequest request, Duration patience) {
        String requestId = ids.next();
        Protocol protocol = null;
        try {
            String service = serviceOf(request);
            protocol = Protocol.of(service, request);
            Protocol.Call call = protocol.read(request);
            return protocol.answer(
                    call.operation(), call(service, call.operation(), call.input(), patience), requestId);
        } catch (ApiError error) {
            return (protocol == null ? Protocol.fallback() : protocol).error(error, requestId);
        }
    }

    /**
     * Answers a request from outside, in a fiber of its own.
     *
     * @param whenDone given the response, or nothing if none will ever come: then close the connection. Called in the
     *     thread that drives the clock, or in the fiber it has handed over to.
     */
    public void exchange(WireRequest request, Consumer<Optional<WireResponse>> whenDone) {
        fibers.start("http", () -> {
            Optional<WireResponse> response = Optional.empty();
            try {
                response = Optional.of(exchange(request, PATIENCE_OUTSIDE));
            } catch (CallFailed.AnswerLost lost) {
                response = Optional.empty();
            } finally {
                whenDone.accept(response);
            }
        });
    }

    /**
     * One call, through the gate and into the log.
     *
     * @throws ApiError what the service, or a fault in its stead, answered
     */
    private JsonNode call(String service, String operation, JsonNode input, Duration patience) {
        String caller = gate.caller();
        int entry = log.begin(clock.now(), caller, service, operation, input);
        var effect = new Effect(caller, service, operation, input, authority.judge(caller, service, operation, input));
        try {
            Passage passage = new Passage(caller, service + ":" + operation, LATENCY, patience);
            JsonNode output = gate.pass(passage, effect::take, effect::spoiled);
            log.end(entry, new CallResult.Ok());
            log.answered(entry, output);
            return output;
        } catch (CallFailed.Throttled throttled) {
            throw logged(entry, ServiceFaults.throttled(service), effect);
        } catch (CallFailed.Denied denied) {
            throw logged(entry, ServiceFaults.denied(service, denied.getMessage()), effect);
        } catch (CallFailed.ServerFailed failure) {
            throw logged(entry, ServiceFaults.failed(service, failure), effect);
        } catch (ApiError refusal) {
            throw logged(entry, refusal, effect);
        } catch (CallFailed.AnswerLost lost) {
            log.end(entry, new CallResult.Lost(effect.taken));
            throw lost;
        } catch (FiberKilled killed) {
            log.end(entry, new CallResult.CallerKilled(effect.taken));
            throw killed;
        }
    }

    private static JsonNode without(JsonNode answer, String member) {
        JsonNode copy = answer.deepCopy();
        copy.findParents(member).forEach(parent -> ((ObjectNode) parent).remove(member));
        return copy;
    }

    private ApiError logged(int entry, ApiError error, Effect effect) {
        log.end(entry, new CallResult.Refused(error.httpStatus(), error.code(), effect.taken));
        return error;
    }

    private String serviceOf(WireRequest request) {
        Matcher scope = SCOPE.matcher(request.header("authorization").orElse(""));
        String target = request.header("x-amz-target").orElse("");
        String name = scope.find()
                ? scope.group(1)
                : SERVICE_BY_TARGET.get(target.contains(".") ? target.substring(0, target.indexOf('.')) : target);
        if (name == null) {
            throw new ApiError(
                    403,
                    "MissingAuthenticationTokenException",
                    "The request names no service: it is not signed (any credentials will do) and has no known"
                            + " X-Amz-Target");
        }
        if (!services.containsKey(name)) {
            throw ApiError.unsupported(name, target.isEmpty() ? request.path() : target);
        }
        return name;
    }

    private final class Effect {
        private final String caller;
        private final AwsService service;
        private final String operation;
        private final JsonNode input;
        private final Optional<Denial> denial;
        private List<JsonNode> before = List.of();
        private boolean taken;

        Effect(String caller, String service, String operation, JsonNode input, Optional<Denial> denial) {
            this.caller = caller;
            this.service = services.get(service);
            this.operation = operation;
            this.input = input;
            this.denial = denial;
        }

        JsonNode take() {
            denial.ifPresent(missing -> {
                throw ServiceFaults.denied(service.signingName(), missing.message());
            });
            JsonNode output = service.call(operation, input);
            taken = true;
            String action = service.signingName() + ":" + operation;
            answers.given(caller, action, input, output);
            if (gate.goesBack()) {
                before = earlier.add(action, input, output);
            }
            return output;
        }

        JsonNode spoiled(JsonNode answer, Fault fault) {
            return switch (fault) {
                case Fault.DropMember drop -> without(answer, drop.member());
                case Fault.TearPage tear -> TornPage.of(answer, tear.how());
                case Fault.EarlierAnswer back -> before.size() < back.back() ? answer : before.get(back.back() - 1);
                default -> answer;
            };
        }
    }
}
