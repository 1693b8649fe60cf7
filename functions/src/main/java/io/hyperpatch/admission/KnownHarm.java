package io.hyperpatch.admission;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.harm.Harm;
import io.hyperpatch.harm.Harms;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of harm on a cluster: the stored facts and, for compatibility, those that follow from runs of a
 * version that stored none. There the end of the last run that made a call blocked its pins.
 */
public final class KnownHarm {
    private final Harms harms;
    private final Requests requests;
    private final Runs runs;

    public KnownHarm(Store store) {
        this.harms = new Harms(store);
        this.requests = new Requests(store);
        this.runs = new Runs(store);
    }

    /** @param attempts at the same pins, in order: of other runs only what is stored as a fact counts */
    List<Harm> of(ClusterArn cluster, List<Run> attempts) {
        List<Harm> known = new ArrayList<>(harms.of(cluster));
        known.addAll(ofEarlierVersion(attempts, known));
        return known;
    }

    /** The same by every run of the cluster. */
    public List<Harm> of(ClusterArn cluster) {
        List<Harm> stored = harms.of(cluster);
        List<Harm> known = new ArrayList<>(stored);
        Map<String, List<Run>> attempts = new LinkedHashMap<>();
        runs.all(cluster).forEach(run -> attempts.computeIfAbsent(run.name().fingerprint(), pins -> new ArrayList<>())
                .add(run));
        attempts.values().forEach(samePins -> {
            samePins.sort(Comparator.comparingInt(run -> run.name().attempt()));
            known.addAll(ofEarlierVersion(samePins, stored));
        });
        return known;
    }

    private List<Harm> ofEarlierVersion(List<Run> attempts, List<Harm> stored) {
        return Attempt.decisive(attempts)
                .filter(run -> run.latest().filter(Outcome::blocksThePin).isPresent())
                .filter(run -> stored.stream().noneMatch(harm -> harm.run().equals(run.name())))
                .filter(run -> requests.identities(run.name()).isEmpty())
                .map(KnownHarm::facts)
                .orElse(List.of());
    }

    private static List<Harm> facts(Run run) {
        boolean aborted = run.latest().equals(Optional.of(Outcome.ABORTED));
        return run.pins().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(pin -> Harm.of(
                        pin.getKey(),
                        pin.getValue().identity(),
                        Optional.empty(),
                        aborted ? Harm.Kind.HELD : Harm.Kind.HARMED,
                        aborted ? Harm.By.PERSON : Harm.By.SERVICE,
                        run.name(),
                        run.resolvedAt().or(run::endedAt).orElse(run.startedAt())))
                .toList();
    }
}
