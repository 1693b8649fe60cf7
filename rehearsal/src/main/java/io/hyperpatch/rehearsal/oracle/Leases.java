package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What became of the rights to write. */
final class Leases {

    private Leases() {}

    /** An open call of whatever run keeps its cluster's lease parked for that run, and nothing else does. */
    static Invariant freeOrParked(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("lease-free-or-parked-with-its-intent-named");
        evidence.leases().forEach(item -> {
            JsonNode lease = item.attributes();
            String run = lease.path("run").asText();
            switch (lease.path("state").asText()) {
                case "FREE" -> count.that(true, "whether an intent is open is looked at below");
                case "PARKED" ->
                    count.that(
                            named(evidence, run),
                            "the lease is parked for " + run + ", and its report names no intent that is open");
                default -> count.that(false, "the lease of " + item.sort() + " is still held by " + run);
            }
        });
        evidence.intents().forEach(intent -> {
            count.that(
                    !intent.state().equals("CALLED") || parkedFor(evidence, intent),
                    "intent " + intent.name() + " is open, and the lease of its cluster is not parked for it");
            count.that(
                    !intent.state().equals("PLANNED"),
                    "intent " + intent.name() + " is planned, and nobody is there to call it");
        });
        return count.told();
    }

    private static boolean parkedFor(Evidence evidence, Intent intent) {
        return evidence.leases()
                .filter(lease -> lease.sort().equals(intent.cluster()))
                .map(Evidence.Stored::attributes)
                .anyMatch(lease -> lease.path("state").asText().equals("PARKED")
                        && lease.path("run").asText().equals(intent.run()));
    }

    private static boolean named(Evidence evidence, String run) {
        List<String> open = evidence.intentsOf(run)
                .filter(intent -> intent.state().equals("CALLED"))
                .map(Intent::name)
                .toList();
        return evidence.reports().stream()
                .filter(report -> report.run().equals(run))
                .map(report -> report.detail().path("parked").asText())
                .anyMatch(open::contains);
    }
}
