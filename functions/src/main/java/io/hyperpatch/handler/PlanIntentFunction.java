package io.hyperpatch.handler;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.aws.HyperPod;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.NodeBefore;
import io.hyperpatch.intent.aws.Wires;
import io.hyperpatch.readiness.Readiness;
import io.hyperpatch.rollout.Planning;
import io.hyperpatch.rollout.PolicyAlarms;
import io.hyperpatch.rollout.Prediction;
import io.hyperpatch.rollout.RolloutRules;
import io.hyperpatch.rollout.Step;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Plans a step's next start call, and stores what every group and node is before it. */
public final class PlanIntentFunction extends JsonFunction<PlanIntentFunction.Input> {
    private final HyperPod hyperPod;
    private final Wires wires;
    private final Intents intents;
    private final Clock clock;

    public record Input(RunName run, ClusterRef cluster, long token, Step step, RolloutRules rollout) {
        public Input {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(rollout, "rollout");
        }
    }

    public record Answer(String verdict, String reason) {}

    public PlanIntentFunction() {
        this(Deployed.production());
    }

    PlanIntentFunction(Deployed deployed) {
        this(deployed.hyperPod(), deployed.wires(), deployed.store(), deployed.clock());
    }

    public PlanIntentFunction(HyperPod hyperPod, Wires wires, Store store, Clock clock) {
        super(Input.class);
        this.hyperPod = Objects.requireNonNull(hyperPod);
        this.wires = Objects.requireNonNull(wires);
        this.intents = new Intents(store);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        List<Intent> earlier = intents.of(input.run(), input.step().index());
        return switch (Planning.after(earlier)) {
            case Planning.Reuse reuse -> new Answer("Planned", reuse.reason());
            case Planning.Look look -> new Answer("AlreadyCalled", look.reason());
            case Planning.Enough enough -> new Answer("Refused", enough.reason());
            case Planning.Next next -> plan(input, earlier, next.number());
        };
    }

    private Answer plan(Input input, List<Intent> earlier, int number) {
        Instant now = clock.instant();
        String arn = input.cluster().arn().toString();
        Cluster cluster = hyperPod.describe(arn);
        Optional<Intent> shown = Planning.shown(earlier, cluster);
        if (shown.isPresent()) {
            intents.reopen(shown.get());
            return new Answer("AlreadyCalled", "intent " + shown.get().id() + " has begun an update after all");
        }
        NodeListing listing = hyperPod.nodes(arn);
        List<Node> nodes = listing.nodes();
        Prediction prediction =
                Prediction.ofStep(input.step(), cluster, input.rollout().deployment());
        Readiness readiness =
                Readiness.decide(cluster, nodes, Set.copyOf(input.step().groups()), prediction.worst(), now);
        if (readiness instanceof Readiness.NotReady notReady) {
            return new Answer("NotReady", notReady.reason());
        }
        List<String> alarms = input.rollout().deployment().alarms();
        Optional<String> unfit = PolicyAlarms.unfit(alarms, wires.states(alarms));
        if (unfit.isPresent()) {
            return new Answer("Refused", unfit.get());
        }
        List<NodeBefore> before = nodes.stream()
                .filter(node -> input.step().groups().contains(node.group()))
                .map(NodeBefore::of)
                .toList();
        Intent intent = Planning.intent(
                input.run(),
                number,
                input.token(),
                input.step(),
                input.rollout(),
                cluster,
                before.size(),
                prediction,
                now);
        if (intents.plan(intent, before)) {
            return new Answer("Planned", "intent " + intent.id() + " is planned");
        }
        boolean plannedBefore = intents.of(input.run(), input.step().index()).stream()
                .anyMatch(known -> known.id().equals(intent.id()) && known.token() == input.token());
        return plannedBefore
                ? new Answer("Planned", "intent " + intent.id() + " is planned already")
                : new Answer("Fenced", "the lease is no longer held under token " + input.token());
    }
}
