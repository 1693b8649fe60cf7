package io.hyperpatch.proof.aws;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.NodeBefore;
import io.hyperpatch.intent.Resolution;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.KeptReads;
import io.hyperpatch.proof.Proof;
import io.hyperpatch.proof.Proofs;
import io.hyperpatch.proof.StepProof;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Proves, node by node, how a step's update ended, and resolves its intent by that proof. */
public final class StepProving {
    private final ClusterReader clusters;
    private final Store store;
    private final Clock clock;
    private final Intents intents;
    private final Proofs proofs;

    public StepProving(ClusterReader clusters, Store store, Clock clock) {
        this.clusters = Objects.requireNonNull(clusters);
        this.store = Objects.requireNonNull(store);
        this.clock = Objects.requireNonNull(clock);
        this.intents = new Intents(store);
        this.proofs = new Proofs(store);
    }

    /**
     * The intent whose update ended: the one that was seen at its end, else the one whose wire was seen,
     * else the last.
     */
    public static Intent judged(List<Intent> ofStep) {
        return ofStep.stream()
                .max(Comparator.comparing((Intent intent) -> intent.endedAt().isPresent())
                        .thenComparing(intent -> intent.sightedAt().isPresent())
                        .thenComparing(intent -> intent.id().number()))
                .orElseThrow();
    }

    /**
     * Proves as much as the invocation has time for.
     *
     * @param unchanged the word of the watch: the call was accepted and nothing changed
     * @param now when the invocation began to read
     */
    public StepProof prove(Intent intent, boolean unchanged, Cluster cluster, NodeListing nodes, Instant now) {
        ResumableReads reads =
                new ResumableReads(clusters, intent.cluster(), KeptReads.ofEnd(store, intent), clock, now);
        List<NodeBefore> before = intents.nodesBefore(intent);
        StepProof proof = unchanged
                ? Proof.ofUnchanged(intent, cluster, nodes, before, reads, now)
                : Proof.of(intent, cluster, nodes, before, reads, now);
        if (proof.verdict() == GroupProof.Verdict.NOT_YET) {
            reads.startOver();
        }
        return proof;
    }

    /** Writes down what was proved; what is not decided yet leaves the intent open. */
    public void record(Intent intent, StepProof proof, Instant now) {
        intents.readVersions(intent, proof.versionReadings());
        switch (proof.verdict()) {
            case IN_FLIGHT -> intents.goesOn(intent);
            case NOT_YET, UNKNOWN -> keep(intent, proof, now);
            case UNPROVEN -> {
                // Nothing that is left to read can tell: the lease is not kept for it.
                keep(intent, proof, now);
                intents.resolve(intent, Resolution.As.UNTELLABLE, proof.reason(), now);
            }
            case VERIFIED, UPDATED, VERIFIED_WITH_SKIPS, ALREADY_CURRENT, EMPTY, ROLLED_BACK, MIXED -> {
                keep(intent, proof, now);
                // Of an accepted call that left nodes behind on another image nobody knows whether it began an update
                // that skipped them.
                intents.resolve(
                        intent,
                        proof.nothingBegan() ? Resolution.As.NOTHING_BEGAN : Resolution.As.ENDED,
                        proof.reason(),
                        now);
            }
        }
    }

    private void keep(Intent intent, StepProof proof, Instant now) {
        proofs.record(intent.id().run(), intent.id().step(), proof, now);
    }
}
