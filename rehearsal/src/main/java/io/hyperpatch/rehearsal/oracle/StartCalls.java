package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ApiCall;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was called, and what was written down of it. */
final class StartCalls {

    private static final Set<String> BEGAN_NOTHING = Set.of("NEVER_CALLED", "NOTHING_BEGAN", "REFUSED_BY_SERVICE");

    private StartCalls() {}

    /** The names of the groups that a request is for. */
    static List<String> groups(JsonNode request) {
        return Updates.texts(request.path("InstanceGroups"), "InstanceGroupName");
    }

    static Invariant neverASecondCallForOneIntent(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("never-a-second-call-for-one-intent");
        Map<String, Long> byIntent = evidence.startCalls()
                .collect(Collectors.groupingBy(
                        call -> evidence.ownerOf(call.request(), call.at())
                                .map(Evidence.Owner::key)
                                .orElse(""),
                        TreeMap::new,
                        Collectors.counting()));
        byIntent.forEach((intent, calls) -> {
            count.that(!intent.isEmpty(), "a start call can be told to be no intent's: it names no alarm of its own");
            count.that(calls == 1, "the start call of " + intent + " was made " + calls + " times");
        });
        return count.told();
    }

    /** Written down as called before the call, for the same cluster, groups, image and alarms, and while its run was open. */
    static Invariant everyCallIsItsIntents(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("every-start-call-is-its-intent's");
        evidence.startCalls().forEach(call -> {
            Optional<Intent> found = intentOf(evidence, call);
            count.that(found.isPresent(), "no intent is stored for the start call at " + call.at());
            found.ifPresent(intent -> {
                count.that(
                        intent.calledAt().filter(at -> !at.isAfter(call.at())).isPresent(),
                        intent.name() + " was not written down as called when it was");
                count.that(
                        intent.isAskedForBy(call.request()) && intent.alarms().equals(alarms(call)),
                        "the start call of " + intent.name() + " asks for something else than it stored");
            });
        });
        evidence.intents()
                .filter(intent -> intent.calledAt().isPresent())
                .forEach(intent -> count.that(
                        runEnd(evidence, intent.run())
                                .filter(end -> end.isBefore(intent.calledAt().orElseThrow()))
                                .isEmpty(),
                        intent.name() + " was called after the end of its run had been recorded"));
        return count.told();
    }

    private static Optional<Intent> intentOf(Evidence evidence, ApiCall call) {
        String key = evidence.ownerOf(call.request(), call.at())
                .map(Evidence.Owner::key)
                .orElse("");
        return evidence.intents().filter(intent -> intent.key().equals(key)).findFirst();
    }

    private static List<String> alarms(ApiCall call) {
        return call.request()
                .at("/DeploymentConfig/AutoRollbackConfiguration")
                .valueStream()
                .map(alarm -> alarm.path("AlarmName").asText())
                .toList();
    }

    private static Optional<Instant> runEnd(Evidence evidence, String run) {
        return evidence.run(run)
                .filter(attributes -> attributes.hasNonNull("endedAt"))
                .map(attributes -> Instant.parse(attributes.path("endedAt").asText()));
    }

    /**
     * Called off is only what began nothing; ended is only what has ended; sighted is only what was there.
     *
     * <p>Without a wire nobody sees which of two calls of one step began the update: there one that is not called off is enough.
     */
    static Invariant everyResolutionIsTheTruth(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("every-resolution-is-the-truth");
        evidence.intents().forEach(intent -> {
            List<Truth.Update> begun = begun(evidence, intent);
            String as = intent.resolvedAs();
            count.that(
                    begun.stream().allMatch(Truth.Update::changedNothing)
                            || !BEGAN_NOTHING.contains(as)
                            || !intent.wired() && anotherStands(evidence, intent),
                    intent.name() + " is resolved as " + as + ", and began an update that changed something");
            count.that(
                    !as.equals("NEVER_CALLED") || !wasCalled(evidence, intent),
                    intent.name() + " is resolved as never called, and was called");
            count.that(
                    !as.equals("ENDED")
                            || begun.stream().allMatch(update -> update.ended().isPresent()),
                    intent.name() + " is resolved as ended, and its update goes on");
            count.that(
                    !intent.sighted() || wasAccepted(evidence, intent),
                    intent.name() + " was sighted, and the service accepted no call of it");
        });
        return count.told();
    }

    private static boolean anotherStands(Evidence evidence, Intent intent) {
        return evidence.intentsOf(intent.run())
                .filter(other -> other.groups().equals(intent.groups()))
                .anyMatch(other -> !BEGAN_NOTHING.contains(other.resolvedAs()));
    }

    /** Also a call that found nothing to do: the service may show it all the same. */
    private static boolean wasAccepted(Evidence evidence, Intent intent) {
        return evidence.truth().calls().stream()
                .filter(call -> !call.byOthers() && call.accepted())
                .flatMap(call -> evidence.ownerOf(call.request(), call.at()).stream())
                .anyMatch(owner -> owner.key().equals(intent.key()));
    }

    private static boolean wasCalled(Evidence evidence, Intent intent) {
        return evidence.startCalls().anyMatch(call -> intentOf(evidence, call).equals(Optional.of(intent)));
    }

    /** The updates that the calls of an intent began. */
    static List<Truth.Update> begun(Evidence evidence, Intent intent) {
        return evidence.truth().clusters().stream()
                .flatMap(cluster -> cluster.updates().stream().filter(update -> evidence.callOf(cluster.name(), update)
                        .flatMap(call -> evidence.ownerOf(call.request(), call.at()))
                        .filter(owner -> owner.key().equals(intent.key()))
                        .isPresent()))
                .toList();
    }
}
