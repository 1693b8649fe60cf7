package io.hyperpatch.admission;

import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.cluster.BatchSize;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.DeploymentConfig;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.event.Trigger;
import io.hyperpatch.generation.Generation;
import io.hyperpatch.harm.Harm;
import io.hyperpatch.harm.Harmful;
import io.hyperpatch.harm.Harms;
import io.hyperpatch.image.ImageTerms;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.policy.ClusterSelection;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.policy.Rollout;
import io.hyperpatch.rollout.CanaryTerms;
import io.hyperpatch.rollout.RolloutRules;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns the decision about a cluster into what its run is started with. */
public final class RunRequests {
    private final Runs runs;
    private final KnownHarm known;
    private final Harms harms;
    private final ServedRequests served;
    private final Function<ClusterArn, NodeListing> nodes;

    /** @param nodes lists the nodes of a cluster; it is asked only where that decides */
    public RunRequests(Store store, Function<ClusterArn, NodeListing> nodes) {
        this.nodes = Objects.requireNonNull(nodes);
        this.served = new ServedRequests(store);
        this.runs = new Runs(store);
        this.known = new KnownHarm(store);
        this.harms = new Harms(store);
    }

    /** The ways on from admission, as the workflow spells them. */
    @EnumNaming(PascalCase.class)
    public enum Course {
        /** The run's execution is started. */
        START,
        /** Another run has this work in hand. */
        DUPLICATE,
        /** The run ends here, and people are notified. */
        REPORT,
        /** The same, after a return is scheduled for the time when the image is old enough. */
        DEFER
    }

    /**
     * One cluster's part of what an event comes to.
     *
     * @param work the request, which is stored unless another run has the work in hand
     * @param wanted what is wanted of the cluster from now on, once the run is started
     */
    public record Request(Course decision, String reason, RunRequest work, Generation wanted) {
        /** The end of a run that does not begin. */
        public Optional<RunRequest.End> end() {
            return work.end();
        }

        /** The same, once somebody else has the work in hand. */
        public Request joined(String why) {
            return new Request(Course.DUPLICATE, why, work, wanted);
        }
    }

    /** @param before what was wanted of the cluster, read before what is tracked was looked up */
    public Request of(
            FleetPolicy policy,
            Trigger trigger,
            ClusterDecision decision,
            Optional<Generation> before,
            String parent,
            Instant now) {
        Map<String, Pin> pins = decision.pins();
        Generation wanted = before.map(known -> known.wanting(pins, now)).orElseGet(() -> Generation.first(pins, now));
        Asked asked = new Asked(policy, decision, wanted, parent);
        String fingerprint =
                RunName.fingerprint(policy.name(), decision.cluster().arn(), wanted.number(), pins);
        List<Run> earlier = runs.attempts(decision.cluster().arn(), fingerprint);
        List<Harm> harm = concerning(asked, earlier);
        return switch (Attempt.decide(
                earlier, trigger, parent, policy.mode(), harmful(harm), decisive -> left(asked, decisive))) {
            case Attempt.Start start -> {
                List<Harm> inForce = harm.stream().filter(Harm::isInForce).toList();
                yield released(trigger, decision, inForce, now)
                        ? started(asked, start, earlier, now)
                        : blocked(asked, start, inForce).orElseGet(() -> started(asked, start, earlier, now));
            }
            case Attempt.Duplicate duplicate ->
                asked.request(
                        Course.DUPLICATE,
                        duplicate.reason(),
                        work(asked, duplicate.run().attempt()));
        };
    }

    /** Whatever is decided of an image that is too young, or unfit, a run that called has served the request. */
    private ToBeDone.Left left(Asked asked, Run decisive) {
        if (!(asked.decision() instanceof ClusterDecision.Go go)) {
            return new ToBeDone.Left.Nothing(asked.decision().reason());
        }
        Map<String, Pin> touched = new TreeMap<>(go.pins());
        touched.keySet().removeAll(asked.policy().rollout().leaveOut());
        Served last = served.by(decisive);
        boolean resumable =
                decisive.latest().filter(Outcome.INTERRUPTED::equals).isPresent();
        return resumable && last.fruitlessCanary().isEmpty()
                ? new ToBeDone.Left.Something("what " + decisive.name() + " left undone can be resumed")
                : ToBeDone.decide(
                        last,
                        touched,
                        go.groups(),
                        () -> nodes.apply(go.cluster().arn()));
    }

    /**
     * The harm of the images that groups are to get, lifted or not. Groups that the run would not touch get
     * none, and what a run of this very request has done is no reason to refuse that request when it is
     * repeated.
     */
    private List<Harm> concerning(Asked asked, List<Run> earlier) {
        Set<RunName> own = earlier.stream()
                .filter(run -> run.parent().equals(asked.parent()))
                .map(Run::name)
                .collect(Collectors.toSet());
        Map<String, Pin> wanted = new TreeMap<>(asked.decision().pins());
        wanted.keySet().removeAll(asked.policy().rollout().leaveOut());
        wanted.keySet().removeAll(asked.decision().spared());
        return Harmful.among(known.of(asked.decision().cluster().arn(), earlier), wanted).stream()
                .filter(fact -> !own.contains(fact.run()))
                .toList();
    }

    private static Attempt.Harmful harmful(List<Harm> harm) {
        if (harm.stream().anyMatch(Harm::isInForce)) {
            return Attempt.Harmful.YES;
        }
        return harm.isEmpty() ? Attempt.Harmful.NO : Attempt.Harmful.LIFTED;
    }

    /** An operator's request with {@code release} lifts what is in its way, by its name and with its reason. */
    private boolean released(Trigger trigger, ClusterDecision decision, List<Harm> inForce, Instant now) {
        if (trigger instanceof Trigger.OperatorAsked asked && asked.release()) {
            var lifted = new Harm.Lifted(asked.requestedBy(), asked.reason(), now);
            inForce.forEach(fact -> harms.lift(decision.cluster().arn(), fact, lifted));
            return true;
        }
        return false;
    }

    /** Empty if nothing is in the way, or the run would not begin all the same. */
    private static Optional<Request> blocked(Asked asked, Attempt.Start start, List<Harm> inForce) {
        return inForce.isEmpty() || asked.decision() instanceof ClusterDecision.Refused
                ? Optional.empty()
                : Optional.of(report(
                        asked,
                        work(asked, start.number()),
                        new RunRequest.End(
                                Outcome.REFUSED,
                                Harmful.reason(asked.decision().cluster().name(), inForce),
                                Optional.empty())));
    }

    /** The request for one cluster, and who makes it. */
    private record Asked(FleetPolicy policy, ClusterDecision decision, Generation wanted, String parent) {
        Request request(Course course, String reason, RunRequest work) {
            return new Request(course, reason, work, wanted);
        }
    }

    private static Request started(Asked asked, Attempt.Start start, List<Run> earlier, Instant now) {
        RunRequest work = work(asked, start.number());
        return switch (asked.decision()) {
            case ClusterDecision.Go go -> asked.request(Course.START, go.reason(), work);
            case ClusterDecision.Refused refused ->
                report(asked, work, new RunRequest.End(Outcome.REFUSED, refused.reason(), Optional.empty()));
            case ClusterDecision.Deferred deferred ->
                waiting(earlier, now)
                        .map(run -> asked.request(
                                Course.DUPLICATE,
                                "deferred already: " + deferred.reason(),
                                work(asked, run.name().attempt())))
                        .orElseGet(() -> report(
                                asked,
                                work,
                                new RunRequest.End(
                                        Outcome.DEFERRED, deferred.reason(), Optional.of(deferred.until()))));
        };
    }

    /** The run by which people know already that the image has to grow older. */
    private static Optional<Run> waiting(List<Run> earlier, Instant now) {
        return earlier.isEmpty()
                ? Optional.empty()
                : Optional.of(earlier.getLast())
                        .filter(last -> last.until().filter(now::isBefore).isPresent());
    }

    private static Request report(Asked asked, RunRequest work, RunRequest.End end) {
        Course course = end.outcome() == Outcome.DEFERRED ? Course.DEFER : Course.REPORT;
        return asked.request(course, end.reason(), work.ending(end));
    }

    private static RunRequest work(Asked asked, int attempt) {
        FleetPolicy policy = asked.policy();
        ClusterDecision decision = asked.decision();
        ClusterRef cluster = decision.cluster();
        return new RunRequest(
                RunName.of(
                        cluster.name(),
                        cluster.arn(),
                        policy.name(),
                        asked.wanted().number(),
                        decision.pins(),
                        attempt),
                cluster,
                policy.name(),
                policy.mode(),
                Optional.of(asked.wanted().number()),
                decision.pins(),
                identities(decision.pins()),
                new ImageTerms(
                        Set.copyOf(policy.image().owners()), policy.image().allowDeprecated()),
                rollout(policy, cluster.name()),
                asked.parent(),
                Optional.empty());
    }

    private static Map<String, String> identities(Map<String, Pin> pins) {
        Map<String, String> identities = new TreeMap<>();
        pins.forEach((group, pin) -> identities.put(group, pin.identity()));
        return identities;
    }

    /** The rules of a policy for one of its clusters. */
    public static RolloutRules rollout(FleetPolicy policy, String cluster) {
        Rollout rollout = policy.rollout();
        return new RolloutRules(
                rollout.canary(),
                canaryTerms(policy),
                rollout.order(),
                rollout.leaveOut(),
                rollout.onUnready(),
                policy.limits().brokenNodes(),
                deployment(rollout, cluster));
    }

    private static CanaryTerms canaryTerms(FleetPolicy policy) {
        if (policy.rollout().canaryOptional()) {
            return CanaryTerms.OPTIONAL;
        }
        return policy.clusters() instanceof ClusterSelection.ByName named
                        && named.names().size() == 1
                ? CanaryTerms.EVERY
                : CanaryTerms.ONE;
    }

    private static DeploymentConfig deployment(Rollout rollout, String cluster) {
        return new DeploymentConfig(
                rollout.batch().map(RunRequests::size),
                rollout.rollbackBatch().map(RunRequests::size),
                Optional.of((int) rollout.waitInterval().toSeconds()),
                rollout.alarmsOf(cluster));
    }

    private static BatchSize size(io.hyperpatch.policy.BatchSize size) {
        return switch (size) {
            case io.hyperpatch.policy.BatchSize.Percent percent ->
                new BatchSize(BatchSize.CAPACITY_PERCENTAGE, percent.value());
            case io.hyperpatch.policy.BatchSize.Count count -> new BatchSize(BatchSize.INSTANCE_COUNT, count.value());
        };
    }
}
