package io.hyperpatch.handler;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.aws.HyperPod;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.Proofs;
import io.hyperpatch.proof.RunProof;
import io.hyperpatch.proof.StepProof;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proves, node by node, how a step's update ended, and resolves its intent by that proof. */
public final class VerifyStepFunction extends JsonFunction<VerifyStepFunction.Input> {
    private static final Logger LOG = LoggerFactory.getLogger(VerifyStepFunction.class);

    private static final String UNCHANGED = "Unchanged";

    /** The words after which the workflow waits, and comes again. */
    private static final Set<String> AGAIN = Set.of("NotYet", "InFlight");

    private final HyperPod hyperPod;
    private final Leases leases;
    private final Intents intents;
    private final Proofs proofs;
    private final RunPlans plans;
    private final Sightings sightings;
    private final StepProving proving;
    private final Clock clock;

    /**
     * @param finding the word of the watch: Ended or Unchanged
     * @param failed the proofs before this one that failed; absent in a run that began before they were counted
     */
    public record Input(
            RunName run, ClusterRef cluster, long token, int step, String finding, Optional<FailedInARow> failed) {
        public Input {
            Objects.requireNonNull(failed, "failed");
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(finding, "finding");
        }
    }

    /** @param outcome how the run ends, if it ends here */
    public record Answer(String verdict, Optional<Outcome> outcome, String reason) {
        static Answer open(String verdict, String reason) {
            return new Answer(verdict, Optional.of(Outcome.UNKNOWN), reason);
        }
    }

    public VerifyStepFunction() {
        this(Deployed.production());
    }

    VerifyStepFunction(Deployed deployed) {
        this(deployed.hyperPod(), deployed.store(), deployed.clock());
    }

    public VerifyStepFunction(HyperPod hyperPod, Store store, Clock clock) {
        super(Input.class);
        this.hyperPod = Objects.requireNonNull(hyperPod);
        this.leases = new Leases(store);
        this.intents = new Intents(store);
        this.proofs = new Proofs(store);
        this.plans = new RunPlans(store);
        this.sightings = new Sightings(store);
        this.proving = new StepProving(hyperPod, store, clock);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        if (!leases.isHeld(input.cluster().arn(), input.token())) {
            return Answer.open("Fenced", "the lease is no longer held under token " + input.token());
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
        return Answer.open("Over", Deadline.unread(intent, why));
    }

    private Answer prove(Input input, Intent intent) {
        String arn = input.cluster().arn().toString();
        boolean unchanged = input.finding().equals(UNCHANGED);
        Instant now = clock.instant();
        Cluster cluster = sightings.explain(hyperPod.describe(arn), now);
        StepProof proof = proving.prove(intent, unchanged, cluster, hyperPod.nodes(arn), now);
        proving.record(intent, proof, now);
        return switch (proof.verdict()) {
            case IN_FLIGHT -> Answer.open("InFlight", proof.reason());
            case NOT_YET -> Answer.open("NotYet", proof.reason());
            case VERIFIED, UPDATED, VERIFIED_WITH_SKIPS, ALREADY_CURRENT, EMPTY -> done(input, proof);
            case ROLLED_BACK -> new Answer("Over", Optional.of(Outcome.ROLLED_BACK), proof.reason());
            case MIXED -> new Answer("Over", Optional.of(Outcome.MIXED), proof.reason());
            case UNKNOWN, UNPROVEN -> Answer.open("Over", proof.reason());
        };
    }

    private Answer done(Input input, StepProof proof) {
        Optional<String> missing = CanaryProof.missing(plans.of(input.run()), input.step(), proof);
        if (missing.isPresent()) {
            return new Answer("Over", Optional.of(Outcome.INTERRUPTED), missing.get());
        }
        Collection<GroupProof> soFar = proofs.of(input.run()).values();
        return new Answer(
                "StepDone",
                Optional.of(RunProof.outcome(soFar)),
                StepProof.of(List.copyOf(soFar)).reason());
    }
}
