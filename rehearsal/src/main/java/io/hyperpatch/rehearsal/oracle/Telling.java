package io.hyperpatch.rehearsal.oracle;

import io.hyperpatch.rehearsal.twin.Shown;
import io.hyperpatch.rehearsal.twin.Truth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether some reading that remains can tell what became of a start call: not if a world in which the call began an update and one in
 * which it began none would show the same now. What remains are DescribeCluster, ListClusterNodes, DescribeClusterNode and
 * DescribeAlarms, and what was stored with the intent. The first row that fits decides:
 *
 * <table>
 * <caption>What remains, and what it tells</caption>
 * <tr><th>What remains</th><th>Can it be told?</th></tr>
 * <tr><td>The service answered with a conflict or a refusal</td><td>Yes: this call began nothing.</td></tr>
 * <tr><td>The service shows no image of a group, and a look saw our update under way, nobody else's since; the group was rolled back, or
 *     each of its nodes was listed before the call, and updated after it, those included that are gone since the run's report</td>
 *     <td>Yes: that is where the update ended.</td></tr>
 * <tr><td>The service shows no image of a group otherwise, or showed none when the call was given up, and the group has been updated
 *     since</td>
 *     <td>No: nothing shown proves, or proved then, what its nodes run.</td></tr>
 * <tr><td>A group that was not on the pin is as it was: its images, its status, and the update times of its nodes; and it had not
 *     been rolled back before</td>
 *     <td>Yes: nothing began. The call would have changed this group, too, whatever somebody else did to the others.</td></tr>
 * <tr><td>Every group is as it was, one was not on the pin, the call was accepted, and no node of that group that ran before is left</td>
 *     <td>No: an update that found no node to replace, and that somebody else took back, leaves what it found.</td></tr>
 * <tr><td>A group is no longer there</td>
 *     <td>No: even where the update was seen, its end went with the group.</td></tr>
 * <tr><td>A group's configuration lists the wire, or a look saw it</td>
 *     <td>Yes: the update is ours, and the nodes prove how it ended, also under an update that somebody made afterwards.</td></tr>
 * <tr><td>No wire (Slurm), and a look saw an update towards the pin under way</td>
 *     <td>Yes, as unproven: the nodes prove how it ended. Not for {@code default}, where the pin is no image.</td></tr>
 * <tr><td>Every group is as it was, one had been rolled back before or an update was seen under way, and the call has no answer or was
 *     for {@code default}</td>
 *     <td>No: an update that goes back before it has touched a node, or skips the same nodes again, leaves what it found.</td></tr>
 * <tr><td>Every group is as it was</td><td>Yes: nothing began, also where {@code default} was accepted.</td></tr>
 * <tr><td>The service accepted the call</td>
 *     <td>Yes: an accepted call changes what is not on its image yet, so the update is ours.</td></tr>
 * <tr><td>A group has been updated once more since it was given up</td>
 *     <td>No: what the groups are now says nothing about what was to be read then.</td></tr>
 * <tr><td>Every group is on the pin</td>
 *     <td>Yes, as unproven: whoever brought it there, the nodes prove it. Not for {@code default}, where the pin is no image.</td></tr>
 * <tr><td>Anything else: groups have changed, there is no mark and no answer</td>
 *     <td>No: somebody else's update leaves the same.</td></tr>
 * </table>
 *
 * @param possible whether it can be told
 * @param why the row that decides, in words
 */
record Telling(boolean possible, String why) {

    private static Telling told(String why) {
        return new Telling(true, why);
    }

    private static Telling untold(String why) {
        return new Telling(false, why);
    }

    /** @param intent one that was called */
    static Telling of(Evidence evidence, Intent intent) {
        if (intent.answer().equals("CONFLICT") || intent.answer().equals("REFUSED")) {
            return told("the service turned it down");
        }
        Optional<Shown> shown = evidence.shownOf(intent.cluster());
        List<Shown.Group> groups = intent.groups().stream()
                .flatMap(name -> shown.flatMap(cluster -> cluster.group(name)).stream())
                .toList();
        if (groups.stream().anyMatch(group -> !group.showsImage()) || showedNoImageWhenGivenUp(evidence, intent)) {
            return withoutImages(evidence, intent, groups);
        }
        boolean accepted = intent.answer().equals("ACCEPTED");
        Optional<Shown.Group> untouched = groups.stream()
                .filter(group -> Compared.wasElsewhere(intent, group))
                .filter(group -> Compared.isAsBefore(evidence, intent, group))
                .filter(group -> !Compared.wasRolledBack(intent, group))
                .filter(group -> !accepted || Compared.isWitnessed(evidence, intent, group))
                .findFirst();
        if (untouched.isPresent()) {
            return told("group " + untouched.get().name() + " was not on the pin, and is as it was");
        }
        if (groups.size() < intent.groups().size()) {
            return untold("a group is no longer there");
        }
        if (shown.orElseThrow().groups().stream().anyMatch(intent::marks) || intent.sighted()) {
            return told("the wire was seen");
        }
        if (!intent.wired() && !intent.isForDefault() && intent.seenUnderWay()) {
            return told("an update was seen under way and taken for its own");
        }
        if (groups.stream().allMatch(group -> Compared.isAsBefore(evidence, intent, group))) {
            Optional<Shown.Group> unwitnessed = groups.stream()
                    .filter(group ->
                            accepted && Compared.wasElsewhere(intent, group) && !Compared.wasRolledBack(intent, group))
                    .findFirst();
            if (unwitnessed.isPresent()) {
                return untold("no node of " + unwitnessed.get().name() + " could show its update");
            }
            boolean comesBack =
                    intent.seenUnderWay() || groups.stream().anyMatch(group -> Compared.wasRolledBack(intent, group));
            return comesBack && (!accepted || intent.isForDefault())
                    ? untold("everything is as it was, as it would be after an update that came back")
                    : told("everything is as it was");
        }
        if (accepted) {
            return told("the service accepted it");
        }
        if (updatedSinceGivenUp(evidence, intent)) {
            return untold("a group has been updated once more since it was given up");
        }
        return groups.stream().allMatch(group -> Compared.isOnThePin(intent, group))
                ? told("every group is on the pin")
                : untold("groups have changed, and there is no mark and no answer");
    }

    private static Telling withoutImages(Evidence evidence, Intent intent, List<Shown.Group> groups) {
        boolean ours = intent.seenUnderWay()
                && !intent.overtaken()
                && groups.stream().noneMatch(group -> showsAnothers(intent, group))
                && (intent.wired() ? intent.sighted() : intent.answer().equals("ACCEPTED"));
        boolean proved = groups.size() == intent.groups().size()
                && groups.stream().allMatch(group -> group.showsImage() || endShows(evidence, intent, group));
        return ours && proved && !updatedSinceGivenUp(evidence, intent)
                ? told(
                        "its update was seen under way, and each node was updated, or the group rolled back, after the call")
                : untold("the service shows no image of a group");
    }

    private static boolean showsAnothers(Intent intent, Shown.Group group) {
        return intent.wired() && !group.alarms().isEmpty() && !intent.marks(group);
    }

    private static boolean endShows(Evidence evidence, Intent intent, Shown.Group group) {
        if (group.softwareUpdateStatus().equals(Optional.of("RollbackComplete"))) {
            return true;
        }
        // A node that had no update time yet may have got its first one on its way into the group.
        Set<String> settled = evidence.nodesBefore(intent)
                .filter(node -> node.path("status").asText().equals("Running") || node.hasNonNull("lastSoftwareUpdate"))
                .map(node -> node.path("instanceId").asText())
                .collect(Collectors.toSet());
        return group.softwareUpdateStatus().equals(Optional.of("Succeeded"))
                && judged(evidence, intent, group)
                        .allMatch(node -> settled.contains(node.id())
                                && node.lastSoftwareUpdate()
                                        .filter(time -> intent.calledAt()
                                                .filter(time::isAfter)
                                                .isPresent())
                                        .isPresent());
    }

    /** The nodes of a group now, and those that the run's first report still saw: what they ran has gone with them. */
    private static Stream<Shown.Node> judged(Evidence evidence, Intent intent, Shown.Group group) {
        List<Shown.Node> now = evidence.shownOf(intent.cluster()).orElseThrow().nodes();
        Set<String> ids = now.stream().map(Shown.Node::id).collect(Collectors.toSet());
        Stream<Shown.Node> goneSince = evidence.reports().stream()
                .filter(report -> report.run().equals(intent.run()))
                .findFirst()
                .flatMap(Evidence.Report::clusterShownThen)
                .stream()
                .flatMap(then -> then.nodes().stream())
                .filter(node -> !ids.contains(node.id()));
        return Stream.concat(now.stream(), goneSince)
                .filter(node -> node.group().equals(group.name()));
    }

    private static boolean updatedSinceGivenUp(Evidence evidence, Intent intent) {
        return evidence.truth().clusters().stream().anyMatch(cluster -> updatedSinceGivenUp(cluster, intent));
    }

    private static boolean updatedSinceGivenUp(Truth.Cluster cluster, Intent intent) {
        return cluster.arn().equals(intent.cluster())
                && intent.groups().stream()
                        .flatMap(group -> cluster.updatesOf(group).stream())
                        .anyMatch(update -> intent.givenUpAt()
                                .filter(update.started()::isAfter)
                                .isPresent());
    }

    /** An update since may have made the service show what it did not show of the image before. */
    private static boolean showedNoImageWhenGivenUp(Evidence evidence, Intent intent) {
        return updatedSinceGivenUp(evidence, intent)
                && evidence.reports().stream()
                        .filter(report -> report.run().equals(intent.run()))
                        .filter(report -> !updatedSinceGivenUp(report.clusterThen(), intent))
                        .reduce((first, last) -> last)
                        .flatMap(Evidence.Report::clusterShownThen)
                        .filter(then -> intent.groups().stream()
                                .flatMap(group -> then.group(group).stream())
                                .anyMatch(group -> !group.showsImage()))
                        .isPresent();
    }
}
