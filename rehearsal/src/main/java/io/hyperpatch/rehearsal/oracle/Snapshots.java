package io.hyperpatch.rehearsal.oracle;

import io.hyperpatch.rehearsal.aws.ApiCall;
import java.time.Duration;
import java.time.Instant;

/** The age of what a call's effect is compared with. */
final class Snapshots {
    /** As the product promises, and the time in which a function that has the right to call still may. */
    private static final Duration LONGEST = Duration.ofMinutes(15).plusMinutes(2);

    private Snapshots() {}

    /** The cluster was read, and what it was is stored with the intent, shortly before each call. */
    static Invariant areYoungAtTheCall(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("no-call-with-an-old-snapshot");
        evidence.startCalls()
                .forEach(call -> evidence.ownerOf(call.request(), call.at()).ifPresent(owner -> evidence.intents()
                        .filter(intent -> intent.key().equals(owner.key()))
                        .forEach(intent -> judge(evidence, call, intent, count))));
        return count.told();
    }

    private static void judge(Evidence evidence, ApiCall call, Intent intent, Invariant.Count count) {
        Instant earliest = call.at().minus(LONGEST);
        count.that(
                !intent.plannedAt().isBefore(earliest),
                intent.name() + " was called at " + call.at() + " by what the cluster was at " + intent.plannedAt());
        count.that(
                evidence.readings("sagemaker:DescribeCluster", call.at())
                        .filter(reading -> reading.caller().equals("PlanIntent"))
                        .filter(reading ->
                                reading.answer().path("ClusterArn").asText().equals(intent.cluster()))
                        .anyMatch(reading -> !reading.at().isBefore(earliest)),
                intent.name() + " was called at " + call.at() + ", and its cluster had not been read since "
                        + earliest);
    }
}
