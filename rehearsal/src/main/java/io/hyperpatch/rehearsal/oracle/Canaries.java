package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.twin.Truth;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The use of a canary: before anything else gets an image, it runs on at least one of the nodes that go first. */
final class Canaries {

    private Canaries() {}

    /** By the images that the nodes really ran when a start call was made; that they ran well is for the proof of each step. */
    static Invariant ranBeforeAnythingElseBegins(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("nothing-begins-after-a-canary-that-did-not-run-the-image");
        evidence.truth().calls().stream()
                .filter(call -> !call.byOthers() && !call.groupsThen().isEmpty())
                .forEach(call -> evidence.ownerOf(call.request(), call.at())
                        .ifPresent(owner -> judge(evidence, call, owner.run(), count)));
        return count.told();
    }

    private static void judge(Evidence evidence, Truth.Call call, String run, Invariant.Count count) {
        Set<String> asked = asked(call);
        List<String> canary = evidence.policy().canary();
        Truth.Cluster cluster = evidence.truth().cluster(call.cluster());
        List<Truth.Update> first = cluster.updates().stream()
                .filter(update -> update.started().isBefore(call.at()))
                .filter(update -> evidence.isOf(run, cluster, update))
                .filter(update -> update.groups().stream()
                        .allMatch(each -> canary.contains(each.group()) && !asked.contains(each.group())))
                .toList();
        first.stream()
                .filter(update -> !taken(cluster, update, call) && inhabited(call, update))
                .forEach(update -> count.that(
                        ran(call, update),
                        run + " called for " + asked + " at " + call.at() + ", and no node of its canary step ran "
                                + update.image()));
        if (first.isEmpty() && !canary.containsAll(asked) && !evidence.policy().canaryOptional()) {
            without(evidence, call, run, canary, count);
        }
    }

    private static Set<String> asked(Truth.Call call) {
        return new HashSet<>(StartCalls.groups(call.request()));
    }

    /** Somebody else has changed these groups since: what they run says nothing of the canary step any more. */
    private static boolean taken(Truth.Cluster cluster, Truth.Update mine, Truth.Call call) {
        return mine.groups().stream()
                .flatMap(each -> cluster.updatesOf(each.group()).stream())
                .anyMatch(other -> other.byOthers()
                        && other.number() > mine.number()
                        && other.started().isBefore(call.at()));
    }

    /** Nodes that were scaled away tell nothing; that the policy's canary must have some is judged by what was shown. */
    private static boolean inhabited(Truth.Call call, Truth.Update update) {
        return update.groups().stream().anyMatch(each -> !then(call, each.group())
                .map(Truth.Group::nodes)
                .orElse(List.of())
                .isEmpty());
    }

    private static boolean ran(Truth.Call call, Truth.Update update) {
        return update.groups().stream().anyMatch(each -> then(call, each.group())
                .filter(group -> runs(group, each.image()))
                .isPresent());
    }

    private static boolean runs(Truth.Group group, String image) {
        return group.nodes().stream().anyMatch(node -> node.image().equals(image));
    }

    private static Optional<Truth.Group> then(Truth.Call call, String name) {
        return call.groupsThen().stream()
                .filter(group -> group.name().equals(name))
                .findFirst();
    }

    /** No update of the run has reached its canary groups: then they were on the image before. */
    private static void without(
            Evidence evidence, Truth.Call call, String run, List<String> canary, Invariant.Count count) {
        JsonNode pins = evidence.run(run).map(stored -> stored.path("pins")).orElse(call.request());
        List<Truth.Group> known = call.groupsThen().stream()
                .filter(group -> canary.contains(group.name()) && !group.nodes().isEmpty())
                .filter(group -> pins.path(group.name()).asText().startsWith("ami-"))
                .toList();
        count.that(
                known.isEmpty()
                        || known.stream()
                                .anyMatch(group ->
                                        runs(group, pins.path(group.name()).asText())),
                run + " called for " + asked(call) + " at " + call.at()
                        + ", its canary groups had not been updated, and no node of them ran their image");
    }
}
