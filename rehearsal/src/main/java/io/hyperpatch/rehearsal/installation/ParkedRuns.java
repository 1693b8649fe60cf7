package io.hyperpatch.rehearsal.installation;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.UnreadableAnswer;
import io.hyperpatch.document.Likeness;
import io.hyperpatch.intent.Adoption;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.lease.Lease;
import io.hyperpatch.lease.Leases;
import io.hyperpatch.readiness.Sightings;
import io.hyperpatch.reconcile.Adopting;
import io.hyperpatch.reconcile.Adoptions;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The runs whose leases are parked, and the words of people on what became of their calls. */
public final class ParkedRuns {
    private static final String NOTHING_WRITTEN = "; nothing was written";

    private final Store store;
    private final ClusterReader clusters;

    /** @param clusters to read what the cluster shows */
    public ParkedRuns(Store store, ClusterReader clusters) {
        this.store = Objects.requireNonNull(store);
        this.clusters = Objects.requireNonNull(clusters);
    }

    /**
     * The word of a person on a call.
     *
     * @param by the ARN of whoever says it
     */
    public record Word(Adoption.As as, String by, String reason, Instant at) {
        public Word {
            Objects.requireNonNull(as, "as");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(at, "at");
        }
    }

    /** @param calls as they stood before */
    public record Adopted(Run run, List<Intent> calls, Adoption word) {
        public Adopted {
            calls = List.copyOf(calls);
        }
    }

    /**
     * Records the word on each open call of a run.
     *
     * @param name of the run, as a person wrote it
     * @throws Trouble if there is no such run, or its calls may not be adopted: nothing was written
     */
    public Adopted adopt(String name, Word word) {
        Map<ClusterArn, Lease> leases = new Leases(store).all().readable();
        Run run = find(name, leases);
        Lease lease = leases.get(run.cluster());
        if (lease == null || lease.state() != Lease.State.PARKED || !lease.run().equals(run.name())) {
            throw notParked(run, Optional.ofNullable(lease), leases);
        }
        Cluster cluster = cluster(run, word.at());
        return switch (Adopting.decide(word.as(), new Intents(store).of(run.name()), cluster, word.at())) {
            case Adopting.Refused refused -> throw trouble(run, refused.reason(), refused.remedy());
            case Adopting.Possible possible -> {
                Adoption adoption = new Adoption(
                        word.as(), word.by(), word.reason(), Adoptions.shown(cluster, possible.open()), word.at());
                if (!new Adoptions(store).record(run.cluster(), lease, possible.open(), adoption)) {
                    throw trouble(
                            run,
                            "reconcile has just taken it up",
                            "run the command again in a few minutes, if it is still parked");
                }
                yield new Adopted(run, possible.open(), adoption);
            }
        };
    }

    private Run find(String name, Map<ClusterArn, Lease> leases) {
        Map<String, Run> known = new LinkedHashMap<>();
        leases.keySet().forEach(cluster -> new Runs(store)
                .all(cluster)
                .forEach(run -> known.put(run.name().toString(), run)));
        Run found = known.get(name);
        if (found == null) {
            throw new Trouble(
                    Trouble.Kind.INPUT,
                    "no run '" + name + "' is recorded" + NOTHING_WRITTEN,
                    Likeness.closest(name, known.keySet())
                            .map(near -> "did you mean " + near + "?")
                            .orElseGet(() -> parked(leases)));
        }
        return found;
    }

    private static String parked(Map<ClusterArn, Lease> leases) {
        List<String> parked = leases.values().stream()
                .filter(lease -> lease.state() == Lease.State.PARKED)
                .map(lease -> lease.run().toString())
                .sorted()
                .toList();
        return parked.isEmpty()
                ? "no lease is parked, so there is nothing to adopt"
                : "parked is " + String.join(", ", parked);
    }

    private static Trouble notParked(Run run, Optional<Lease> lease, Map<ClusterArn, Lease> leases) {
        Optional<Lease> its = lease.filter(held -> held.run().equals(run.name()) && held.state() == Lease.State.HELD);
        if (its.isPresent()) {
            return its.get().heldByItsRun()
                    ? trouble(
                            run,
                            "its lease is held, not parked",
                            "reconcile parks it within the hour, should its execution have ended")
                    : trouble(
                            run,
                            its.get().holder() + " is finding out what became of it",
                            "run the command again in a few minutes, if it is parked then");
        }
        String ended = run.resolved()
                .or(run::outcome)
                .map(outcome -> "it is not parked: it ended as " + outcome.word())
                .orElse("it is not parked");
        return trouble(run, ended, parked(leases));
    }

    private Cluster cluster(Run run, Instant now) {
        try {
            return clusters.find(run.cluster())
                    .map(cluster -> new Sightings(store).explain(cluster, now))
                    .orElseThrow(() -> trouble(
                            run,
                            "there is no cluster " + run.cluster() + " any more",
                            "reconcile gives up its calls within the hour, and the lease with them"));
        } catch (UnreadableAnswer e) {
            throw new Trouble(
                    Trouble.Kind.SERVICE,
                    "run " + run.name() + ": what the cluster shows cannot be read: " + e.getMessage()
                            + NOTHING_WRITTEN,
                    "ask again when the service answers as it promises",
                    e);
        }
    }

    private static Trouble trouble(Run run, String reason, String remedy) {
        return new Trouble(Trouble.Kind.INPUT, "run " + run.name() + ": " + reason + NOTHING_WRITTEN, remedy);
    }
}
