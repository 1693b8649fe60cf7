package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.twin.Shown;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What must be true once the faults have ceased and reconcile has run until nothing changes. */
final class AtRest {

    private static final String UNKNOWN = "Unknown";

    private AtRest() {}

    static Invariant everyLeaseIsFree(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("at-rest-every-lease-is-free");
        evidence.leases().forEach(item -> {
            String state = item.attributes().path("state").asText();
            count.that(
                    state.equals("FREE"),
                    "the lease of " + item.sort() + " is " + state + " for "
                            + item.attributes().path("run").asText());
        });
        evidence.intents()
                .forEach(intent -> count.that(
                        intent.state().equals("RESOLVED"), "intent " + intent.name() + " is still " + intent.state()));
        evidence.items().stream()
                .filter(item -> item.partition().equals("unreported"))
                .forEach(item -> count.that(false, "the end of " + item.sort() + " has not been told"));
        evidence.items().stream()
                .filter(item -> item.partition().equals("waiting"))
                .forEach(item -> count.that(
                        false,
                        "run " + item.attributes().path("run").asText() + " waits for the lease of " + item.sort()
                                + ", which is free"));
        Set<String> named = evidence.shown().stream()
                .flatMap(cluster -> cluster.groups().stream())
                .map(Shown.Group::alarms)
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        evidence.alarms().stream()
                .filter(Evidence::mayBeOurs)
                .sorted()
                .forEach(wire ->
                        count.that(named.contains(wire), "the wire " + wire + " is left, and no group names it"));
        return count.told();
    }

    /** @see Telling the table that decides what can be told */
    static Invariant unknownOnlyWhereNoReadingCouldTell(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("unknown-only-where-no-reading-could-tell");
        evidence.runs()
                .map(Evidence.Stored::attributes)
                .filter(run -> latest(run).equals(UNKNOWN))
                .map(run -> run.path("name").asText())
                .forEach(run -> {
                    List<Intent> called = evidence.intentsOf(run)
                            .filter(intent -> intent.calledAt().isPresent())
                            .toList();
                    count.that(
                            called.stream().anyMatch(intent -> !Telling.of(evidence, intent)
                                    .possible()),
                            run + " stays Unknown, and what became of its calls can be told: "
                                    + inWords(evidence, called));
                });
        evidence.intents()
                .filter(intent -> intent.resolvedAs().equals("UNTELLABLE"))
                .forEach(intent -> {
                    Telling telling = Telling.of(evidence, intent);
                    count.that(!telling.possible(), intent.name() + " is given up, but " + telling.why());
                });
        return count.told();
    }

    /** How a run turned out to have ended, else how it ended. */
    private static String latest(JsonNode run) {
        return run.path("resolved").asText(run.path("outcome").asText());
    }

    private static String inWords(Evidence evidence, List<Intent> called) {
        return called.isEmpty()
                ? "there were none"
                : called.stream()
                        .map(intent -> intent.name() + ": "
                                + Telling.of(evidence, intent).why())
                        .collect(Collectors.joining("; "));
    }
}
