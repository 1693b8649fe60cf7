package io.hyperpatch.handler;

import com.fasterxml.jackson.databind.annotation.EnumNaming;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.intent.Resolution;
import io.hyperpatch.json.PascalCase;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.readiness.Sightings;
import io.hyperpatch.readiness.aws.ClusterReading;
import io.hyperpatch.reconcile.SpentWire;
import io.hyperpatch.reconcile.aws.StepResolving;
import io.hyperpatch.rollout.Planning;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds out what became of a run's open intents, as far as that can be told now; the run itself no longer can.
 *
 * <p>It never waits: what is under way, or too early to tell, stays open, and the next reconcile looks again.
 */
public final class ResolveIntentsFunction
        extends JsonFunction<ResolveIntentsFunction.Input, ResolveIntentsFunction.Answer> {
    private final ClusterReader clusters;
    private final Leases leases;
    private final Intents intents;
    private final Sightings sightings;
    private final StepResolving steps;
    private final Clock clock;

    /** @param token the fencing token under which reconcile holds the cluster's lease */
    public record Input(ClusterArn cluster, RunName run, long token) {
        public Input {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(run, "run");
        }
    }

    /** The words by which the workflow goes on. */
    @EnumNaming(PascalCase.class)
    public enum Verdict {
        /** It is known what became of each intent. */
        RESOLVED,
        /** It cannot be told yet. */
        OPEN,
        /** The lease is in other hands. */
        FENCED
    }

    public record Answer(Verdict verdict, String reason) {}

    public ResolveIntentsFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.RESOLVE_INTENTS));
    }

    ResolveIntentsFunction(Deployed deployed) {
        this(deployed.clusters(), deployed.store(), WatchConfig.from(deployed.environment()), deployed.clock());
    }

    public ResolveIntentsFunction(ClusterReader clusters, Store store, WatchConfig config, Clock clock) {
        super(Input.class);
        this.clusters = Objects.requireNonNull(clusters);
        this.leases = new Leases(store);
        this.intents = new Intents(store);
        this.sightings = new Sightings(store);
        this.steps = new StepResolving(clusters, store, config.patience(), clock);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected Answer handle(Input input) {
        if (!leases.isHeld(input.cluster(), input.token())) {
            return fenced(input);
        }
        intents.withdrawPlanned(input.run(), "the run's execution has ended", clock.instant());
        List<Intent> ofRun = intents.of(input.run());
        if (ofRun.stream().noneMatch(intent -> intent.isOpen() || SpentWire.concludedFromSilence(intent))) {
            return new Answer(Verdict.RESOLVED, "no intent is open");
        }
        Optional<ClusterReading> reading = ClusterReading.of(clusters, input.cluster(), clock);
        if (!leases.isHeld(input.cluster(), input.token())) {
            return fenced(input);
        }
        if (reading.isEmpty()) {
            return giveUp(ofRun, clock.instant());
        }
        ClusterReading explained = reading.get().explainedBy(sightings);
        List<Intent> silent =
                ofRun.stream().filter(SpentWire::concludedFromSilence).toList();
        Planning.shown(silent, explained.cluster()).ifPresent(intents::reopen);
        intents.of(input.run()).stream()
                .filter(Intent::isOpen)
                .map(intent -> intent.id().step())
                .distinct()
                .forEach(step -> steps.resolve(input.run(), step, explained));
        return intents.open(input.run())
                .map(open -> new Answer(Verdict.OPEN, "what became of " + open.id() + " cannot be told yet"))
                .orElseGet(() -> new Answer(Verdict.RESOLVED, "what became of each intent is known"));
    }

    private static Answer fenced(Input input) {
        return new Answer(Verdict.FENCED, "the lease is no longer held under token " + input.token());
    }

    private Answer giveUp(List<Intent> ofRun, Instant now) {
        ofRun.stream()
                .filter(Intent::isOpen)
                .forEach(intent -> intents.resolve(
                        intent,
                        Resolution.As.UNTELLABLE,
                        "the cluster is no longer there, so what became of " + intent.id() + " cannot be told",
                        now));
        return new Answer(Verdict.RESOLVED, "the cluster is no longer there");
    }
}
