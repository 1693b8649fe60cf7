package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.admission.AdmittedCluster;
import io.hyperpatch.admission.AdmittedPages;
import io.hyperpatch.admission.ClusterDecision;
import io.hyperpatch.admission.Decision;
import io.hyperpatch.admission.FleetEntry;
import io.hyperpatch.admission.FoundClusters.Unreadable;
import io.hyperpatch.admission.Requests;
import io.hyperpatch.admission.RunRequests;
import io.hyperpatch.admission.VersionWatch;
import io.hyperpatch.admission.aws.Admissions;
import io.hyperpatch.admission.aws.PolicyParameter;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.document.BadDocument;
import io.hyperpatch.event.EventParser;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.fleet.aws.FleetTaking;
import io.hyperpatch.generation.Generation;
import io.hyperpatch.generation.Generations;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.reconcile.aws.SpentNames;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.store.Store;
import io.hyperpatch.text.Outside;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns an event into runs, or into a quiet end. */
public final class AdmitTriggerFunction extends JsonFunction<AdmitTriggerFunction.Input, AdmitTriggerFunction.Answer> {
    private static final Logger LOG = LoggerFactory.getLogger(AdmitTriggerFunction.class);

    private static final String NO_POLICY = "none";

    /** A state of the workflow carries at most 256 KiB, and a hostile document can be wrong in many places. */
    private static final int LONGEST_REASON = 8_000;

    /**
     * Twice as many as agreeing readings need: groups may change one after the other, and one that flaps on
     * must not hold up the rest.
     */
    private static final int MOST_LOOKS = 2 * VersionWatch.ENOUGH;

    private final EventParser events = new EventParser();
    private final PolicyParameter policies;
    private final AdmissionConfig config;
    private final Admissions admissions;
    private final RunRequests requests;
    private final Requests stored;
    private final Generations generations;
    private final SpentNames spentNames;
    private final AdmittedPages pages;
    private final FleetTaking taking;
    private final Clock clock;

    /**
     * The input from the workflow.
     *
     * @param parent the execution that asks; a retry of it finds its own runs
     * @param look how often it has looked before, a minute apart; none by default
     * @param version of the workflow that asks; by default the first, which carries whole requests
     */
    public record Input(JsonNode event, String parent, Optional<Integer> look, Optional<Integer> version) {
        public Input {
            Objects.requireNonNull(version, "version");
            Objects.requireNonNull(event, "event");
            Objects.requireNonNull(parent, "parent");
            Objects.requireNonNull(look, "look");
        }
    }

    /**
     * Clusters that are left out although others are patched, in the shape in which the workflow knows what
     * could not be done.
     *
     * @param cluster their names
     */
    public record LeftOut(String cluster, Outcome outcome, String failedState, Map<String, String> error) {
        static LeftOut of(List<Unreadable> clusters) {
            String why = "these clusters could not be read, and are left out: "
                    + clusters.stream().map(Unreadable::toString).collect(Collectors.joining("; "));
            return new LeftOut(
                    clusters.stream().map(Unreadable::name).collect(Collectors.joining(", ")),
                    Outcome.REFUSED,
                    "AdmitTrigger",
                    Map.of("Error", "Hyperpatch.ClustersLeftOut", "Cause", Outside.cut(why, LONGEST_REASON)));
        }
    }

    /** The words by which the workflow goes on. */
    @EnumNaming(PascalCase.class)
    public enum Verdict {
        /** Each cluster that was admitted has its own decision. */
        ADMITTED,
        /** Nothing is to be done, and nobody is disturbed. */
        QUIET,
        /** Nothing is done, and people are notified. */
        REFUSED,
        /** In a minute: single readings of a version status flap. */
        LOOK_AGAIN
    }

    /**
     * The answer to the workflow.
     *
     * @param clusters the first page of those that are admitted
     * @param pages how many pages there are; the others are stored
     * @param leftOut at most one, for all of them
     * @param holds whether the execution has the policy's record, and is to close it
     */
    public record Answer(
            Verdict verdict,
            String reason,
            String policy,
            List<AdmittedCluster> clusters,
            int pages,
            List<LeftOut> leftOut,
            boolean holds) {
        static Answer of(Verdict verdict, String reason, String policy) {
            return new Answer(verdict, reason, policy, List.of(), 1, List.of(), false);
        }
    }

    public AdmitTriggerFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.ADMIT_TRIGGER));
    }

    AdmitTriggerFunction(Deployed deployed) {
        this(
                deployed.policies(),
                AdmissionConfig.from(deployed.environment()),
                deployed.admissions(),
                deployed.clusters(),
                deployed.executions(),
                deployed.store(),
                deployed.clock());
    }

    public AdmitTriggerFunction(
            PolicyParameter policies,
            AdmissionConfig config,
            Admissions admissions,
            ClusterReader clusters,
            Executions executions,
            Store store,
            Clock clock) {
        super(Input.class);
        this.policies = Objects.requireNonNull(policies);
        this.config = Objects.requireNonNull(config);
        this.admissions = Objects.requireNonNull(admissions);
        this.requests = new RunRequests(store, clusters::nodes);
        this.stored = new Requests(store);
        this.generations = new Generations(store);
        this.spentNames = new SpentNames(store, executions, config.patchCluster());
        this.pages = new AdmittedPages(store);
        this.taking = new FleetTaking(store, executions);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        // Before the policy, which may name the image, and before all that it tracks: see Generations.advance.
        Map<ClusterArn, Generation> before = generations.all();
        FleetPolicy policy;
        Trigger trigger;
        try {
            policy = policies.read(config.policyParameter());
            trigger = events.parse(input.event());
        } catch (BadDocument e) {
            return Answer.of(Verdict.REFUSED, Outside.cut(e.getMessage(), LONGEST_REASON), NO_POLICY);
        }
        Instant now = clock.instant();
        Decision decision = admissions.admit(policy, trigger, input.look().orElse(0) < MOST_LOOKS, now);
        return switch (decision) {
            case Decision.LookAgain again ->
                Answer.of(Verdict.LOOK_AGAIN, Outside.cut(again.reason(), LONGEST_REASON), policy.name());
            case Decision.Quiet quiet -> Answer.of(Verdict.QUIET, quiet.reason(), policy.name());
            case Decision.Refused refused -> Answer.of(Verdict.REFUSED, refused.reason(), policy.name());
            case Decision.Admitted admitted -> admitted(policy, trigger, admitted, before, input, now);
        };
    }

    /** An item of one cluster that cannot be read keeps none of the others waiting. */
    private Answer admitted(
            FleetPolicy policy,
            Trigger trigger,
            Decision.Admitted admitted,
            Map<ClusterArn, Generation> before,
            Input input,
            Instant now) {
        List<RunRequests.Request> clusters = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>(admitted.unreadable());
        for (ClusterDecision cluster : admitted.clusters()) {
            try {
                Optional<Generation> known =
                        Optional.ofNullable(before.get(cluster.cluster().arn()));
                clusters.add(request(policy, trigger, cluster, known, input, now));
            } catch (IllegalArgumentException e) {
                LOG.warn(
                        "what is stored of {} cannot be read", cluster.cluster().name(), e);
                unreadable.add(new Unreadable(cluster.cluster().name(), String.valueOf(e.getMessage())));
            }
        }
        List<String> overtaken = clusters.stream()
                .filter(request -> !advance(request, before))
                .map(request -> request.work().cluster().name())
                .toList();
        if (!overtaken.isEmpty()) {
            return Answer.of(
                    Verdict.LOOK_AGAIN,
                    "another event has changed meanwhile what is wanted of " + String.join(", ", overtaken),
                    policy.name());
        }
        List<RunRequests.Request> starts = FleetEntry.starts(clusters);
        boolean takes = !starts.isEmpty() && input.version().orElse(InputVersion.FIRST) >= InputVersion.WITH_FLEETS;
        Optional<String> atWork = takes
                ? taking.take(
                        policy.name(),
                        FleetEntry.opening(starts, trigger, input.parent()),
                        FleetEntry.noted(trigger, input.event(), input.parent(), now),
                        now)
                : Optional.empty();
        List<RunRequests.Request> decided =
                atWork.map(holder -> FleetEntry.joined(clusters, holder)).orElse(clusters);
        decided.stream()
                .filter(request -> request.decision() != RunRequests.Course.DUPLICATE)
                .forEach(request -> stored.keep(request.work()));
        return new Answer(
                Verdict.ADMITTED,
                admitted.reason(),
                policy.name(),
                firstPage(decided, input, now),
                isOfVersion1(input) ? 1 : AdmittedPages.pages(decided.size()),
                unreadable.isEmpty() ? List.of() : List.of(LeftOut.of(unreadable)),
                takes && atWork.isEmpty());
    }

    /** A name that is used up leads to the next one. */
    private RunRequests.Request request(
            FleetPolicy policy,
            Trigger trigger,
            ClusterDecision cluster,
            Optional<Generation> known,
            Input input,
            Instant now) {
        RunRequests.Request request;
        do {
            request = requests.of(policy, trigger, cluster, known, input.parent(), now);
        } while (request.decision() == RunRequests.Course.START && spentNames.recordEndOf(request.work(), now));
        return request;
    }

    /** Only what is to be installed is wanted: not what is too young, or unfit, or only observed. */
    private boolean advance(RunRequests.Request request, Map<ClusterArn, Generation> before) {
        ClusterArn cluster = request.work().cluster().arn();
        return request.decision() != RunRequests.Course.START
                || request.work().onlyObserves()
                || generations.advance(cluster, Optional.ofNullable(before.get(cluster)), request.wanted());
    }

    private List<AdmittedCluster> firstPage(List<RunRequests.Request> clusters, Input input, Instant now) {
        return isOfVersion1(input)
                ? clusters.stream().map(AdmittedCluster::forVersion1).toList()
                : pages.keep(
                        input.parent(),
                        clusters.stream().map(AdmittedCluster::of).toList(),
                        now);
    }

    private static boolean isOfVersion1(Input input) {
        return input.version().orElse(InputVersion.FIRST) == InputVersion.FIRST;
    }
}
