package io.hyperpatch.rehearsal.oracle;

import io.hyperpatch.rehearsal.aws.ApiCall;
import java.time.Instant;

/** What became of the alarms that mark start calls. */
final class Wires {

    private Wires() {}

    /**
     * The service can watch a call's wire only once it is OK: that was read back before the call.
     *
     * <p>The second delivery of an invocation of the start function may come when the next intent is planned, and takes that: such a call is
     * not judged here, as the right to call does not ask for an armed wire yet.
     */
    static Invariant armedBeforeTheCall(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("no-call-before-its-wire-is-armed");
        evidence.startCalls()
                .filter(call -> !Evidence.wireOf(call.request()).isEmpty() && !mayBeDeliveredTwice(evidence, call))
                .forEach(call -> count.that(
                        wasOk(evidence, call),
                        "the start call at " + call.at() + " was made before " + Evidence.wireOf(call.request())
                                + " was seen to be OK"));
        return count.told();
    }

    private static boolean mayBeDeliveredTwice(Evidence evidence, ApiCall call) {
        return evidence.faults().stream()
                .anyMatch(fault -> fault.kind().equals("invokeTwice")
                        && fault.function().equals("StartUpdate")
                        && !fault.at().isAfter(call.at()));
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
