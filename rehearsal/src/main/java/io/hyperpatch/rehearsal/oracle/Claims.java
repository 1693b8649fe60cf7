package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.CallResult;
import io.hyperpatch.rehearsal.twin.Shown;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a report says all that its outcome promises, and whether anybody looked before it was said. */
final class Claims {

    private static final Set<String> PROVED =
            Set.of("Verified", "Updated", "VerifiedWithSkips", "RolledBack", "Mixed", "AlreadyCurrent");
    private static final Set<String> WHOLE = Set.of("Verified", "Updated", "VerifiedWithSkips", "AlreadyCurrent");
    /** The outcomes of runs that made no start call. */
    static final Set<String> NOTHING_DONE =
            Set.of("Refused", "Superseded", "Deferred", "Duplicate", "Observed", "AlreadyCurrent");

    /** The kind of the happening that adds a group to a cluster. */
    private static final String GROUP_ADDED = "groupAdded";

    private Claims() {}

    /**
     * Every group that the run pinned is in it, with the image that it had, and no node is left out; where the cluster was read for it,
     * every other group of the cluster is named too.
     */
    static Invariant everyReportIsWhole(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("every-report-is-whole");
        for (Evidence.Report report : evidence.reports()) {
            JsonNode pins =
                    evidence.run(report.run()).map(run -> run.path("pins")).orElseGet(report::detail);
            List<String> pinned =
                    pins.properties().stream().map(pin -> pin.getKey()).sorted().toList();
            List<String> reported = Updates.texts(report.detail().path("groups"), "name");
            count.that(
                    reported.equals(pinned),
                    report.run() + " pinned images for " + pinned + " and reports on " + reported);
            if (report.detail().hasNonNull("clusterStatus")) {
                List<String> named = new ArrayList<>(reported);
                named.addAll(Updates.texts(report.detail().path("untouched"), "name"));
                report.clusterThen().groups().stream()
                        .filter(group -> isThere(report, group) && !cameAfter(evidence, report, group))
                        .forEach(group -> count.that(
                                named.contains(group.name()),
                                report.run() + " does not name the group " + group.name() + " of the cluster"));
            }
            report.detail().path("groups").forEach(said -> {
                String name = said.path("name").asText();
                count.that(
                        said.path("pin").equals(pins.path(name)),
                        report.run() + ", group " + name + ": the reported pin is not the run's");
                foundThere(evidence, report, said, count);
                Truth.Group real = report.clusterThen().group(name);
                if (WHOLE.contains(report.outcome()) && !LeftOut.is(evidence, report, real)) {
                    everyNode(report, said, count);
                }
            });
        }
        return count.told();
    }

    /** Nothing shows a group that somebody has removed; of restricted groups it is not known what is shown. */
    private static boolean isThere(Evidence.Report report, Truth.Group group) {
        return group.restricted()
                || report.clusterShownThen()
                        .filter(shown -> shown.group(group.name()).isEmpty())
                        .isEmpty();
    }

    /**
     * Somebody added the group after the end that the report gives for the run: the cluster may have been read before that, and the
     * report sent after.
     */
    private static boolean cameAfter(Evidence evidence, Evidence.Report report, Truth.Group group) {
        Instant ended = Instant.parse(report.detail().path("endedAt").asText());
        return evidence.faults().stream()
                .filter(fault -> fault.kind().equals(GROUP_ADDED))
                .filter(fault -> fault.function().equals(report.clusterThen().name()))
                .filter(fault -> fault.action().equals(group.name()))
                .anyMatch(fault -> fault.at().isAfter(ended));
    }

    private static void everyNode(Evidence.Report report, JsonNode said, Invariant.Count count) {
        long skipped =
                said.path("skipped").size() + said.path("skippedNotListed").asLong();
        long broken = said.path("broken").size() + said.path("brokenNotListed").asLong();
        boolean fits = said.path("patched").asLong() + skipped + broken
                        == said.path("nodes").asLong()
                && said.path("failed").isEmpty()
                && (skipped == 0 || report.outcome().equals("VerifiedWithSkips"));
        count.that(
                fits,
                report.run() + " is " + report.outcome() + ", and of group "
                        + said.path("name").asText() + " says " + said);
    }

    /** People bring a group back to this image: it is the one that the run's first update took away. */
    private static void foundThere(Evidence evidence, Evidence.Report report, JsonNode said, Invariant.Count count) {
        String name = said.path("name").asText();
        List<Truth.Update> ofGroup = report.clusterThen().updatesOf(name);
        Optional<Truth.Update> mine = ofGroup.stream()
                .filter(update -> evidence.isOf(report.run(), report.clusterThen(), update))
                .findFirst();
        // One that somebody else made while the run was being planned may have come after the run's reading.
        boolean meddled = mine.isPresent()
                && ofGroup.stream()
                        .anyMatch(update -> update.byOthers()
                                && update.number() < mine.get().number()
                                && !update.ended()
                                        .filter(end -> end.isBefore(Instant.parse(report.detail()
                                                .path("startedAt")
                                                .asText())))
                                        .isPresent());
        if (mine.isEmpty() || meddled) {
            return;
        }
        String before = mine.get().groups().stream()
                .filter(group -> group.group().equals(name))
                .findFirst()
                .orElseThrow()
                .previousImage();
        String told = said.path("imageBefore").asText(before);
        count.that(
                told.equals(before) || !told.startsWith("ami-"),
                report.run() + ", group " + name + ": reported is that it had "
                        + said.path("imageBefore").asText() + ", it had " + before);
    }

    /** What the words promise that say nothing of the nodes. */
    static Invariant everyWordHasItsGround(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("every-word-has-its-ground");
        for (Evidence.Report report : evidence.reports()) {
            JsonNode detail = report.detail();
            boolean deferred = report.outcome().equals("Deferred");
            count.that(
                    detail.hasNonNull("until") == deferred,
                    report.run() + " is " + report.outcome() + " until '"
                            + detail.path("until").asText() + "'");
            if (deferred) {
                detail.path("groups")
                        .forEach(group ->
                                deferred(evidence, report, group.path("pin").asText(), count));
            }
            ladder(evidence, report, count);
            count.that(
                    !report.outcome().equals("AlreadyCurrent")
                            || detail.path("groups")
                                    .valueStream()
                                    .anyMatch(group -> group.path("patched").asLong() > 0),
                    report.run() + " is AlreadyCurrent, and counts no node");
            count.that(
                    !NOTHING_DONE.contains(report.outcome()) || !detail.hasNonNull("parked"),
                    report.run() + " is " + report.outcome() + ", and its lease is parked");
            count.that(
                    !report.outcome().equals("Unknown")
                            || evidence.intentsOf(report.run()).findAny().isPresent(),
                    report.run() + " is Unknown, and planned no call of which anything could be unknown");
            count.that(
                    !report.outcome().equals("Aborted")
                            || evidence.run(report.run())
                                    .filter(run -> run.hasNonNull("abort"))
                                    .isPresent(),
                    report.run() + " is Aborted, and nobody asked for that");
        }
        return count.told();
    }

    /**
     * Verified and AlreadyCurrent are said only where the service shows an image of every group whose nodes are counted; where it shows
     * that of each, Updated says too little.
     */
    private static void ladder(Evidence evidence, Evidence.Report report, Invariant.Count count) {
        // What a group shows that was removed, or got another image, after the report says nothing about the report.
        Optional<Shown> shown = report.clusterShownThen()
                .or(() -> evidence.shownOf(report.clusterThen().arn()));
        List<JsonNode> patched = report.detail()
                .path("groups")
                .valueStream()
                .filter(said -> said.path("patched").asLong() > 0)
                .toList();
        List<Shown.Group> counted = patched.stream()
                .flatMap(said ->
                        shown.flatMap(cluster -> cluster.group(said.path("name").asText())).stream())
                .toList();
        if (report.outcome().equals("Verified") || report.outcome().equals("AlreadyCurrent")) {
            counted.forEach(group -> count.that(
                    group.showsImage(),
                    report.run() + " is " + report.outcome() + ", and the service shows no image of " + group.name()));
        }
        boolean eachShown = counted.size() == patched.size() && counted.stream().allMatch(Shown.Group::showsImage);
        count.that(
                !report.outcome().equals("Updated") || !eachShown,
                report.run() + " is Updated, and the service shows the image of each group");
    }

    private static void deferred(Evidence evidence, Evidence.Report report, String pin, Invariant.Count count) {
        String until = report.detail().path("until").asText();
        Instant oldEnough = evidence.oldEnough().get(pin);
        count.that(
                oldEnough != null && until.equals(oldEnough.toString()),
                report.run() + " waits for " + pin + " until " + until + "; it is old enough at " + oldEnough);
    }

    /** A status alone proves nothing: after the last update has ended, and before the outcome is told, the nodes are listed. */
    static Invariant noProofWithoutReadingTheNodes(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("no-proof-without-reading-the-nodes");
        for (Evidence.Report report : evidence.reports()) {
            if (!PROVED.contains(report.outcome())) {
                continue;
            }
            Instant from = Updates.of(evidence, List.of(report.clusterThen()), report.run()).stream()
                    .flatMap(update -> update.ended().stream())
                    .max(Instant::compareTo)
                    .orElseGet(() ->
                            Instant.parse(report.detail().path("startedAt").asText()));
            Instant until = Instant.parse(report.detail().path("endedAt").asText());
            boolean read = evidence.calls().stream()
                    .filter(call -> call.action().equals("sagemaker:ListClusterNodes"))
                    .filter(call -> call.result() instanceof CallResult.Ok)
                    .filter(call -> call.request()
                            .path("ClusterName")
                            .asText()
                            .equals(report.clusterThen().arn()))
                    .anyMatch(call -> !call.at().isBefore(from) && !call.at().isAfter(until));
            count.that(
                    read,
                    report.run() + " is " + report.outcome() + ", and nobody listed the nodes from " + from + " to "
                            + until);
        }
        return count.told();
    }
}
