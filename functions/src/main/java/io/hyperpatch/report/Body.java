package io.hyperpatch.report;

import io.hyperpatch.proof.NodeNote;
import io.hyperpatch.text.Outside;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The text of a notification, written for somebody who is tired: what happened first, references last. */
final class Body {
    private final StringBuilder text = new StringBuilder();
    private final Limits limits;

    private Body(Limits limits) {
        this.limits = limits;
    }

    /** @param listed how many nodes of each list the event names */
    static String of(RunReport report, int listed) {
        return fitting(body -> body.ended(report, listed));
    }

    static String of(StalledReport report) {
        return fitting(body -> body.stalled(report));
    }

    static String of(FleetNotice notice) {
        return fitting(body -> body.noticed(notice));
    }

    static String of(UnresolvedReport report) {
        return fitting(body -> body.unresolved(report));
    }

    /** The text within the widest limits at which a mail can still be sent. */
    private static String fitting(Function<Body, String> text) {
        Function<Limits, String> write = limits -> text.apply(new Body(limits));
        return write.apply(Limits.widest(Limits.FOR_PEOPLE, write));
    }

    private String noticed(FleetNotice notice) {
        text.append(noticed(
                notice,
                "Unknown: the execution of a run failed, and no report came from it.\n",
                "Unknown: patch-fleet ended before it had told what became of an event.\n",
                "Stopped: a run of this policy had a bad end. Nothing was begun on its other clusters.\n",
                "Refused: clusters of an event could not be read, and were left out. The others have their own reports.\n",
                "Refused: an event could not be admitted. Nothing was begun, and nothing was changed.\n"));
        quoted("Why", notice.reason());
        section("What to do now");
        text.append(noticed(
                notice,
                "  Look at the cluster, and at the run's execution, before anything else is begun on it.\n",
                "  Runs that had begun tell their own ends. For clusters whose turn did not come, send the event, or an operator's"
                        + " request, again.\n",
                "  Look at that run's cluster. The others go on once another image is wanted, or with: ./hyperpatch resume-fleet "
                        + notice.policy() + " --reason TEXT\n",
                "  Remove the cause given above, and send an operator's request for these clusters.\n",
                "  Remove the cause given above, and send the event or an operator's request again.\n"));
        section("Reference");
        notice.run().ifPresent(run -> reference("run", run.toString()));
        notice.cluster().ifPresent(cluster -> reference("cluster", cluster));
        reference("policy", notice.policy());
        reference("execution", notice.parent());
        return text.toString();
    }

    private static String noticed(
            FleetNotice notice, String ofRun, String ofFleet, String ofStop, String ofClusters, String ofEvent) {
        return switch (notice.kind()) {
            case ENDED -> ofFleet;
            case STOPPED -> ofStop;
            case EVENT -> notice.run().isPresent() ? ofRun : notice.leavesOut() ? ofClusters : ofEvent;
        };
    }

    private String ended(RunReport report, int listed) {
        text.append(Wording.headline(report))
                .append(": ")
                .append(Wording.happened(report))
                .append('\n');
        quoted("Why", report.reason());
        lines("What the service names as the cause", report.causes());
        cluster(report.clusterStatus(), report.groups());
        untouched(report);
        nodes("Skipped nodes, still on the image that they had", report.groups(), GroupReport::skipped, listed);
        nodes("Failed nodes", report.groups(), GroupReport::failed, listed);
        nodes("Broken before the start, left out of the proof", report.groups(), GroupReport::broken, listed);
        nodes("Unproven nodes: nothing shown tells what they run", report.groups(), GroupReport::unproven, listed);
        section("What to do now");
        Wording.now(report).forEach(line -> text.append("  ").append(line).append('\n'));
        report.parked()
                .ifPresent(intent -> quoted("The lease is parked, because it is unresolved what became of", intent));
        quoted("What can be undone", report.undo());
        quoted("The lease", report.leaseNote());
        lines("Also", report.notes());
        lines("The plan", report.plan());
        section("Reference");
        reference("run", report.run().toString());
        reference("cluster", report.cluster().toString());
        reference("policy", report.policy());
        reference("started", Times.toSecond(report.startedAt()));
        reference("ended", Times.toSecond(report.endedAt()));
        reference("lasted", Times.duration(Duration.between(report.startedAt(), report.endedAt())));
        return text.toString();
    }

    private String stalled(StalledReport report) {
        text.append("Stalled: the update of ")
                .append(Outside.name(report.clusterName()))
                .append(" has made no progress for ")
                .append(Times.duration(report.without()))
                .append("; the run goes on until ")
                .append(Times.toMinute(report.deadline()))
                .append(".\n");
        cluster(report.clusterStatus(), report.groups());
        section("What to do now");
        text.append("  Nothing has to be done: this is said once, and the run's end is told as always.\n")
                .append("  If it should have moved: pods that cannot be evicted, and a lack of capacity, are the usual"
                        + " causes.\n");
        section("Reference");
        reference("run", report.run().toString());
        reference("cluster", report.cluster().toString());
        reference("policy", report.policy());
        reference("started", Times.toSecond(report.startedAt()));
        reference("deadline", Times.toSecond(report.deadline()));
        return text.toString();
    }

    private String unresolved(UnresolvedReport report) {
        text.append("Unknown: reconcile has failed in ")
                .append(report.rounds())
                .append(" rounds in a row, since ")
                .append(Times.toMinute(report.since()))
                .append(", to find out what became of a run on ")
                .append(Outside.name(report.clusterName()))
                .append(".\n");
        quoted("What failed last", report.failure());
        section("What to do now");
        text.append(
                        "  Remove the cause given above. The first round that succeeds does the rest: it reports how the run"
                                + " turned out,\n  and gives the lease of the cluster back. While the lease is kept, no other"
                                + " run begins there.\n")
                .append("  The next round begins ")
                .append(Times.duration(report.pause()))
                .append(" after the last one, the one after it twice as long, at most a day apart.\n")
                .append("  This is said once, and again only where it fails in another way.\n");
        section("Reference");
        reference("run", report.run().toString());
        reference("cluster", report.clusterName());
        reference("policy", report.policy());
        reference("execution", report.execution());
        reference("last", Times.toSecond(report.last()));
        return text.toString();
    }

    private void cluster(Optional<String> status, List<GroupReport> groups) {
        section("The cluster now"
                + status.map(word -> " (ClusterStatus " + Outside.name(word) + ")")
                        .orElse(""));
        text.append(groups.isEmpty() ? "  No instance group was looked at.\n" : GroupTable.of(groups));
    }

    /** Every group whose nodes the counts above do not tell of, by name. */
    private void untouched(RunReport report) {
        List<String> lines = new ArrayList<>();
        report.groups().stream()
                .filter(group -> !group.note().isEmpty())
                .map(group -> line(group.name(), group.instanceType(), group.nodesNow(), group.note()))
                .forEach(lines::add);
        report.untouched().stream()
                .map(group -> line(group.name(), group.instanceType(), group.nodes(), group.why()))
                .forEach(lines::add);
        lines("About single groups", lines);
    }

    private static String line(String name, String type, int nodes, String note) {
        String of = type.isEmpty() ? "" : Outside.name(type) + ", ";
        return Outside.name(name) + " (" + of + Wording.count(nodes, "node") + "): " + note;
    }

    private void nodes(String title, List<GroupReport> groups, Function<GroupReport, List<NodeNote>> list, int listed) {
        int all = groups.stream().mapToInt(group -> list.apply(group).size()).sum();
        if (all == 0) {
            return;
        }
        section(title + " (" + all + ")");
        for (GroupReport group : groups) {
            List<NodeNote> notes = list.apply(group);
            notes.stream().limit(limits.nodes()).forEach(note -> node(group.name(), note));
            int more = notes.size() - limits.nodes();
            if (more > 0) {
                String where = listed >= notes.size() ? "listed" : "the first " + listed + " of the group are listed";
                text.append("  and ").append(more).append(" more of ").append(Outside.name(group.name()));
                text.append(" (")
                        .append(where)
                        .append(" in the event '")
                        .append(Notification.RUN_ENDED)
                        .append("')\n");
            }
        }
    }

    private void node(String group, NodeNote note) {
        String node = Outside.name(group) + "  " + Outside.name(note.instanceId());
        if (Outside.severalLines(note.why())) {
            text.append("  ").append(node).append(":\n").append(Outside.block(note.why(), limits.characters()));
        } else {
            text.append("  ").append(node).append(Outside.block(note.why(), limits.characters()));
        }
    }

    private void quoted(String title, String words) {
        if (!words.isBlank()) {
            section(title);
            text.append(Outside.block(words, limits.characters()));
        }
    }

    private void lines(String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        section(title);
        lines.stream().limit(limits.nodes()).forEach(line -> text.append(Outside.block(line, limits.characters())));
        int more = lines.size() - limits.nodes();
        if (more > 0) {
            text.append("  and ").append(more).append(" more\n");
        }
    }

    private void section(String title) {
        text.append('\n').append(title).append('\n');
    }

    private void reference(String name, String value) {
        text.append("  ").append(name).append(" ".repeat(10 - name.length()));
        text.append(Outside.line(value, Math.max(100, limits.characters()))).append('\n');
    }
}
