package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.admission.Requests;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.cluster.Pin;
import io.hyperpatch.intent.Installation;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.proof.KeptReads;
import io.hyperpatch.proof.NodeReads;
import io.hyperpatch.proof.Proofs;
import io.hyperpatch.proof.Remaining;
import io.hyperpatch.proof.StepProof;
import io.hyperpatch.proof.aws.ResumableReads;
import io.hyperpatch.readiness.Beginning;
import io.hyperpatch.readiness.ExecutionRoleRules;
import io.hyperpatch.readiness.Readiness;
import io.hyperpatch.readiness.Remembered;
import io.hyperpatch.readiness.Sightings;
import io.hyperpatch.readiness.Situation;
import io.hyperpatch.readiness.aws.ExecutionRoles;
import io.hyperpatch.rollout.LeftOut;
import io.hyperpatch.rollout.NothingToDo;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Decides whether the cluster may be patched now, leaves out what is current already, and plans the steps. */
public final class CheckReadinessFunction
        extends JsonFunction<CheckReadinessFunction.Input, CheckReadinessFunction.Answer> {
    private final ClusterReader clusters;
    private final Store store;
    private final Requests requests;
    private final RunPlans plans;
    private final Proofs proofs;
    private final ExecutionRoles executionRoles;
    private final Sightings sightings;
    private final Installation installation;
    private final Clock clock;

    /**
     * @param pins the pin of each instance group, as version 1 of the workflow carried it along; {@code
     *     rollout} likewise: they count only where no request is stored
     * @param version of the workflow that asks; default: the first
     */
    public record Input(
            RunName run,
            ClusterRef cluster,
            long token,
            Optional<Map<String, Pin>> pins,
            Optional<RolloutRules> rollout,
            Optional<Integer> version) {
        public Input {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
        }
    }

    /** The part of a request by which a plan is made. */
    private record Terms(RunName run, ClusterRef cluster, Map<String, Pin> pins, RolloutRules rollout) {
        Terms {
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

    /**
     * @param outcome how the run ends here, if it does; of NotYet, how it ends if it never comes to more
     * @param steps the plan, which is stored; only for version 1 of the workflow, which carries it along
     *     with its {@code outlook}
     */
    public record Answer(
            Verdict verdict,
            Optional<Outcome> outcome,
            String reason,
            Optional<List<Step>> steps,
            Optional<Outlook> outlook) {
        Answer(Verdict verdict, Optional<Outcome> outcome, String reason, List<Step> steps, Outlook outlook) {
            this(verdict, outcome, reason, Optional.of(steps), Optional.of(outlook));
        }

        Answer forVersion(int version) {
            return version == InputVersion.FIRST
                    ? this
                    : new Answer(verdict, outcome, reason, Optional.empty(), Optional.empty());
        }

        static Answer notYet(String reason) {
            return new Answer(Verdict.NOT_YET, Optional.of(Outcome.REFUSED), reason, List.of(), Outlook.NONE);
        }

        /**
         * Two readings tell a shortage from a scaling: this was the first, unless the workflow has looked
         * often enough.
         */
        static Answer lookAgain(String reason) {
            return new Answer(Verdict.LOOK_AGAIN, Optional.of(Outcome.REFUSED), reason, List.of(), Outlook.NONE);
        }

        static Answer end(Outcome outcome, String reason) {
            return new Answer(Verdict.NOT_READY, Optional.of(outcome), reason, List.of(), Outlook.NONE);
        }

        /** Nothing is to be done to the groups that the run may touch; the others are named all the same. */
        static Answer alreadyCurrent(List<LeftOut> leftOut) {
            return new Answer(
                    Verdict.NOT_READY,
                    Optional.of(Outcome.ALREADY_CURRENT),
                    NothingToDo.reason(leftOut),
                    List.of(),
                    Outlook.ofNoStep(leftOut));
        }
    }

    public CheckReadinessFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.CHECK_READINESS));
    }

    CheckReadinessFunction(Deployed deployed) {
        this(
                deployed.clusters(),
                deployed.executionRoles(),
                deployed.store(),
                deployed.installation(),
                deployed.clock());
    }

    public CheckReadinessFunction(
            ClusterReader clusters,
            ExecutionRoles executionRoles,
            Store store,
            Installation installation,
            Clock clock) {
        super(Input.class);
        this.clusters = Objects.requireNonNull(clusters);
        this.executionRoles = Objects.requireNonNull(executionRoles);
        this.store = Objects.requireNonNull(store);
        this.requests = new Requests(store);
        this.plans = new RunPlans(store);
        this.proofs = new Proofs(store);
        this.sightings = new Sightings(store);
        this.installation = Objects.requireNonNull(installation);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        return check(terms(input)).forVersion(input.version().orElse(InputVersion.FIRST));
    }

    private Answer check(Terms input) {
        Instant now = clock.instant();
        ClusterArn arn = input.cluster().arn();
        Cluster reading = clusters.describe(arn);
        NodeListing nodes = clusters.nodes(arn);
        Remembered remembered = sightings.see(reading, now);
        Cluster cluster = remembered.explain(reading, now);
        List<Step> all = Steps.plan(input.pins(), input.rollout(), cluster);
        Prediction prediction = Prediction.ofRun(all, cluster, input.rollout().deployment());
        Beginning beginning = Beginning.decide(new Situation(
                cluster,
                nodes.nodes(),
                input.pins().keySet(),
                input.rollout(),
                remembered,
                prediction.worst(),
                installation,
                now));
        return switch (beginning) {
            case Beginning.LookAgain again -> Answer.lookAgain(again.reason());
            case Beginning.Refused refused -> Answer.end(Outcome.REFUSED, refused.reason());
            case Beginning.Possible possible -> ready(input, cluster, nodes, possible.ready(), now);
        };
    }

    private Terms terms(Input asked) {
        return requests.find(asked.run())
                .map(stored -> new Terms(asked.run(), asked.cluster(), stored.pins(), stored.rollout()))
                .orElseGet(() -> new Terms(
                        asked.run(),
                        asked.cluster(),
                        asked.pins().orElseThrow(),
                        asked.rollout().orElseThrow()));
    }

    private Answer ready(Terms input, Cluster cluster, NodeListing nodes, Readiness.Ready ready, Instant begun) {
        NodeReads reads = new ResumableReads(
                clusters, input.cluster().arn(), KeptReads.beforeTheStart(store, input.run()), clock, begun);
        return switch (Remaining.of(input.pins(), ready.groups(), cluster, nodes, reads)) {
            case Remaining.NotYet notYet -> Answer.notYet(notYet.reason());
            case Remaining.Judged judged -> planned(input, cluster, ready, judged);
        };
    }

    private Answer planned(Terms input, Cluster cluster, Readiness.Ready ready, Remaining.Judged judged) {
        Map<String, Pin> pins = judged.pins();
        proofs.record(input.run(), Proofs.AT_PLANNING, StepProof.of(judged.proved()), clock.instant());
        if (pins.isEmpty()) {
            plans.keep(input.run(), new RunPlan(List.of(), Outlook.ofNoStep(ready.leftOut())));
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
        plans.keep(input.run(), new RunPlan(steps, outlook, Optional.of(ready.reason())));
        return new Answer(Verdict.READY, Optional.empty(), ready.reason(), steps, outlook);
    }
}
