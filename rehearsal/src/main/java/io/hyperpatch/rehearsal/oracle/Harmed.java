package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The images that did harm, by what really happened to groups and by what the product itself reported: whatever the
 * policy is called, and whichever other groups there are, none of them is begun again where it did harm.
 */
final class Harmed {
    private static final List<String> BAD_ENDS = List.of("RolledBack", "Mixed");

    private Harmed() {}

    static Invariant neverBegunAgain(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("no-image-begins-again-where-it-did-harm");
        for (Truth.Cluster cluster : evidence.truth().clusters()) {
            for (Truth.Update update : cluster.updates()) {
                if (!update.byOthers()) {
                    Optional<String> wrong = wrong(evidence, cluster, update);
                    count.that(wrong.isEmpty(), wrong.orElse(""));
                }
            }
        }
        return count.told();
    }

    private static Optional<String> wrong(Evidence evidence, Truth.Cluster cluster, Truth.Update update) {
        Optional<Intent> asked = intentOf(evidence, cluster, update);
        return asked.filter(intent -> !isBack(evidence, intent)).flatMap(intent -> cluster.updates().stream()
                .filter(earlier -> !earlier.byOthers() && earlier.number() < update.number())
                .flatMap(earlier -> update.groups().stream()
                        .filter(group -> harmed(evidence, cluster, earlier, group, intent))
                        .map(group -> "update " + update.number() + " of " + cluster.name() + " brings "
                                + group.image() + " to " + group.group() + " again, where update " + earlier.number()
                                + " did harm with it, and nobody has lifted that"))
                .findFirst());
    }

    /** The image did harm to the group in another run, which had told its end when this call was planned. */
    private static boolean harmed(
            Evidence evidence, Truth.Cluster cluster, Truth.Update earlier, Truth.GroupUpdate group, Intent later) {
        Optional<Intent> before = intentOf(evidence, cluster, earlier)
                .filter(intent -> !isBack(evidence, intent))
                .filter(intent ->
                        !intent.run().equals(later.run()) && intent.pin().equals(later.pin()));
        Optional<Instant> told = before.flatMap(intent -> evidence.run(intent.run()))
                .filter(Harmed::endedBadly)
                .flatMap(Harmed::endedAt)
                .filter(later.plannedAt()::isAfter);
        return told.isPresent()
                && earlier.groups().stream()
                        .filter(each -> each.group().equals(group.group())
                                && each.image().equals(group.image()))
                        .anyMatch(each -> did(evidence, before.orElseThrow(), earlier, each)
                                .filter(since -> !lifted(evidence, since, later))
                                .isPresent())
                && !takenByOthers(cluster, earlier, group.group());
    }

    /** When the harm showed: a rollback by the group's own end, failed nodes by that of the update. */
    private static Optional<Instant> did(
            Evidence evidence, Intent intent, Truth.Update update, Truth.GroupUpdate group) {
        if (wentBack(group)) {
            return group.ended();
        }
        return failed(evidence, intent, group)
                ? Optional.of(update.ended().orElse(update.started()))
                : Optional.empty();
    }

    private static boolean wentBack(Truth.GroupUpdate group) {
        return group.ending().filter("RollbackComplete"::equals).isPresent();
    }

    /** Nodes of the group were reported as failed. */
    private static boolean failed(Evidence evidence, Intent intent, Truth.GroupUpdate group) {
        return group.ending().isPresent()
                && evidence.reports().stream()
                        .filter(report -> report.run().equals(intent.run()))
                        .flatMap(report -> report.detail().path("groups").valueStream())
                        .filter(row -> row.path("name").asText().equals(group.group()))
                        .anyMatch(row -> !row.path("failed").isEmpty());
    }

    /** After somebody else has updated the group too, what its nodes are is not this image's doing alone. */
    private static boolean takenByOthers(Truth.Cluster cluster, Truth.Update earlier, String group) {
        return cluster.updatesOf(group).stream()
                .anyMatch(other -> other.byOthers()
                        && other.ended()
                                .filter(end -> end.isBefore(earlier.started()))
                                .isEmpty());
    }

    private static boolean endedBadly(JsonNode run) {
        return BAD_ENDS.contains(run.path("resolved").asText(run.path("outcome").asText()));
    }

    private static Optional<Instant> endedAt(JsonNode run) {
        return Stream.of("resolvedAt", "endedAt")
                .filter(run::hasNonNull)
                .map(time -> Instant.parse(run.path(time).asText()))
                .findFirst();
    }

    /** A person asked for the run with {@code release} after the harm. */
    private static boolean lifted(Evidence evidence, Instant since, Intent later) {
        return evidence.executions().stream()
                .filter(execution -> !execution.startDate().isBefore(since)
                        && execution.startDate().isBefore(later.plannedAt()))
                .anyMatch(execution ->
                        execution.input().findValues("release").stream().anyMatch(JsonNode::asBoolean));
    }

    private static Optional<Intent> intentOf(Evidence evidence, Truth.Cluster cluster, Truth.Update update) {
        return evidence.callOf(cluster.name(), update)
                .flatMap(call -> evidence.ownerOf(call.request(), call.at()))
                .flatMap(owner -> evidence.intentsOf(owner.run())
                        .filter(intent -> intent.key().equals(owner.key()))
                        .findFirst());
    }

    private static boolean isBack(Evidence evidence, Intent intent) {
        return evidence.in("run/" + intent.run())
                .filter(item -> item.sort().equals("plan"))
                .flatMap(item -> item.attributes().path("steps").valueStream())
                .anyMatch(step -> step.path("index").asInt() == intent.step()
                        && step.path("direction").asText().equals("BACK"));
    }
}
