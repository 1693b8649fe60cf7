package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.admission.Requests;
import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.ClusterRef;
import io.hyperpatch.cluster.NodeListing;
import io.hyperpatch.harm.HarmSeen;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.NodeBefore;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.platform.Capability;
import io.hyperpatch.readiness.Sightings;
import io.hyperpatch.rollout.Aftermath;
import io.hyperpatch.rollout.Deadline;
import io.hyperpatch.rollout.FailedInARow;
import io.hyperpatch.rollout.Finding;
import io.hyperpatch.rollout.NextLook;
import io.hyperpatch.rollout.Patience;
import io.hyperpatch.rollout.Sight;
import io.hyperpatch.rollout.Watch;
import io.hyperpatch.run.RunName;
import io.hyperpatch.signal.Signals;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the cluster once and says what became of a step's start call. */
public final class LookAtUpdateFunction extends JsonFunction<LookAtUpdateFunction.Input, LookAtUpdateFunction.Answer> {
    private static final Logger LOG = LoggerFactory.getLogger(LookAtUpdateFunction.class);

    private final ClusterReader clusters;
    private final Leases leases;
    private final Intents intents;
    private final Signals signals;
    private final Sightings sightings;
    private final HarmSeen harm;
    private final Aftermath aftermath;
    private final Watch watch;
    private final Patience patience;
    private final Clock clock;

    /**
     * @param lookedAt when the look before this one was, in seconds since the epoch; 0 if this is the first
     *     of a watch
     * @param failed the looks before this one that failed; absent in a watch that began before they were
     *     counted
     */
    public record Input(
            RunName run, ClusterRef cluster, long token, int step, long lookedAt, Optional<FailedInARow> failed) {
        public Input {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(failed, "failed");
        }

        ClusterArn clusterArn() {
            return cluster.arn();
        }
    }

    /** The words by which the workflow goes on. */
    @EnumNaming(PascalCase.class)
    public enum Verdict {
        /** The update goes on. */
        WAITING,
        /** The update is over. */
        ENDED,
        /** The call was accepted and has changed nothing. */
        UNCHANGED,
        /** The call began no update. */
        NOTHING_BEGAN,
        /** The service refused the call. */
        REFUSED,
        /** Nobody can tell up to the deadline. */
        UNKNOWN,
        /** The lease is in other hands. */
        FENCED
    }

    /**
     * @param at when this look was, in seconds since the epoch
     * @param rest whether looks follow one another so closely that no signal is to hasten the next one
     * @param waitSeconds how long until the next look, unless a signal hastens it
     * @param counter the signals' counter as it was before the cluster was read
     * @param stalled people are to be told, this once, that nothing moves
     */
    public record Answer(
            Verdict verdict, String reason, long at, boolean rest, long waitSeconds, long counter, boolean stalled) {
        static Answer over(Verdict verdict, String reason) {
            return new Answer(verdict, reason, 0, false, NextLook.TO_SAY_IT_IS_OVER.toSeconds(), 0, false);
        }
    }

    public LookAtUpdateFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.LOOK_AT_UPDATE));
    }

    LookAtUpdateFunction(Deployed deployed) {
        this(deployed.clusters(), deployed.store(), WatchConfig.from(deployed.environment()), deployed.clock());
    }

    public LookAtUpdateFunction(ClusterReader clusters, Store store, WatchConfig config, Clock clock) {
        super(Input.class);
        this.clusters = Objects.requireNonNull(clusters);
        this.leases = new Leases(store);
        this.intents = new Intents(store);
        this.signals = new Signals(store);
        this.sightings = new Sightings(store);
        this.harm = new HarmSeen(store, new Requests(store)::identities);
        this.patience = config.patience();
        this.aftermath = new Aftermath(intents, patience);
        this.watch = new Watch(patience);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        if (!leases.isHeld(input.cluster().arn(), input.token())) {
            return Answer.over(Verdict.FENCED, "the lease is no longer held under token " + input.token());
        }
        Intent last = intents.of(input.run(), input.step()).getLast();
        boolean over = Deadline.isOver(last, clock.instant());
        FailedInARow failed = FailedInARow.of(input.failed());
        if (over && failed.enough()) {
            return Answer.over(Verdict.UNKNOWN, Deadline.unread(last, failed.inWords()));
        }
        try {
            return look(input, last);
        } catch (RuntimeException e) {
            if (!over) {
                throw e;
            }
            LOG.warn("the last look of {} failed", input.run(), e);
            return Answer.over(Verdict.UNKNOWN, Deadline.unread(last, String.valueOf(e.getMessage())));
        }
    }

    private Answer look(Input input, Intent last) {
        long counter = signals.counter(input.cluster().arn());
        if (last.state() == Intent.State.PLANNED
                && intents.withdraw(last, "the start function ended without calling", clock.instant())) {
            return Answer.over(Verdict.NOTHING_BEGAN, "intent " + last.id() + " was never called");
        }
        Sight sight = sight(input);
        Finding finding = watch.look(sight);
        harm.inLook(finding, sight);
        boolean stalled = aftermath.record(finding, sight);
        return switch (finding) {
            case Finding.Waiting waiting -> waiting(waiting.intent(), waiting.reason(), input, sight, counter, stalled);
            case Finding.InFlight inFlight ->
                waiting(inFlight.intent(), inFlight.reason(), input, sight, counter, stalled);
            case Finding.Ended ended -> Answer.over(Verdict.ENDED, ended.reason());
            case Finding.NothingBegan nothing -> Answer.over(Verdict.NOTHING_BEGAN, nothing.reason());
            case Finding.Unchanged unchanged -> Answer.over(Verdict.UNCHANGED, unchanged.reason());
            case Finding.Refused refused -> Answer.over(Verdict.REFUSED, refused.reason());
            case Finding.Unknown unknown -> Answer.over(Verdict.UNKNOWN, unknown.reason());
        };
    }

    private Sight sight(Input input) {
        Instant now = clock.instant();
        List<Intent> ofStep = intents.of(input.run(), input.step());
        Intent last = ofStep.getLast();
        Cluster cluster = sightings.explain(clusters.describe(input.clusterArn()), now);
        boolean withNodes = watch.needsNodes(last, now);
        Optional<NodeListing> nodes = withNodes ? Optional.of(clusters.nodes(input.clusterArn())) : Optional.empty();
        List<NodeBefore> before = withNodes ? intents.nodesBefore(last) : List.of();
        return new Sight(ofStep, cluster, nodes, before, now);
    }

    private Answer waiting(Intent intent, String reason, Input input, Sight sight, long counter, boolean stalled) {
        Instant now = clock.instant();
        NextLook next = NextLook.after(intent, input.lookedAt(), stalled, patience, now);
        if (sight.cluster().platform().can(Capability.EVENTS)) {
            signals.quietUntil(intent.cluster(), next.quietUntil());
        }
        return new Answer(
                Verdict.WAITING,
                reason,
                now.getEpochSecond(),
                next.rest(),
                next.pause().toSeconds(),
                counter,
                stalled);
    }
}
