package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.proof.CurrentProof;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.KeptReads;
import io.hyperpatch.proof.NodeReads;
import io.hyperpatch.proof.Proofs;
import io.hyperpatch.proof.StepProof;
import io.hyperpatch.proof.aws.ResumableReads;
import io.hyperpatch.readiness.ExecutionRoleRules;
import io.hyperpatch.readiness.PolicyRules;
import io.hyperpatch.readiness.Readiness;
import io.hyperpatch.readiness.Remembered;
import io.hyperpatch.readiness.Sightings;
import io.hyperpatch.readiness.Situation;
import io.hyperpatch.readiness.aws.ExecutionRoles;
import io.hyperpatch.rollout.LeftOut;
import io.hyperpatch.rollout.Outlook;
import io.hyperpatch.rollout.Prediction;
import io.hyperpatch.rollout.RolloutRules;
import io.hyperpatch.rollout.RunPlan;
import io.hyperpatch.rollout.RunPlans;
import io.hyperpatch.rollout.Step;
import io.hyperpatch.rollout.Steps;
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
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Decides whether the cluster may be patched now, leaves out what is current already, and plans the steps. */
public final class CheckReadinessFunction
        extends JsonFunction<CheckReadinessFunction.Input, CheckReadinessFunction.Answer> {
    private final ClusterReader clusters;
    private final Store store;
    private final RunPlans plans;
    private final Proofs proofs;
    private final ExecutionRoles executionRoles;
    private final Sightings sightings;
    private final Clock clock;

    public record Input(RunName run, ClusterRef cluster, long token, Map<String, String> pins, RolloutRules rollout) {
        public Input {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
            pins = new TreeMap<>(pins);
        }
    }

    /** The words by which the workflow goes on. */
    @EnumNaming(PascalCase.class)
    public enum Verdict {
        /** The steps are planned. */
        READY,
        /** The run ends here, with an outcome. */
        NOT_READY,
        /** Some nodes are still to be read. */
        NOT_YET,
        /** A second reading tells a shortage of capacity from a scaling. */
        LOOK_AGAIN
    }

    /** @param outcome how the run ends here, if it does; of NotYet, how it ends if it never comes to more */
    public record Answer(Verdict verdict, Optional<Outcome> outcome, String reason, List<Step> steps, Outlook outlook) {
        static Answer notYet(String reason) {
            return new Answer(Verdict.NOT_YET, Optional.of(Outcome.REFUSED), reason, List.of(), Outlook.NONE);
        }

        /** Two readings tell a shortage from a scaling: this was the first, unless the workflow has looked often enough. */
        static Answer lookAgain(String reason) {
            return new Answer(Verdict.LOOK_AGAIN, Optional.of(Outcome.REFUSED), reason, List.of(), Outlook.NONE);
        }

        static Answer end(Outcome outcome, String reason) {
            return new Answer(Verdict.NOT_READY, Optional.of(outcome), reason, List.of(), Outlook.NONE);
        }

        /** Nothing is to be done to the groups that the run may touch; the others are named all the same. */
        static Answer alreadyCurrent(List<LeftOut> leftOut) {
            String others = leftOut.stream()
                    .filter(group -> group.cause() != LeftOut.Cause.EMPTY)
                    .map(group -> "; group " + group.group() + " " + group.reason())
                    .collect(Collectors.joining());
            return new Answer(
                    Verdict.NOT_READY,
                    Optional.of(Outcome.ALREADY_CURRENT),
                    "every node of every group" + (others.isEmpty() ? "" : " that is not left out")
                            + " runs its pinned image already" + others,
                    List.of(),
                    Outlook.ofNoStep(leftOut));
        }
    }

    public CheckReadinessFunction() {
        this(Deployed.production());
    }

    CheckReadinessFunction(Deployed deployed) {
        this(deployed.clusters(), deployed.executionRoles(), deployed.store(), deployed.clock());
    }

    public CheckReadinessFunction(ClusterReader clusters, ExecutionRoles executionRoles, Store store, Clock clock) {
        super(Input.class);
        this.clusters = Objects.requireNonNull(clusters);
        this.executionRoles = Objects.requireNonNull(executionRoles);
        this.store = Objects.requireNonNull(store);
        this.plans = new RunPlans(store);
        this.proofs = new Proofs(store);
        this.sightings = new Sightings(store);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        Instant now = clock.instant();
        ClusterArn arn = input.cluster().arn();
        Cluster reading = clusters.describe(arn);
        NodeListing nodes = clusters.nodes(arn);
        Remembered remembered = sightings.see(reading, now);
        Cluster cluster = remembered.explain(reading, now);
        List<Step> all = Steps.plan(input.pins(), input.rollout(), cluster);
        Prediction prediction = Prediction.ofRun(all, cluster, input.rollout().deployment());
        Readiness readiness = Readiness.decide(new Situation(
                cluster, nodes.nodes(), input.pins().keySet(), input.rollout(), remembered, prediction.worst(), now));
        List<PolicyRules.Finding> unfit = PolicyRules.findings(input.rollout(), cluster);
        return switch (readiness) {
            case Readiness.NotReady notReady ->
                unfit.isEmpty() && notReady.onlyShortages()
                        ? Answer.lookAgain(notReady.reason())
                        : Answer.end(Outcome.REFUSED, inWords(unfit) + notReady.reason());
            case Readiness.Ready ready ->
                unfit.isEmpty()
                        ? ready(input, cluster, nodes, ready, now)
                        : Answer.end(Outcome.REFUSED, inWords(unfit).strip());
        };
    }

    private static String inWords(List<PolicyRules.Finding> unfit) {
        return unfit.stream()
                .map(finding -> finding.reason() + " [" + finding.rule() + "]; " + finding.remedy() + ". ")
                .collect(Collectors.joining());
    }

    private Answer ready(Input input, Cluster cluster, NodeListing nodes, Readiness.Ready ready, Instant begun) {
        Map<String, String> pins = new TreeMap<>(input.pins());
        pins.keySet().retainAll(ready.groups());
        List<GroupProof> proved = new ArrayList<>();
        NodeReads reads = new ResumableReads(
                clusters, input.cluster().arn(), KeptReads.beforeTheStart(store, input.run()), clock, begun);
        for (String name : ready.groups()) {
            switch (CurrentProof.of(cluster.group(name).orElseThrow(), nodes, pins.get(name), reads)) {
                case CurrentProof.Holds holds -> {
                    proved.add(holds.proof());
                    pins.remove(name);
                }
                case CurrentProof.Differs differs -> {
                    // it stays among those to be patched
                }
                case CurrentProof.NotYet notYet -> {
                    return Answer.notYet(notYet.reason());
                }
            }
        }
        cluster.groups().stream()
                .filter(group -> input.pins().containsKey(group.name()) && group.currentCount() == 0)
                .forEach(group ->
                        proved.add(CurrentProof.ofEmpty(group, input.pins().get(group.name()))));
        proofs.record(input.run(), Proofs.AT_PLANNING, StepProof.of(proved), clock.instant());
        if (pins.isEmpty()) {
            return Answer.alreadyCurrent(ready.leftOut());
        }
        ExecutionRoleRules roles =
                ExecutionRoleRules.of(cluster, List.copyOf(pins.keySet()), executionRoles::alarmRight);
        Optional<String> blind = roles.refusal(cluster.name());
        if (blind.isPresent()) {
            return Answer.end(Outcome.REFUSED, blind.get());
        }
        List<Step> steps = Steps.plan(pins, input.rollout(), cluster);
        Outlook outlook = Outlook.of(steps, cluster, input.rollout().deployment(), ready.leftOut(), ready.notes())
                .with(roles.lines());
        plans.keep(input.run(), new RunPlan(steps, outlook));
        return new Answer(Verdict.READY, Optional.empty(), ready.reason(), steps, outlook);
    }
}
