package io.hyperpatch.reconcile.aws;

import io.hyperpatch.admission.Requests;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.InstanceGroup;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.harm.HarmSeen;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.NodeBefore;
import io.hyperpatch.intent.Resolution;
import io.hyperpatch.proof.GroupProof;
import io.hyperpatch.proof.StepProof;
import io.hyperpatch.proof.aws.StepProving;
import io.hyperpatch.readiness.aws.ClusterReading;
import io.hyperpatch.rollout.Aftermath;
import io.hyperpatch.rollout.Conclusion;
import io.hyperpatch.rollout.Finding;
import io.hyperpatch.rollout.Patience;
import io.hyperpatch.rollout.Sight;
import io.hyperpatch.rollout.Watch;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Judges one step of a run that has ended by one reading of the cluster, and resolves what that reading
 * tells.
 */
public final class StepResolving {
    private final Intents intents;
    private final Patience patience;
    private final Watch watch;
    private final Aftermath aftermath;
    private final StepProving proving;
    private final HarmSeen harm;

    public StepResolving(ClusterReader clusters, Store store, Patience patience, Clock clock) {
        this.intents = new Intents(store);
        this.patience = Objects.requireNonNull(patience);
        this.watch = new Watch(patience);
        this.aftermath = new Aftermath(intents, patience);
        this.proving = new StepProving(clusters, store, clock);
        this.harm = new HarmSeen(store, new Requests(store)::identities);
    }

    public void resolve(RunName run, int step, ClusterReading reading) {
        followOn(intents.of(run, step), reading);
        List<Intent> ofStep = upToTheLastInDoubt(intents.of(run, step), reading.cluster());
        Sight sight = sight(ofStep, reading, watch.needsNodes(ofStep.getLast(), reading.at()));
        Finding finding = adopted(sight).orElseGet(() -> watch.look(sight));
        harm.inLook(finding, sight);
        // A stall is not told again: the run has been reported, and its lease is named as parked.
        aftermath.record(finding, sight);
        switch (finding) {
            case Finding.Waiting waiting -> leaveOpen();
            case Finding.InFlight inFlight -> leaveOpen();
            case Finding.NothingBegan nothing -> leaveOpen();
            case Finding.Refused refused -> leaveOpen();
            case Finding.Ended ended -> prove(ended.intent(), false, reading);
            case Finding.Unchanged unchanged -> prove(unchanged.intent(), true, reading);
            case Finding.Unknown unknown -> conclude(run, step, reading);
        }
    }

    /** By a person's word its update is over, and the cluster does not speak against it: the nodes are to be proved. */
    private static Optional<Finding> adopted(Sight sight) {
        return sight.adopted()
                .map(intent -> new Finding.Ended(intent.adoption().orElseThrow().inWords(), intent));
    }

    /**
     * What there was to write down has been written down; if an intent is still open, a later reading may
     * tell.
     */
    private static void leaveOpen() {}

    /** The deadline was that of the run: an update that outlives it is followed on. */
    private void followOn(List<Intent> ofStep, ClusterReading reading) {
        ofStep.stream()
                .filter(Intent::isOpen)
                .filter(intent -> reading.at().isAfter(intent.deadline()))
                .filter(intent -> intent.groups().stream()
                        .flatMap(name -> reading.cluster().group(name).stream())
                        .anyMatch(InstanceGroup::updateUnderWay))
                .forEach(intent -> intents.waitUntil(intent, reading.at().plus(Conclusion.LONG_SILENCE)));
    }

    /**
     * A look judges the last of its intents: those after it that are resolved say nothing about it, unless
     * their wire is shown.
     */
    private static List<Intent> upToTheLastInDoubt(List<Intent> ofStep, Cluster cluster) {
        int last = ofStep.size() - 1;
        while (last > 0 && !inDoubt(ofStep.get(last), cluster)) {
            last--;
        }
        return ofStep.subList(0, last + 1);
    }

    private static boolean inDoubt(Intent intent, Cluster cluster) {
        return intent.isOpen() || cluster.groups().stream().anyMatch(intent::marks);
    }

    /** With the nodes, they can be compared with what they were before the last of these intents. */
    private Sight sight(List<Intent> ofStep, ClusterReading reading, boolean withNodes) {
        Optional<NodeListing> nodes = withNodes ? Optional.of(reading.nodes()) : Optional.empty();
        List<NodeBefore> before = withNodes ? intents.nodesBefore(ofStep.getLast()) : List.of();
        return new Sight(ofStep, reading.cluster(), nodes, before, reading.at());
    }

    private void prove(Intent ended, boolean unchanged, ClusterReading reading) {
        Intent intent = intents.reread(ended);
        StepProof proof = proving.prove(intent, unchanged, reading.cluster(), reading.nodes(), reading.at());
        harm.inProof(intent, proof, reading.cluster(), reading.at());
        proving.record(intent, proof, reading.at());
        if (proof.verdict() == GroupProof.Verdict.UNKNOWN) {
            conclude(intent.id().run(), intent.id().step(), reading);
        }
    }

    private void conclude(RunName run, int step, ClusterReading reading) {
        Instant now = reading.at();
        List<Intent> ofStep = intents.of(run, step);
        for (int i = 0; i < ofStep.size(); i++) {
            Intent intent = ofStep.get(i);
            if (!intent.isOpen()) {
                continue;
            }
            switch (Conclusion.of(intent, sight(ofStep.subList(0, i + 1), reading, true), patience)) {
                case Conclusion.Open open -> leaveOpen();
                case Conclusion.Untellable untellable ->
                    intents.resolve(intent, Resolution.As.UNTELLABLE, untellable.reason(), now);
                case Conclusion.NothingBegan nothing ->
                    intents.resolve(intent, Resolution.As.NOTHING_BEGAN, nothing.reason(), now);
            }
        }
    }
}
