package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;

/** What became of the rights to write. */
final class Leases {

    private Leases() {}

    static Invariant freeOrParked(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("lease-free-or-parked-with-its-intent-named");
        evidence.leases().forEach(item -> {
            JsonNode lease = item.attributes();
            String run = lease.path("run").asText();
            switch (lease.path("state").asText()) {
                case "FREE" ->
                    count.that(!unresolved(evidence, run), "the lease is free while an intent of " + run + " is open");
                case "PARKED" ->
                    count.that(
                            unresolved(evidence, run) && named(evidence, run),
                            "the lease is parked for " + run + ", and no unresolved intent is named");
                default -> count.that(false, "the lease of " + item.sort() + " is still held by " + run);
            }
        });
        return count.told();
    }

    private static boolean unresolved(Evidence evidence, String run) {
        return evidence.intentsOf(run).anyMatch(intent -> intent.state().equals("CALLED"));
    }

    private static boolean named(Evidence evidence, String run) {
        return evidence.reports().stream()
                .filter(report -> report.run().equals(run))
                .anyMatch(report -> report.detail().hasNonNull("parked"));
    }
}
