package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.admission.Requests;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.harm.HarmSeen;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.Proofs;
import io.hyperpatch.proof.RunProof;
import io.hyperpatch.proof.StepProof;
import io.hyperpatch.proof.aws.StepProving;
import io.hyperpatch.readiness.Sightings;
import io.hyperpatch.rollout.CanaryProof;
import io.hyperpatch.rollout.Deadline;
import io.hyperpatch.rollout.FailedInARow;
import io.hyperpatch.rollout.RunPlans;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proves, node by node, how a step's update ended, and resolves its intent by that proof. */
public final class VerifyStepFunction extends JsonFunction<VerifyStepFunction.Input, VerifyStepFunction.Answer> {
    private static final Logger LOG = LoggerFactory.getLogger(VerifyStepFunction.class);

    /** The words after which the workflow waits, and comes again. */
    private static final Set<Verdict> AGAIN = EnumSet.of(Verdict.NOT_YET, Verdict.IN_FLIGHT);

    private final ClusterReader clusters;
    private final Leases leases;
    private final Intents intents;
    private final Proofs proofs;
    private final RunPlans plans;
    private final Sightings sightings;
    private final StepProving proving;
    private final HarmSeen harm;
    private final Clock clock;

    /**
     * @param finding the word of the watch: Ended or Unchanged
     * @param failed the proofs before this one that failed; absent in a run that began before they were counted
     */
    public record Input(
            RunName run,
            ClusterRef cluster,
            long token,
            int step,
            LookAtUpdateFunction.Verdict finding,
            Optional<FailedInARow> failed) {
        public Input {
            Objects.requireNonNull(failed, "failed");
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(finding, "finding");
        }
    }

    /** The words by which the workflow goes on. */
    @EnumNaming(PascalCase.class)
    public enum Verdict {
        /** The step is proved. */
        STEP_DONE,
        /** The update still goes on. */
        IN_FLIGHT,
        /** The proof is not complete yet. */
        NOT_YET,
        /** The run ends here. */
        OVER,
        /** The lease is in other hands. */
        FENCED
    }

    /** @param outcome how the run ends, if it ends here */
    public record Answer(Verdict verdict, Optional<Outcome> outcome, String reason) {
        static Answer open(Verdict verdict, String reason) {
            return new Answer(verdict, Optional.of(Outcome.UNKNOWN), reason);
        }
    }

    public VerifyStepFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.VERIFY_STEP));
    }

    VerifyStepFunction(Deployed deployed) {
        this(deployed.clusters(), deployed.store(), deployed.clock());
    }

    public VerifyStepFunction(ClusterReader clusters, Store store, Clock clock) {
        super(Input.class);
        this.clusters = Objects.requireNonNull(clusters);
        this.leases = new Leases(store);
        this.intents = new Intents(store);
        this.proofs = new Proofs(store);
        this.plans = new RunPlans(store);
        this.sightings = new Sightings(store);
        this.proving = new StepProving(clusters, store, clock);
        this.harm = new HarmSeen(store, new Requests(store)::identities);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        if (!leases.isHeld(input.cluster().arn(), input.token())) {
            return Answer.open(Verdict.FENCED, "the lease is no longer held under token " + input.token());
        }
        Intent intent = StepProving.judged(intents.of(input.run(), input.step()));
        if (!Deadline.isOverForProof(intent, clock.instant())) {
            return prove(input, intent);
        }
        FailedInARow failed = FailedInARow.of(input.failed());
        if (failed.enough()) {
            return over(intent, failed.inWords());
        }
        try {
            Answer answer = prove(input, intent);
            return AGAIN.contains(answer.verdict()) ? over(intent, answer.reason()) : answer;
        } catch (RuntimeException e) {
            LOG.warn("the last proof of {} failed", input.run(), e);
            return over(intent, String.valueOf(e.getMessage()));
        }
    }

    private static Answer over(Intent intent, String why) {
        return Answer.open(Verdict.OVER, Deadline.unread(intent, why));
    }

    private Answer prove(Input input, Intent intent) {
        ClusterArn arn = input.cluster().arn();
        boolean unchanged = input.finding() == LookAtUpdateFunction.Verdict.UNCHANGED;
        Instant now = clock.instant();
        Cluster cluster = sightings.explain(clusters.describe(arn), now);
        StepProof proof = proving.prove(intent, unchanged, cluster, clusters.nodes(arn), now);
        harm.inProof(intent, proof, cluster, now);
        proving.record(intent, proof, now);
        return switch (proof.verdict()) {
            case IN_FLIGHT -> Answer.open(Verdict.IN_FLIGHT, proof.reason());
            case NOT_YET -> Answer.open(Verdict.NOT_YET, proof.reason());
            case VERIFIED, UPDATED, VERIFIED_WITH_SKIPS, ALREADY_CURRENT, EMPTY -> done(input, proof);
            case ROLLED_BACK -> new Answer(Verdict.OVER, Optional.of(Outcome.ROLLED_BACK), proof.reason());
            case MIXED -> new Answer(Verdict.OVER, Optional.of(Outcome.MIXED), proof.reason());
            case UNKNOWN, UNPROVEN -> Answer.open(Verdict.OVER, proof.reason());
        };
    }

    private Answer done(Input input, StepProof proof) {
        Optional<String> missing = CanaryProof.missing(plans.of(input.run()), input.step(), proof);
        if (missing.isPresent()) {
            return new Answer(Verdict.OVER, Optional.of(Outcome.INTERRUPTED), missing.get());
        }
        Collection<GroupProof> soFar = proofs.of(input.run()).values();
        return new Answer(
                Verdict.STEP_DONE,
                Optional.of(RunProof.outcome(soFar)),
                StepProof.of(List.copyOf(soFar)).reason());
    }
}
