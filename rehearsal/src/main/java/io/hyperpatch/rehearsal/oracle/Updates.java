package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.ApiCall;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What was really done to the clusters. */
final class Updates {

    private static final Set<String> CHANGING = Set.of(
            "Verified", "Updated", "VerifiedWithSkips", "RolledBack", "Aborted", "Mixed", "Interrupted", "Unknown");

    /** How old a reading of the cluster can be when the call is made: the wire has to be armed in between. */
    static final Duration READING = Duration.ofMinutes(15);

    private Updates() {}

    /**
     * No update of ours begins beside another. One of somebody else's that began moments before is beyond what anybody could have
     * read: where the service allows updates of different groups side by side, nothing keeps the two apart.
     */
    static Invariant neverTwoInEffect(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("never-two-updates-in-effect");
        for (Truth.Cluster cluster : evidence.truth().clusters()) {
            for (Truth.Update mine : cluster.updates()) {
                if (mine.byOthers()) {
                    continue;
                }
                cluster.updates().stream()
                        .filter(other -> other.number() != mine.number())
                        .filter(other -> inEffect(other, mine.started()))
                        .forEach(other -> count.that(
                                other.byOthers()
                                        && other.started()
                                                .isAfter(mine.started().minus(READING)),
                                "update " + mine.number() + " of " + cluster.name() + " began while update "
                                        + other.number() + " was in effect"));
            }
            long ours = cluster.updates().stream()
                    .filter(update -> !update.byOthers() && update.ended().isEmpty())
                    .count();
            count.that(ours <= 1, cluster.name() + " has " + ours + " updates of ours in effect at the end");
        }
        return count.told();
    }

    static boolean inEffect(Truth.Update update, Instant at) {
        return !update.started().isAfter(at)
                && update.ended().filter(end -> !end.isAfter(at)).isEmpty();
    }

    /** Nothing changed by runs that say so, and every update belongs to a run that says what it did. */
    static Invariant nothingChangedWhereNothingWasToBe(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("nothing-changed-where-nothing-was-to-be");
        evidence.runs().forEach(run -> {
            String name = run.attributes().path("name").asText();
            String outcome = run.attributes().path("outcome").asText("none");
            String latest = run.attributes().path("resolved").asText(outcome);
            long updates = of(evidence, evidence.truth().clusters(), name).stream()
                    .filter(update -> !update.changedNothing())
                    .count();
            count.that(
                    updates == 0 || CHANGING.contains(latest),
                    "run " + name + " ended " + outcome + ", or turned out to have ended " + latest + ", and began "
                            + updates + " updates");
        });
        Set<String> runs = evidence.runs()
                .map(run -> run.attributes().path("name").asText())
                .collect(Collectors.toSet());
        evidence.truth().clusters().forEach(cluster -> cluster.updates().stream()
                .filter(update -> !update.byOthers())
                .forEach(update -> count.that(
                        evidence.runOf(cluster.name(), update)
                                .filter(runs::contains)
                                .isPresent(),
                        "update " + update.number() + " belongs to no run")));
        return count.told();
    }

    static Invariant onlyImagesThatTheRunPinnedOrFound(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("only-images-that-the-run-pinned-or-found");
        evidence.startCalls()
                .forEach(call -> count.that(
                        known(evidence, call).containsAll(asked(call.request())),
                        "a start call asks for " + asked(call.request()) + ", which its run neither pinned nor found"));
        return count.told();
    }

    /** The image ids and release versions that a request names; one that names neither asks for no known image. */
    private static List<String> asked(JsonNode request) {
        List<String> asked = new ArrayList<>(request.path("InstanceGroups").findValuesAsText("ImageReleaseVersion"));
        if (request.hasNonNull("ImageId") || asked.isEmpty()) {
            asked.add(request.path("ImageId").asText("no image"));
        }
        return asked;
    }

    /** What the run of a call pinned, and what each group ran before. */
    private static Set<String> known(Evidence evidence, ApiCall call) {
        String owner = evidence.ownerOf(call.request(), call.at())
                .map(Evidence.Owner::run)
                .orElse("");
        Set<String> known = new HashSet<>();
        evidence.runs()
                .map(Evidence.Stored::attributes)
                .filter(run -> run.path("name").asText().equals(owner))
                .forEach(run -> {
                    run.path("pins").forEach(pin -> known.add(pin.asText()));
                    evidence.intentsOf(run.path("name").asText())
                            .map(intent -> intent.before())
                            .flatMap(before -> before.valueStream())
                            .forEach(group -> {
                                known.add(group.path("currentImageId").asText());
                                known.add(group.path("currentVersion").asText());
                            });
                });
        return known;
    }

    static List<Truth.Update> ours(Truth truth) {
        return truth.clusters().stream()
                .flatMap(cluster -> cluster.updates().stream())
                .filter(update -> !update.byOthers())
                .toList();
    }

    /** The updates on these clusters that a run began. */
    static List<Truth.Update> of(Evidence evidence, List<Truth.Cluster> clusters, String run) {
        return clusters.stream()
                .flatMap(cluster -> cluster.updates().stream().filter(update -> evidence.isOf(run, cluster, update)))
                .toList();
    }

    static List<String> texts(JsonNode list, String member) {
        return list.valueStream()
                .map(entry -> entry.path(member).asText())
                .sorted()
                .toList();
    }
}
