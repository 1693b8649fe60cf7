package io.hyperpatch.rehearsal.oracle;

import io.hyperpatch.rehearsal.aws.ApiCall;
import java.time.Instant;

/** What became of the alarms that mark start calls. */
final class Wires {

    private Wires() {}

    /** The service can watch a call's wire only once it is OK: that was read back, and written down with the intent, before the call. */
    static Invariant armedBeforeTheCall(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("no-call-before-its-wire-is-armed");
        evidence.startCalls()
                .filter(call -> !Evidence.wireOf(call.request()).isEmpty())
                .forEach(call -> {
                    String wire = Evidence.wireOf(call.request());
                    count.that(
                            wasOk(evidence, call),
                            "the start call at " + call.at() + " was made before " + wire + " was seen to be OK");
                    count.that(
                            evidence.intents()
                                    .filter(intent -> intent.wire().equals(wire))
                                    .flatMap(intent -> intent.armedAt().stream())
                                    .anyMatch(armed -> !armed.isAfter(call.at())),
                            "the start call at " + call.at() + " was made before it was written down that " + wire
                                    + " is armed");
                });
        return count.told();
    }

    private static boolean wasOk(Evidence evidence, ApiCall call) {
        return evidence.readings("monitoring:DescribeAlarms", call.at())
                .flatMap(reading -> reading.answer().path("MetricAlarms").valueStream())
                .filter(alarm -> alarm.path("AlarmName").asText().equals(Evidence.wireOf(call.request())))
                .anyMatch(alarm -> alarm.path("StateValue").asText().equals("OK"));
    }

    /** A wire goes after its intent is resolved, and never while an update in effect lists it: the service could not read it then. */
    static Invariant outliveTheirIntents(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("a-wire-goes-only-when-its-intent-is-resolved");
        evidence.calls().stream()
                .filter(call -> call.action().equals("monitoring:DeleteAlarms"))
                .filter(call -> call.result().tookEffect())
                .forEach(call -> call.request().path("AlarmNames").forEach(name -> {
                    String wire = name.asText();
                    count.that(
                            resolvedBefore(evidence, wire, call.at()),
                            wire + " is deleted before its intent is resolved");
                    count.that(!listed(evidence, wire, call), wire + " is deleted while an update in effect lists it");
                }));
        return count.told();
    }

    private static boolean resolvedBefore(Evidence evidence, String wire, Instant at) {
        return evidence.items().stream()
                .filter(item -> item.sort().startsWith("intent/"))
                .map(Evidence.Stored::attributes)
                .filter(intent -> intent.at("/deployment/alarms").valueStream().anyMatch(alarm -> alarm.asText()
                        .equals(wire)))
                .map(intent -> intent.at("/resolution/at").asText())
                .anyMatch(resolved ->
                        !resolved.isEmpty() && !Instant.parse(resolved).isAfter(at));
    }

    private static boolean listed(Evidence evidence, String wire, ApiCall call) {
        return evidence.truth().clusters().stream()
                .flatMap(cluster -> cluster.updates().stream())
                .filter(update -> update.alarms().contains(wire))
                .anyMatch(update -> Updates.inEffect(update, call.at()));
    }
}
