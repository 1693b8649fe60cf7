package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ApiCall;
import io.hyperpatch.rehearsal.aws.Reading;
import io.hyperpatch.rehearsal.aws.events.Delivery;
import io.hyperpatch.rehearsal.aws.sns.Message;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.fault.Delivered;
import io.hyperpatch.rehearsal.iam.Judged;
import io.hyperpatch.rehearsal.twin.Shown;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All that a rehearsal left behind.
 *
 * @param truth what the clusters really are at the end
 * @param reports each event that a run has ended, with the truth at that moment
 * @param shown what the service shows of the clusters at the end
 * @param alarms the names of those that there are at the end
 * @param oldEnough when each image is as old as the policy wants
 * @param deliveries each event that really reached the target of a rule
 * @param faults what struck
 * @param rights what came of judging the calls of functions by their roles
 * @param ground what the product had to go by
 */
public record Evidence(
        Truth truth,
        List<Shown> shown,
        Set<String> alarms,
        List<Report> reports,
        List<ApiCall> calls,
        List<Message> messages,
        List<Stored> items,
        List<ExecutionView> executions,
        Map<String, Instant> oldEnough,
        List<Delivery> deliveries,
        List<Delivered> faults,
        Judged rights,
        Ground ground) {

    /** The beginning of the name of every wire. */
    static final String WIRES = "hyperpatch-";

    /** The mark on the wires of the installation that is rehearsed: the beginning of the SHA-256 of its table's name. */
    static final String MARK = "02e4250e";

    /** How the wires of every installation of today begin. */
    private static final Pattern MARKED = Pattern.compile(WIRES + "[0-9a-f]{8}\\.");

    /** What the id ends with under which a run's resolved outcome is told. */
    static final String RESOLVED = "/resolved";

    public Evidence {
        Objects.requireNonNull(truth, "truth");
        shown = List.copyOf(shown);
        alarms = Set.copyOf(alarms);
        reports = List.copyOf(reports);
        calls = List.copyOf(calls);
        messages = List.copyOf(messages);
        items = Items.of(items);
        executions = List.copyOf(executions);
        oldEnough = Map.copyOf(oldEnough);
        deliveries = List.copyOf(deliveries);
        faults = List.copyOf(faults);
        Objects.requireNonNull(rights, "rights");
        Objects.requireNonNull(ground, "ground");
    }

    /**
     * The things by which a start call is right or wrong.
     *
     * @param policy as it was stored at first
     * @param laterPolicies those that it was replaced by, in order
     * @param readings what services showed to those functions that decide about a call
     * @param turns when people turned the kill switch, in order
     */
    public record Ground(JsonNode policy, List<LaterPolicy> laterPolicies, List<Reading> readings, List<Turn> turns) {
        public Ground {
            Objects.requireNonNull(policy, "policy");
            laterPolicies = List.copyOf(laterPolicies);
            readings = List.copyOf(readings);
            turns = List.copyOf(turns);
        }
    }

    /** A policy that is stored from a moment on. */
    public record LaterPolicy(Instant from, JsonNode policy) {
        public LaterPolicy {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(policy, "policy");
        }
    }

    /** A turn of the kill switch. */
    public record Turn(Instant at, boolean on) {}

    /** The policy as it was stored at first, as the oracle understands it. */
    PolicyView policy() {
        return new PolicyView(ground.policy());
    }

    /**
     * The policies by which a run may have been admitted, the earliest first: between the start of its
     * fleet's execution and its own record lies the reading of the policy. The first policy for a run that
     * is not known.
     */
    List<PolicyView> policiesOf(String run) {
        Instant recorded = run(run).map(
                        stored -> Instant.parse(stored.path("startedAt").asText()))
                .orElse(Instant.MIN);
        Instant fleetBegan = run(run).flatMap(stored -> executions.stream()
                        .filter(execution ->
                                execution.arn().equals(stored.path("parent").asText()))
                        .map(ExecutionView::startDate)
                        .findFirst())
                .orElse(recorded);
        List<PolicyView> policies = new ArrayList<>(List.of(policy()));
        for (LaterPolicy later : ground.laterPolicies()) {
            if (!later.from().isAfter(fleetBegan)) {
                policies.clear();
            }
            if (!later.from().isAfter(recorded)) {
                policies.add(new PolicyView(later.policy()));
            }
        }
        return policies;
    }

    /**
     * A run's last word.
     *
     * @param detail of the event, as machines get it
     * @param shownThen what the service showed of the clusters at that moment
     */
    public record Report(JsonNode detail, Truth truthThen, List<Shown> shownThen) {
        public Report {
            shownThen = List.copyOf(shownThen);
        }

        public Report(JsonNode detail, Truth truthThen) {
            this(detail, truthThen, List.of());
        }

        /** The readings of the run's cluster at the moment of the report. */
        Optional<Shown> clusterShownThen() {
            return shownThen.stream()
                    .filter(cluster ->
                            cluster.cluster().equals(detail.at("/cluster/arn").asText()))
                    .findFirst();
        }

        String run() {
            return detail.path("run").asText();
        }

        /** The same for the same news. */
        String id() {
            return detail.at("/notification/id").asText();
        }

        String outcome() {
            return detail.path("outcome").asText();
        }

        Truth.Cluster clusterThen() {
            return truthThen.cluster(detail.at("/cluster/name").asText());
        }
    }

    /** An item of the product's store, as plain JSON. */
    public record Stored(String partition, String sort, JsonNode attributes) {}

    /**
     * The answers to calls of an action that set out no later than at a time; those without content are
     * left out.
     */
    Stream<Reading> readings(String action, Instant until) {
        return ground.readings().stream()
                .filter(reading -> reading.action().equals(action))
                .filter(reading -> !reading.at().isAfter(until))
                .filter(reading -> Objects.nonNull(reading.answer()));
    }

    /** The items of runs. */
    Stream<Stored> runs() {
        return found().runs();
    }

    /** What is stored of a run. */
    Optional<JsonNode> run(String name) {
        return found().run(name);
    }

    /** The items of a partition of the store. */
    Stream<Stored> in(String partition) {
        return found().in(partition);
    }

    private Items found() {
        return Items.of(items);
    }

    Stream<Stored> leases() {
        return items.stream().filter(item -> item.partition().equals("leases"));
    }

    /** What reached the function that wakes runs. */
    Stream<Delivery> wakeUps() {
        return deliveries.stream().filter(delivery -> delivery.target().equals("WakeRun"));
    }

    Stream<Intent> intents() {
        return items.stream()
                .filter(item -> item.partition().startsWith("run/"))
                .filter(item -> item.sort().startsWith("intent/"))
                .map(Intent::new);
    }

    Stream<Intent> intentsOf(String run) {
        return in("run/" + run)
                .filter(item -> item.sort().startsWith("intent/"))
                .map(Intent::new);
    }

    /** What the nodes of an intent's groups were when it was planned. */
    Stream<JsonNode> nodesBefore(Intent intent) {
        return in("run/" + intent.run())
                .filter(item -> item.sort().startsWith(intent.nodePages()))
                .flatMap(item -> item.attributes().path("nodes").valueStream());
    }

    Optional<Shown> shownOf(String clusterArn) {
        return shown.stream()
                .filter(cluster -> cluster.cluster().equals(clusterArn))
                .findFirst();
    }

    /** Start calls that functions made, whatever came of them. */
    Stream<ApiCall> startCalls() {
        return calls.stream()
                .filter(call -> call.operation().equals("UpdateClusterSoftware")
                        && call.service().equals("sagemaker"));
    }

    /** The alarm that marks a start call as one of an intent's; empty if it has none. */
    static String wireOf(JsonNode startRequest) {
        for (JsonNode alarm : startRequest.at("/DeploymentConfig/AutoRollbackConfiguration")) {
            if (alarm.path("AlarmName").asText().startsWith(WIRES)) {
                return alarm.path("AlarmName").asText();
            }
        }
        return "";
    }

    /**
     * The intent that a start call is made for.
     *
     * @param key the same for two calls only if they are for one intent
     */
    record Owner(String run, String key) {}

    /**
     * Whose start call it is: told by its wire or, on Slurm, where no call lists one, by the last stored
     * intent that had then been called and asks for the same.
     */
    Optional<Owner> ownerOf(JsonNode startRequest, Instant at) {
        String wire = wireOf(startRequest);
        return wire.isEmpty() ? unmarked(startRequest, at) : marked(wire);
    }

    private Optional<Owner> marked(String wire) {
        return beforeSteps(wire)
                .flatMap(whose -> Stream.of(WIRES + MARK + ".", WIRES)
                        .filter(whose::startsWith)
                        .map(begin -> whose.substring(begin.length())))
                .filter(run -> run(run).isPresent())
                .map(run -> new Owner(run, wire))
                .findFirst();
    }

    /** The texts that may stand in a wire's name before the number of its step; a cluster's name may hold the mark of a step as well. */
    private static Stream<String> beforeSteps(String wire) {
        return IntStream.range(0, wire.length())
                .filter(at -> wire.startsWith("-s", at))
                .mapToObj(at -> wire.substring(0, at));
    }

    private Optional<Owner> unmarked(JsonNode request, Instant at) {
        return intents()
                .filter(intent ->
                        intent.calledAt().filter(called -> !called.isAfter(at)).isPresent())
                .filter(intent -> onSlurm(intent.cluster()))
                .filter(intent -> intent.isAskedForBy(request))
                .max(Comparator.comparing(intent -> intent.calledAt().orElseThrow()))
                .map(intent -> new Owner(intent.run(), intent.key()));
    }

    private boolean onSlurm(String arn) {
        return truth.clusters().stream().anyMatch(cluster -> cluster.arn().equals(arn) && cluster.slurm());
    }

    /** The start call of ours that began an update; empty if none did. */
    Optional<Truth.Call> callOf(String cluster, Truth.Update update) {
        return truth.calls().stream()
                .filter(call -> call.cluster().equals(cluster) && !call.byOthers())
                .filter(call -> call.update()
                        .filter(number -> number == update.number())
                        .isPresent())
                .findFirst();
    }

    /** The run whose start call began an update; empty if none did. */
    Optional<String> runOf(String cluster, Truth.Update update) {
        return callOf(cluster, update)
                .flatMap(call -> ownerOf(call.request(), call.at()))
                .map(Owner::run);
    }

    boolean isOf(String run, Truth.Cluster cluster, Truth.Update update) {
        return runOf(cluster.name(), update).equals(Optional.of(run));
    }

    /** What the names of a run's wires begin with: of today's, and of those of a version that knew of one installation alone. */
    static List<String> wiresOf(String run) {
        return List.of(WIRES + MARK + "." + run, WIRES + run);
    }

    /** The alarm may be a wire of this installation: it carries the mark of no other. */
    static boolean mayBeOurs(String alarm) {
        return alarm.startsWith(WIRES) && (!MARKED.matcher(alarm).lookingAt() || alarm.startsWith(WIRES + MARK + "."));
    }
}
