package io.hyperpatch.rehearsal.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.hyperpatch.rehearsal.twin.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The truth of reports: a cluster is what was reported of it. */
final class Reports {

    private static final String RUNNING = "Running";

    /** The age from which on a node's failure was shown when the call was planned. */
    private static final Duration SHOWN_BY_THEN = Duration.ofMinutes(20);

    private Reports() {}

    static Invariant outcomeIsTheTruth(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("the-reported-outcome-is-the-truth");
        for (Evidence.Report report : evidence.reports()) {
            switch (report.outcome()) {
                case "AlreadyCurrent" -> groups(evidence, report, count, Reports::allOnPin);
                case "Verified", "Updated" -> {
                    count.that(
                            brought(report),
                            report.run() + " is " + report.outcome() + ", and no update has brought another image");
                    groups(evidence, report, count, Reports::allOnPin);
                }
                case "VerifiedWithSkips" -> {
                    count.that(named(report, "skipped") > 0, report.run() + " names no skipped node");
                    groups(evidence, report, count, Reports::allOnPinButTheSkipped);
                }
                case "RolledBack" -> rolledBack(evidence, report, count);
                case "Interrupted" -> interrupted(evidence, report, count);
                case "Mixed" -> mixed(evidence, report, count);
                case "Aborted", "Unknown" ->
                    count.that(true, "what these say of the cluster is judged by what was changed");
                // So is what is said where nothing was done.
                default ->
                    count.that(
                            Claims.NOTHING_DONE.contains(report.outcome()),
                            report.run() + " reports the unknown outcome " + report.outcome());
            }
        }
        return count.told();
    }

    /**
     * Some update, whoever began it, took a group to an image that it was not on, or nodes that an earlier one had left behind to the
     * image of their group; for anything else there is AlreadyCurrent.
     */
    private static boolean brought(Evidence.Report report) {
        Instant started = Instant.parse(report.detail().path("startedAt").asText());
        return report.clusterThen().updates().stream()
                .filter(update ->
                        update.ended().filter(end -> !end.isBefore(started)).isPresent())
                .anyMatch(update -> update.groups().stream()
                        .anyMatch(group -> finished(group)
                                && (group.touched() > 0
                                        || !group.previousImage().equals(group.image()))));
    }

    private interface GroupCheck {
        Optional<String> wrong(JsonNode said, Truth.Group real, String pin);
    }

    private static void groups(Evidence evidence, Evidence.Report report, Invariant.Count count, GroupCheck check) {
        report.detail().path("groups").forEach(said -> {
            Truth.Group real = report.clusterThen().group(said.path("name").asText());
            if (inOtherHands(evidence, report, real.name()) || LeftOut.is(evidence, report, real)) {
                return;
            }
            Truth.Group asProved = new Truth.Group(
                    real.name(),
                    real.restricted(),
                    real.image(),
                    real.status(),
                    real.softwareUpdateStatus(),
                    real.targetCount(),
                    real.nodes().stream()
                            .filter(node -> !disturbedSince(report, real, node))
                            .filter(node -> !brokenBefore(evidence, report, said, node))
                            .toList());
            Optional<String> wrong = check.wrong(said, asProved, pin(report, said));
            count.that(wrong.isEmpty(), report.run() + ", group " + real.name() + ": " + wrong.orElse(""));
        });
    }

    /**
     * Others are updating the group, and the run was done with it before: no reading tells how far they are. Once their update is over,
     * the image shows it.
     */
    private static boolean inOtherHands(Evidence evidence, Evidence.Report report, String group) {
        Instant told = Instant.parse(report.detail().path("endedAt").asText());
        List<Truth.Update> ofGroup = report.clusterThen().updatesOf(group);
        Optional<Truth.Update> ours = ofGroup.stream()
                .filter(update -> evidence.isOf(report.run(), report.clusterThen(), update))
                .reduce((first, last) -> last);
        return ofGroup.stream()
                .filter(update ->
                        ours.filter(mine -> update.number() <= mine.number()).isEmpty())
                .anyMatch(update ->
                        update.ended().filter(end -> end.isBefore(told)).isEmpty());
    }

    /** Something befell a node of itself after its group's last update: the proof may lie before, and no run has to report it. */
    private static boolean disturbedSince(Evidence.Report report, Truth.Group group, Truth.Node node) {
        return node.disturbed()
                .filter(at -> report.clusterThen().updates().stream()
                        .flatMap(update -> update.groups().stream())
                        .filter(each -> each.group().equals(group.name()))
                        .allMatch(each ->
                                each.ended().filter(end -> end.isBefore(at)).isPresent()))
                .isPresent();
    }

    /**
     * It is named as broken before its group's turn came, and it does not run; one that failed during the run's own update of its group
     * must not be passed off so.
     */
    private static boolean brokenBefore(Evidence evidence, Evidence.Report report, JsonNode said, Truth.Node node) {
        boolean named = Updates.texts(said.path("broken"), "instanceId").contains(node.id());
        Optional<Truth.Update> turn = turn(evidence, report, said);
        boolean before = turn.flatMap(update -> then(evidence, report, update, node))
                .map(then -> ShownReady.BROKEN.contains(then.status()))
                .orElseGet(() -> {
                    Instant from = turn.map(Truth.Update::started)
                            .orElseGet(() -> Instant.parse(
                                    report.detail().path("startedAt").asText()));
                    return node.disturbed().filter(at -> at.isAfter(from)).isEmpty();
                });
        return named && !node.status().equals(RUNNING) && before;
    }

    /** It was out of order for long when its group's turn came, and still is: nobody may hold that against the image. */
    private static boolean brokenLongBefore(Evidence evidence, Evidence.Report report, JsonNode said, Truth.Node node) {
        Optional<Truth.Update> turn = turn(evidence, report, said);
        return !node.status().equals(RUNNING)
                && turn.flatMap(update -> then(evidence, report, update, node))
                        .filter(then -> ShownReady.BROKEN.contains(then.status()))
                        .isPresent()
                && node.disturbed()
                        .filter(at -> at.isAfter(turn.orElseThrow().started().minus(SHOWN_BY_THEN)))
                        .isEmpty();
    }

    /** The first update of the run for a group. */
    private static Optional<Truth.Update> turn(Evidence evidence, Evidence.Report report, JsonNode said) {
        return report.clusterThen().updatesOf(said.path("name").asText()).stream()
                .filter(update -> evidence.isOf(report.run(), report.clusterThen(), update))
                .findFirst();
    }

    /** A node as it really was when the call was made that began an update. */
    private static Optional<Truth.Node> then(
            Evidence evidence, Evidence.Report report, Truth.Update update, Truth.Node node) {
        return evidence.callOf(report.clusterThen().name(), update).flatMap(call -> call.groupsThen().stream()
                .flatMap(group -> group.nodes().stream())
                .filter(each -> each.id().equals(node.id()))
                .findFirst());
    }

    /** For {@code default} the image that our update really brought, to this group or to another, or that was there before. */
    private static String pin(Evidence.Report report, JsonNode said) {
        String pin = said.path("pin").asText();
        String name = said.path("name").asText();
        if (pin.startsWith("ami-")) {
            return pin;
        }
        List<Truth.Update> ours = report.clusterThen().updates().stream()
                .filter(update -> !update.byOthers())
                .toList();
        return ours.stream()
                .filter(update ->
                        update.groups().stream().anyMatch(group -> group.group().equals(name)))
                .reduce((first, last) -> last)
                .map(update -> imageFor(update, name))
                .or(() -> ours.stream().reduce((first, last) -> last).map(Truth.Update::image))
                .orElse(report.clusterThen().group(name).image());
    }

    private static String imageFor(Truth.Update update, String group) {
        return update.groups().stream()
                .filter(each -> each.group().equals(group))
                .map(Truth.GroupUpdate::image)
                .findFirst()
                .orElse(update.image());
    }

    /** Nothing was wrong with the image, so each update of the run ended well; and not every node is on it, or nothing was left to resume. */
    private static void interrupted(Evidence evidence, Evidence.Report report, Invariant.Count count) {
        Updates.of(evidence, List.of(report.clusterThen()), report.run()).stream()
                .flatMap(update -> update.groups().stream())
                .forEach(group -> count.that(
                        group.ending().equals(Optional.of("Succeeded")),
                        report.run() + " is Interrupted, and its update of " + group.group() + " ended "
                                + group.ending().orElse("not yet")));
        boolean emptied = report.clusterThen().groups().stream()
                .anyMatch(group -> group.nodes().isEmpty());
        boolean meddled = report.clusterThen().updates().stream().anyMatch(Truth.Update::byOthers);
        boolean left = report.detail().path("groups").valueStream().anyMatch(said -> allOnPin(
                        said, report.clusterThen().group(said.path("name").asText()), pin(report, said))
                .isPresent());
        count.that(meddled || emptied || left, report.run() + " is Interrupted, and nothing is left undone");
    }

    private static Optional<String> allOnPin(JsonNode said, Truth.Group real, String pin) {
        return real.nodes().stream()
                .filter(node -> !node.image().equals(pin) || !node.status().equals(RUNNING))
                .findFirst()
                .map(node -> node.id() + " is " + node.status() + " on " + node.image() + ", not on " + pin);
    }

    private static Optional<String> allOnPinButTheSkipped(JsonNode said, Truth.Group real, String pin) {
        List<String> left = real.nodes().stream()
                .filter(node -> !node.image().equals(pin))
                .map(Truth.Node::id)
                .sorted()
                .toList();
        // A node that was scaled away since it was skipped is named, and there no more.
        List<String> there = real.nodes().stream().map(Truth.Node::id).toList();
        List<String> names = Updates.texts(said.path("skipped"), "instanceId").stream()
                .filter(there::contains)
                .toList();
        return left.equals(names) ? Optional.empty() : Optional.of("left behind are " + left + ", reported " + names);
    }

    /**
     * It is said of the update that the run ended with: at least one of its groups went back, and each is wholly back, or had finished
     * and is wholly on the pin.
     */
    private static void rolledBack(Evidence evidence, Evidence.Report report, Invariant.Count count) {
        Optional<Truth.Update> found = Stream.concat(
                        Updates.of(evidence, List.of(report.clusterThen()), report.run()).stream(),
                        TakenForOurs.of(evidence, report))
                .max(Comparator.comparing(Truth.Update::number));
        count.that(found.isPresent(), report.run() + " reports a rollback, and no update of it rolled back");
        if (found.isEmpty()) {
            return;
        }
        Truth.Update last = found.get();
        last.groups().stream()
                .filter(group -> !inOtherHands(evidence, report, group.group()))
                .forEach(group -> count.that(
                        back(evidence, report, last, group) || finished(group) && onThePin(evidence, report, group),
                        report.run() + ": group " + group.group() + " is not back on " + group.previousImage()));
        count.that(
                last.groups().stream().anyMatch(group -> !finished(group)),
                report.run() + " reports a rollback, and every group of its last update had finished");
    }

    private static boolean finished(Truth.GroupUpdate group) {
        return group.ending().equals(Optional.of("Succeeded"));
    }

    /** A node that an earlier update had passed over need not be on its group's image from before: it is where it was. */
    private static boolean back(
            Evidence evidence, Evidence.Report report, Truth.Update update, Truth.GroupUpdate group) {
        return wholly(
                evidence,
                report,
                group,
                node -> node.image().equals(group.previousImage())
                        || then(evidence, report, update, node)
                                .filter(before -> before.image().equals(node.image()))
                                .isPresent());
    }

    private static boolean onThePin(Evidence evidence, Evidence.Report report, Truth.GroupUpdate group) {
        return wholly(evidence, report, group, node -> node.image().equals(group.image()));
    }

    private static boolean wholly(
            Evidence evidence, Evidence.Report report, Truth.GroupUpdate group, Predicate<Truth.Node> there) {
        return report.clusterThen().group(group.group()).nodes().stream()
                .filter(node -> !brokenBefore(evidence, report, said(report, group.group()), node))
                .allMatch(node -> node.status().equals(RUNNING) && there.test(node));
    }

    private static JsonNode said(Evidence.Report report, String group) {
        return report.detail()
                .path("groups")
                .valueStream()
                .filter(said -> said.path("name").asText().equals(group))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** The place of a node, seen from the run. */
    private enum Stand {
        ON_THE_PIN,
        AS_BEFORE,
        ELSEWHERE
    }

    /**
     * Every node that does not run is named as failed; whoever else is named does not run the pin. And the nodes of some group do not
     * all stand alike, or elsewhere than on the pin or where they were.
     */
    private static void mixed(Evidence evidence, Evidence.Report report, Invariant.Count count) {
        boolean mixed = false;
        for (JsonNode said : report.detail().path("groups")) {
            Set<Stand> stands = EnumSet.noneOf(Stand.class);
            Truth.Group real = report.clusterThen().group(said.path("name").asText());
            List<String> named = new ArrayList<>(Updates.texts(said.path("failed"), "instanceId"));
            for (Truth.Node node : real.nodes()) {
                if (brokenLongBefore(evidence, report, said, node)) {
                    count.that(
                            !named.remove(node.id()),
                            report.run() + ": " + node.id() + " is named as failed, and was out of order before");
                    continue;
                }
                boolean runs = node.status().equals(RUNNING);
                boolean ofItself = disturbedSince(report, real, node) || inOtherHands(evidence, report, real.name());
                boolean told = named.contains(node.id());
                ofItself |= brokenBefore(evidence, report, said, node);
                Stand stand = stand(evidence, report, said, real, node);
                count.that(
                        runs || told || ofItself || !updated(evidence, report, real),
                        report.run() + ": " + node.id() + " is " + node.status() + " and not named");
                count.that(
                        !told || !runs || ofItself || stand != Stand.ON_THE_PIN,
                        report.run() + ": " + node.id() + " is named as failed, and runs the pin");
                stands.add(stand);
                mixed |= !runs;
            }
            mixed |= !named.isEmpty() || real.nodes().size() < real.targetCount();
            mixed |= stands.size() > 1 || stands.contains(Stand.ELSEWHERE);
        }
        count.that(mixed, report.run() + " reports Mixed, and each group's nodes are where its others are");
    }

    /** Only a group that was updated to {@code default} shows which image that is. */
    private static Stand stand(
            Evidence evidence, Evidence.Report report, JsonNode said, Truth.Group real, Truth.Node node) {
        boolean forDefault = !said.path("pin").asText().startsWith("ami-");
        if ((!forDefault || updated(evidence, report, real)) && node.image().equals(pin(report, said))) {
            return Stand.ON_THE_PIN;
        }
        return node.image().equals(said.path("imageBefore").asText(real.image())) ? Stand.AS_BEFORE : Stand.ELSEWHERE;
    }

    /** The run has updated the group; no run has to report what befalls any other one. */
    private static boolean updated(Evidence evidence, Evidence.Report report, Truth.Group group) {
        return report.clusterThen().updatesOf(group.name()).stream()
                .anyMatch(update -> evidence.isOf(report.run(), report.clusterThen(), update));
    }

    static Invariant patchedNodesRunThePin(Evidence evidence) {
        Invariant.Count count = new Invariant.Count("every-patched-node-runs-the-pin");
        for (Evidence.Report report : evidence.reports()) {
            report.detail().path("groups").forEach(said -> {
                String pin = pin(report, said);
                Truth.Group group = report.clusterThen().group(said.path("name").asText());
                if (inOtherHands(evidence, report, group.name())) {
                    return;
                }
                long real = group.nodes().stream()
                        .filter(node -> node.image().equals(pin))
                        .count();
                // Nodes that somebody scaled away after their proof were patched all the same.
                long scaledAway =
                        Math.max(0, said.path("nodes").asLong() - group.nodes().size());
                count.that(
                        said.path("patched").asLong() <= real + scaledAway,
                        report.run() + ", group " + said.path("name").asText() + ": reported are "
                                + said.path("patched") + " patched nodes, " + real + " run " + pin);
            });
        }
        return count.told();
    }

    private static int named(Evidence.Report report, String list) {
        return report.detail()
                .path("groups")
                .valueStream()
                .mapToInt(group -> group.path(list).size())
                .sum();
    }
}
