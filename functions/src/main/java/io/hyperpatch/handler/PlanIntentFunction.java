package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.admission.Requests;
import io.hyperpatch.admission.RunRequest;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.harm.Harm;
import io.hyperpatch.harm.Harmful;
import io.hyperpatch.harm.Harms;
import io.hyperpatch.intent.Installation;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.IntentId;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.NodeBefore;
import io.hyperpatch.intent.aws.Wires;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.proof.CurrentProof;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.Proofs;
import io.hyperpatch.proof.RunProof;
import io.hyperpatch.proof.StepProof;
import io.hyperpatch.readiness.Readiness;
import io.hyperpatch.readiness.Remembered;
import io.hyperpatch.readiness.Sightings;
import io.hyperpatch.readiness.Situation;
import io.hyperpatch.rollout.CanaryProof;
import io.hyperpatch.rollout.Planning;
import io.hyperpatch.rollout.PolicyAlarms;
import io.hyperpatch.rollout.Prediction;
import io.hyperpatch.rollout.RolloutRules;
import io.hyperpatch.rollout.RunPlans;
import io.hyperpatch.rollout.Step;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Plans a step's next start call, and stores what every group and node is before it. */
public final class PlanIntentFunction extends JsonFunction<PlanIntentFunction.Input, PlanIntentFunction.Answer> {
    private final ClusterReader clusters;
    private final Wires wires;
    private final Intents intents;
    private final Proofs proofs;
    private final RunPlans plans;
    private final Requests requests;
    private final Harms harms;
    private final Sightings sightings;
    private final Installation installation;
    private final Clock clock;

    /**
     * @param step the step's index; version 1 of the workflow handed over the step itself
     * @param rollout as version 1 carried it along; it counts only where no request is stored
     */
    public record Input(RunName run, ClusterRef cluster, long token, JsonNode step, Optional<RolloutRules> rollout) {
        public Input {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(step, "step");
        }

        int index() {
            return step.isInt() ? step.intValue() : step.path("index").asInt();
        }
    }

    /**
     * The step as it is planned, and the rules by which it goes.
     *
     * @param number the intent's
     * @param old the intent that is planned anew
     * @param chosen the pins of the run, as they were admitted
     */
    private record Work(
            RunName run,
            ClusterRef cluster,
            long token,
            Step step,
            RolloutRules rollout,
            int number,
            Optional<Intent> old,
            Map<String, Pin> chosen) {}

    /** The words by which the workflow goes on. */
    @EnumNaming(PascalCase.class)
    public enum Verdict {
        /** The call may be prepared. */
        PLANNED,
        /** An earlier intent has made its call, which is to be watched. */
        ALREADY_CALLED,
        /** The groups of the step have no nodes any more. */
        EMPTY,
        /** The listing of the nodes cannot be relied on. */
        NOT_YET,
        /** The cluster may not be patched now. */
        NOT_READY,
        /** The run ends here. */
        REFUSED,
        /** The lease is in other hands. */
        FENCED
    }

    /**
     * @param outcome how the run ends here, if it does and was not refused
     * @param number the intent's that may be prepared; it is handed on, so that whoever comes late takes no other
     */
    public record Answer(Verdict verdict, Optional<Outcome> outcome, Optional<Integer> number, String reason) {
        Answer(Verdict verdict, String reason) {
            this(verdict, Optional.empty(), Optional.empty(), reason);
        }

        static Answer planned(IntentId id, String reason) {
            return new Answer(Verdict.PLANNED, Optional.empty(), Optional.of(id.number()), reason);
        }
    }

    public PlanIntentFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.PLAN_INTENT));
    }

    PlanIntentFunction(Deployed deployed) {
        this(deployed.clusters(), deployed.wires(), deployed.store(), deployed.installation(), deployed.clock());
    }

    public PlanIntentFunction(
            ClusterReader clusters, Wires wires, Store store, Installation installation, Clock clock) {
        super(Input.class);
        this.clusters = Objects.requireNonNull(clusters);
        this.wires = Objects.requireNonNull(wires);
        this.intents = new Intents(store);
        this.proofs = new Proofs(store);
        this.plans = new RunPlans(store);
        this.requests = new Requests(store);
        this.harms = new Harms(store);
        this.sightings = new Sightings(store);
        this.installation = Objects.requireNonNull(installation);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        List<Intent> earlier = intents.of(input.run(), input.index());
        return switch (Planning.after(earlier, input.token(), clock.instant())) {
            case Planning.Reuse reuse -> Answer.planned(reuse.planned().id(), reuse.reason());
            case Planning.Renew renew ->
                plan(work(input, renew.planned().id().number(), Optional.of(renew.planned())), earlier);
            case Planning.Look look -> new Answer(Verdict.ALREADY_CALLED, look.reason());
            case Planning.Enough enough -> new Answer(Verdict.REFUSED, enough.reason());
            case Planning.Next next -> plan(work(input, next.number(), Optional.empty()), earlier);
        };
    }

    private Work work(Input input, int number, Optional<Intent> old) {
        Step step = plans.of(input.run()).step(input.index());
        Optional<RunRequest> request = requests.find(input.run());
        RolloutRules rollout =
                request.map(RunRequest::rollout).or(input::rollout).orElseThrow();
        Map<String, Pin> chosen = request.map(RunRequest::chosen).orElse(Map.of());
        return new Work(input.run(), input.cluster(), input.token(), step, rollout, number, old, chosen);
    }

    private Answer plan(Work input, List<Intent> earlier) {
        Instant now = clock.instant();
        ClusterArn arn = input.cluster().arn();
        Cluster reading = clusters.describe(arn);
        Remembered remembered = sightings.see(reading, now);
        Cluster cluster = remembered.explain(reading, now);
        Optional<Intent> shown = Planning.shown(earlier, cluster);
        if (shown.isPresent()) {
            intents.reopen(shown.get());
            return new Answer(Verdict.ALREADY_CALLED, "intent " + shown.get().id() + " has begun an update after all");
        }
        List<String> groups = withoutTheEmpty(input, cluster, now);
        if (groups.isEmpty()) {
            input.old().ifPresent(old -> intents.withdraw(old, "its groups have no nodes any more", now));
            return empty(input);
        }
        NodeListing listing = clusters.nodes(arn);
        Optional<String> doubt = groups.stream()
                .flatMap(name -> cluster.group(name).stream())
                .flatMap(group -> listing.doubt(group).stream())
                .findFirst();
        if (doubt.isPresent()) {
            // Of a node that is not listed now, nobody could say later whether it had been out of order before.
            return new Answer(Verdict.NOT_YET, doubt.get());
        }
        List<Node> nodes = listing.nodes();
        Prediction prediction = Prediction.ofStep(
                input.step().only(groups), cluster, input.rollout().deployment());
        Readiness readiness = Readiness.decide(new Situation(
                cluster,
                nodes,
                Set.copyOf(groups),
                input.rollout(),
                remembered,
                prediction.worst(),
                installation,
                now));
        return switch (readiness) {
            case Readiness.NotReady notReady -> new Answer(Verdict.NOT_READY, notReady.reason());
            case Readiness.Ready ready -> {
                Step step = input.step().only(ready.groups());
                Optional<String> harm = harm(input, step);
                yield harm.isPresent()
                        ? new Answer(Verdict.REFUSED, harm.get())
                        : plan(input, cluster, nodes, step, prediction, now);
            }
        };
    }

    /** An image may have done harm since it was admitted, in another run. A way back is never kept from beginning. */
    private Optional<String> harm(Work input, Step step) {
        if (step.isBack()) {
            return Optional.empty();
        }
        Map<String, Pin> wanted = new TreeMap<>();
        step.groups().forEach(group -> wanted.put(group, input.chosen().getOrDefault(group, step.pin())));
        List<Harm> inForce = Harmful.among(harms.of(input.cluster().arn()), wanted).stream()
                .filter(Harm::isInForce)
                .toList();
        return inForce.isEmpty()
                ? Optional.empty()
                : Optional.of(Harmful.reason(input.cluster().name(), inForce));
    }

    private Answer plan(Work input, Cluster cluster, List<Node> nodes, Step step, Prediction prediction, Instant now) {
        List<String> alarms = input.rollout().deployment().alarms();
        Optional<String> unfit = PolicyAlarms.unfit(alarms, wires.states(alarms));
        if (unfit.isPresent()) {
            return new Answer(Verdict.REFUSED, unfit.get());
        }
        List<NodeBefore> before = nodes.stream()
                .filter(node -> step.groups().contains(node.group()))
                .map(NodeBefore::of)
                .toList();
        Intent intent = Planning.intent(
                input.run(),
                input.number(),
                input.token(),
                step,
                input.rollout(),
                cluster,
                before.size(),
                Planning.wire(input.old(), installation, new IntentId(input.run(), step.index(), input.number())),
                prediction,
                now);
        boolean stored = input.old()
                .map(old -> intents.renew(old, intent, before))
                .orElseGet(() -> intents.plan(intent, before));
        if (stored) {
            return Answer.planned(intent.id(), "intent " + intent.id() + " is planned");
        }
        boolean plannedBefore = intents.of(input.run(), step.index()).stream()
                .anyMatch(known -> known.id().equals(intent.id()) && known.token() == input.token());
        return plannedBefore
                ? Answer.planned(intent.id(), "intent " + intent.id() + " is planned already")
                : new Answer(Verdict.FENCED, "the lease is no longer held under token " + input.token());
    }

    /**
     * The groups of the step that have nodes now; of each other it is recorded that there is nothing to
     * patch.
     */
    private List<String> withoutTheEmpty(Work input, Cluster cluster, Instant now) {
        List<GroupProof> nothing = new ArrayList<>();
        for (String name : input.step().groups()) {
            Optional<InstanceGroup> group = cluster.group(name);
            if (group.isEmpty()) {
                nothing.add(CurrentProof.ofRemoved(name, input.step().pin()));
            } else if (group.get().isEmpty()) {
                nothing.add(CurrentProof.ofEmpty(group.get(), input.step().pin()));
            }
        }
        proofs.record(input.run(), input.step().index(), StepProof.of(nothing), now);
        List<String> empty = nothing.stream().map(GroupProof::name).toList();
        return input.step().groups().stream()
                .filter(name -> !empty.contains(name))
                .toList();
    }

    /** No group of the step has a node any more, so no call is made for it. */
    private Answer empty(Work input) {
        return CanaryProof.missing(plans.of(input.run()), input.step().index())
                .map(why -> new Answer(Verdict.REFUSED, why + ": its groups have no nodes any more"))
                .orElseGet(() -> {
                    List<GroupProof> soFar = List.copyOf(proofs.of(input.run()).values());
                    return new Answer(
                            Verdict.EMPTY,
                            Optional.of(RunProof.outcome(soFar)),
                            Optional.empty(),
                            StepProof.of(soFar).reason());
                });
    }
}
