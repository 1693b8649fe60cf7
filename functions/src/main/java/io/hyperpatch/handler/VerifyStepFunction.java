package io.hyperpatch.handler;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.Node;
import io.hyperpatch.cluster.aws.HyperPod;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.Resolution;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.Proof;
import io.hyperpatch.proof.Proofs;
import io.hyperpatch.proof.RunProof;
import io.hyperpatch.proof.StepProof;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Proves, node by node, how a step's update ended, and resolves its intent by that proof. */
public final class VerifyStepFunction extends JsonFunction<VerifyStepFunction.Input> {
    private static final String UNCHANGED = "Unchanged";

    private final HyperPod hyperPod;
    private final Leases leases;
    private final Intents intents;
    private final Proofs proofs;
    private final Clock clock;

    /** @param finding the word of the watch: Ended or Unchanged */
    public record Input(RunName run, ClusterRef cluster, long token, int step, String finding) {
        public Input {
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

    public VerifyStepFunction(HyperPod hyperPod, Store store, Clock clock) {
        super(Input.class);
        this.hyperPod = Objects.requireNonNull(hyperPod);
        this.leases = new Leases(store);
        this.intents = new Intents(store);
        this.proofs = new Proofs(store);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        if (!leases.isHeld(input.cluster().arn(), input.token())) {
            return Answer.open("Fenced", "the lease is no longer held under token " + input.token());
        }
        Intent intent = judged(intents.of(input.run(), input.step()));
        StepProof proof = prove(input, intent);
        return switch (proof.verdict()) {
            case IN_FLIGHT -> {
                intents.goesOn(intent);
                yield Answer.open("InFlight", proof.reason());
            }
            case NOT_YET -> {
                proofs.record(input.run(), input.step(), proof);
                yield Answer.open("NotYet", proof.reason());
            }
            case VERIFIED, VERIFIED_WITH_SKIPS, ALREADY_CURRENT -> {
                proofs.record(input.run(), input.step(), proof);
                resolve(input, intent, proof);
                yield done(input.run());
            }
            case ROLLED_BACK, MIXED -> {
                proofs.record(input.run(), input.step(), proof);
                resolve(input, intent, proof);
                Outcome outcome =
                        proof.verdict() == GroupProof.Verdict.ROLLED_BACK ? Outcome.ROLLED_BACK : Outcome.MIXED;
                yield new Answer("Over", Optional.of(outcome), proof.reason());
            }
            case UNKNOWN -> {
                proofs.record(input.run(), input.step(), proof);
                yield Answer.open("Over", proof.reason());
            }
        };
    }

    private Answer done(RunName run) {
        Collection<GroupProof> soFar = proofs.of(run).values();
        return new Answer(
                "StepDone",
                Optional.of(RunProof.outcome(soFar)),
                StepProof.of(List.copyOf(soFar)).reason());
    }

    /** The intent whose update ended: the one that was seen at its end, else the one whose wire was seen, else the last. */
    private static Intent judged(List<Intent> ofStep) {
        return ofStep.stream()
                .max(Comparator.comparing((Intent intent) -> intent.endedAt().isPresent())
                        .thenComparing(intent -> intent.sightedAt().isPresent())
                        .thenComparing(intent -> intent.id().number()))
                .orElseThrow();
    }

    private StepProof prove(Input input, Intent intent) {
        String arn = input.cluster().arn().toString();
        Cluster cluster = hyperPod.describe(arn);
        List<Node> nodes = hyperPod.nodes(arn);
        Function<Node, Optional<String>> readImage =
                node -> hyperPod.node(arn, node.instanceId()).currentImageId();
        return input.finding().equals(UNCHANGED)
                ? Proof.ofUnchanged(intent, cluster, nodes, readImage, clock.instant())
                : Proof.of(intent, cluster, nodes, intents.nodesBefore(intent), readImage, clock.instant());
    }

    private void resolve(Input input, Intent intent, StepProof proof) {
        Instant now = clock.instant();
        boolean nothing = input.finding().equals(UNCHANGED) || proof.verdict() == GroupProof.Verdict.ALREADY_CURRENT;
        intents.resolve(intent, nothing ? Resolution.As.NOTHING_BEGAN : Resolution.As.ENDED, proof.reason(), now);
    }
}
