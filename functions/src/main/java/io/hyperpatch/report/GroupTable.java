package io.hyperpatch.report;

import io.hyperpatch.cluster.SoftwareUpdate;
import io.hyperpatch.text.Outside;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The instance groups as an aligned table. */
final class GroupTable {
    private static final String NOT_TOLD = "?";
    private static final String NONE = "-";

    private GroupTable() {}

    static String of(List<GroupReport> groups) {
        boolean showPins = groups.stream().anyMatch(group -> !group.imageNow()
                .equals(Optional.of(group.pin().text())));
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(
                showPins, "group", "type", "image before -> now", "pinned", "update", "patched", "skipped", "failed"));
        groups.forEach(group -> rows.add(row(
                showPins,
                Outside.name(group.name()),
                Outside.name(group.instanceType()),
                images(group),
                Outside.name(group.pin().text()),
                Outside.name(update(group)),
                patched(group),
                String.valueOf(group.skipped().size()),
                String.valueOf(group.failed().size()))));
        return aligned(rows);
    }

    private static List<String> row(boolean showPins, String... cells) {
        List<String> row = new ArrayList<>(List.of(cells));
        if (!showPins) {
            row.remove(3);
        }
        return row;
    }

    private static String images(GroupReport group) {
        String before = Outside.name(group.imageBefore().orElse(NOT_TOLD));
        String now = Outside.name(group.imageNow().orElse(NOT_TOLD));
        boolean same = group.imageBefore().isPresent() && before.equals(now);
        return same ? now + " (unchanged)" : before + " -> " + now;
    }

    /**
     * The last word on a group that this run has not touched is about an earlier update: only one under way
     * is news.
     */
    private static String update(GroupReport group) {
        return group.updateStatus()
                .filter(status -> touched(group) || SoftwareUpdate.underWay(status))
                .orElse(NONE);
    }

    private static boolean touched(GroupReport group) {
        return group.standing() == GroupStanding.PROVED || group.standing() == GroupStanding.UNPROVEN;
    }

    /** A count is a claim about nodes that somebody has looked at. */
    private static String patched(GroupReport group) {
        boolean counted = group.standing() == GroupStanding.PROVED
                || group.patched() > 0
                || touched(group)
                        && group.updateStatus().filter(SoftwareUpdate::underWay).isPresent();
        return counted
                ? group.patched() + " of " + group.nodes()
                : group.standing().word();
    }

    private static String aligned(List<List<String>> rows) {
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append("  ").append(row.get(column));
                line.append(" ".repeat(width(rows, column) - row.get(column).length()));
            }
            table.append(line.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
