package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The order in which the clusters of a policy are patched: one at a time, and none after a bad end with the same images.
 *
 * <p>Executions of definitions that knew of no turns go on beside later ones: their runs are left out.
 */
final class OneAtATime {
    private static final Set<String> BAD = Set.of("RolledBack", "Mixed", "Unknown", "Aborted");
    private static final Set<String> WELL = Set.of("Verified", "VerifiedWithSkips", "Updated", "AlreadyCurrent");
    private static final int WITH_TURNS = 3;

    private OneAtATime() {}

    /** A run that really began something, by its first update. */
    private record Begun(String run, String policy, Truth.Cluster cluster, Instant at, JsonNode record) {
        Set<String> images() {
            return record.path("pins").valueStream().map(JsonNode::toString).collect(Collectors.toSet());
        }

        /** The word that was known of its end at a time; empty while it went on. */
        Optional<String> endBy(Instant time) {
            return word("resolved", "resolvedAt", time).or(() -> word("outcome", "endedAt", time));
        }

        private Optional<String> word(String word, String since, Instant time) {
            return Optional.of(record)
                    .filter(run -> run.hasNonNull(word) && run.hasNonNull(since))
                    .filter(run -> !Instant.parse(run.path(since).asText()).isAfter(time))
                    .map(run -> run.path(word).asText());
        }
    }

    /** While a run of one cluster goes on, none of another cluster calls. */
    static Invariant oneClusterOfAPolicyAtATime(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("one-cluster-of-a-policy-at-a-time");
        List<Begun> all = begun(evidence);
        for (Begun later : all) {
            before(all, later)
                    .forEach(earlier -> count.that(
                            earlier.endBy(later.at()).isPresent(),
                            later.run() + " began something on "
                                    + later.cluster().name() + " at " + later.at() + ", while " + earlier.run()
                                    + " was at work"));
        }
        return count.told();
    }

    /** After a run with a bad end, nothing begins elsewhere with images that it had as well, until its own cluster has come to them well. */
    static Invariant nothingAfterABadEnd(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("no-cluster-begins-after-a-bad-end");
        List<Begun> all = begun(evidence);
        for (Begun later : all) {
            before(all, later)
                    .filter(earlier -> earlier.images().containsAll(later.images()))
                    .forEach(earlier -> count.that(
                            earlier.endBy(later.at()).filter(BAD::contains).isEmpty()
                                    || cameToItWell(all, earlier, later.at()),
                            later.run() + " began something on "
                                    + later.cluster().name() + " at " + later.at() + ", after " + earlier.run()
                                    + " had ended badly with the same images"));
        }
        return count.told();
    }

    private static boolean cameToItWell(List<Begun> all, Begun bad, Instant by) {
        return all.stream()
                .filter(again -> again.cluster().arn().equals(bad.cluster().arn())
                        && again.at().isAfter(bad.at())
                        && again.images().containsAll(bad.images()))
                .anyMatch(again -> again.endBy(by).filter(WELL::contains).isPresent());
    }

    /** The runs that began something earlier on other clusters of the policy. */
    private static Stream<Begun> before(List<Begun> all, Begun later) {
        return all.stream()
                .filter(earlier -> earlier.policy().equals(later.policy())
                        && !earlier.cluster().arn().equals(later.cluster().arn())
                        && earlier.at().isBefore(later.at()));
    }

    private static List<Begun> begun(Evidence evidence) {
        return evidence.truth().clusters().stream()
                .flatMap(cluster -> cluster.updates().stream()
                        .filter(update -> !update.byOthers())
                        .flatMap(update -> begun(evidence, cluster, update).stream()))
                .sorted(Comparator.comparing(Begun::at))
                .collect(Collectors.toMap(Begun::run, each -> each, (first, second) -> first))
                .values()
                .stream()
                .toList();
    }

    private static Optional<Begun> begun(Evidence evidence, Truth.Cluster cluster, Truth.Update update) {
        return evidence.runOf(cluster.name(), update)
                .filter(run -> hadATurn(evidence, run))
                .flatMap(run -> evidence.run(run)
                        .map(stored ->
                                new Begun(run, stored.path("policy").asText(), cluster, update.started(), stored)));
    }

    private static boolean hadATurn(Evidence evidence, String run) {
        return evidence.executions().stream()
                .filter(execution -> execution.machine().equals("patch-cluster"))
                .filter(execution -> execution.input().path("run").asText().equals(run))
                .allMatch(execution -> execution.input().path("version").asInt() >= WITH_TURNS);
    }
}
