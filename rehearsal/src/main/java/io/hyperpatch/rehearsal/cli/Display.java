package io.hyperpatch.rehearsal.cli;

import io.hyperpatch.rehearsal.engine.EngineListener;
import io.hyperpatch.rehearsal.engine.StateVisit;
import io.hyperpatch.rehearsal.run.Account;
import io.hyperpatch.rehearsal.run.Watcher;
import io.hyperpatch.rehearsal.twin.Truth;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows a rehearsal as it goes: bars on a terminal, elsewhere a line for each step forward. */
final class Display implements Watcher {

    private static final Map<String, String> PHASES = phases();
    /** Of a name and its bar together: what a longer name takes, its bar gives, so that no line grows beyond its terminal. */
    private static final int WIDTH = 56;

    private static final int NARROWEST_NAMES = 16;
    private static final int WIDEST_NAMES = 40;

    private final PrintWriter out;
    private final boolean bars;
    private final Map<String, String> shown = new HashMap<>();
    private final Map<String, String> startImages = new HashMap<>();
    private Account account;
    private Instant start;
    private Instant nextLook;
    private int drawn;
    private int names = NARROWEST_NAMES;

    private Display(PrintWriter out, boolean bars) {
        this.out = out;
        this.bars = bars;
    }

    static Display on(Output output) {
        return new Display(output.people(), !output.json() && "true".equals(System.getenv("HYPERPATCH_TERMINAL")));
    }

    private static Map<String, String> phases() {
        Map<String, String> phases = new LinkedHashMap<>();
        phases.put("AdmitTrigger", "an event comes in");
        phases.put("ValidateImages", "images are validated");
        phases.put("CheckReadiness", "the cluster's readiness is checked");
        phases.put("StartUpdate", "an update is about to start");
        phases.put("VerifyStep", "the nodes are verified, one by one");
        phases.put("ReportOutcome", "the outcome is reported");
        phases.put("ReportDecision", "the outcome is reported");
        phases.put("ReportNotice", "people are told");
        phases.put("ReportStall", "people are told that nothing moves");
        return phases;
    }

    @Override
    public void begins(Account simulated) {
        account = simulated;
        start = account.clock.now();
        nextLook = start;
        account.hyperPod.truth().clusters().forEach(cluster -> cluster.groups().forEach(group -> {
            startImages.put(key(cluster, group), group.image());
            names = Math.min(WIDEST_NAMES, Math.max(names, group.name().length()));
        }));
        account.engine.listen(new EngineListener() {
            @Override
            public void stateEntered(StateVisit visit) {
                phase(visit.state());
            }
        });
    }

    private void phase(String state) {
        String phase = PHASES.get(state);
        if (phase != null && !phase.equals(shown.put("", phase))) {
            look();
            line(time() + "  " + phase);
        }
    }

    @Override
    public void moved() {
        Instant now = account.clock.now();
        if (now.isBefore(nextLook)) {
            return;
        }
        look();
        // Ever more seldom, so that a fortnight is not looked at minute by minute.
        long apart = Math.max(60, Duration.between(start, now).toSeconds() / 200);
        nextLook = now.plusSeconds(apart);
    }

    @Override
    public void ends() {
        look();
        if (bars) {
            out.println();
        }
        out.flush();
    }

    private void look() {
        if (bars) {
            draw();
            return;
        }
        account.hyperPod.truth().clusters().forEach(cluster -> cluster.groups()
                .forEach(group -> progress(cluster, group)));
    }

    private void progress(Truth.Cluster cluster, Truth.Group group) {
        if (group.restricted() || untouched(cluster, group)) {
            return;
        }
        String key = key(cluster, group);
        String status = group.softwareUpdateStatus().orElse("");
        int moved = moved(cluster, group);
        int tenth = group.nodes().isEmpty() ? 10 : 10 * moved / group.nodes().size();
        if (!(status + tenth).equals(shown.put(key, status + tenth))) {
            line(time() + "  " + text(group, moved, status));
        }
    }

    private boolean untouched(Truth.Cluster cluster, Truth.Group group) {
        return !shown.containsKey(key(cluster, group))
                && cluster.updates().stream()
                        .flatMap(update -> update.groups().stream())
                        .noneMatch(update -> update.group().equals(group.name()));
    }

    /** How many nodes run another image than the group ran at the start. */
    private int moved(Truth.Cluster cluster, Truth.Group group) {
        String before = startImages.get(key(cluster, group));
        return (int) group.nodes().stream()
                .filter(node -> !node.image().equals(before))
                .count();
    }

    /** The bars stand under one another, however long a group's name is. */
    private String text(Truth.Group group, int moved, String status) {
        int nodes = group.nodes().size();
        int bar = WIDTH - names;
        int filled = nodes == 0 ? bar : bar * moved / nodes;
        return ("%-" + names + "s [%s%s] %4d/%-4d %s")
                .formatted(cut(group.name()), "#".repeat(filled), ".".repeat(bar - filled), moved, nodes, status);
    }

    /** In the middle: names that begin alike often end differently. */
    private static String cut(String name) {
        int half = WIDEST_NAMES / 2 - 1;
        return name.length() <= WIDEST_NAMES
                ? name
                : name.substring(0, half) + ".." + name.substring(name.length() - half);
    }

    private void draw() {
        StringBuilder frame = new StringBuilder();
        if (drawn > 0) {
            frame.append("\u001b[").append(drawn).append("A");
        }
        drawn = 0;
        for (Truth.Cluster cluster : account.hyperPod.truth().clusters()) {
            for (Truth.Group group : cluster.groups()) {
                frame.append("\u001b[2K").append(time()).append("  ");
                frame.append(text(
                        group,
                        moved(cluster, group),
                        group.softwareUpdateStatus().orElse("")));
                frame.append('\n');
                drawn++;
            }
        }
        out.print(frame);
        out.flush();
    }

    /** Above the bars, which are drawn again beneath it. */
    private void line(String text) {
        if (bars && drawn > 0) {
            out.print("\u001b[" + drawn + "A\u001b[0J");
            drawn = 0;
        }
        out.println(text);
        if (bars) {
            draw();
        }
    }

    private static String key(Truth.Cluster cluster, Truth.Group group) {
        return cluster.name() + "/" + group.name();
    }

    private String time() {
        Duration since = Duration.between(start, account.clock.now());
        return "%2dd %02d:%02d:%02d"
                .formatted(since.toDays(), since.toHoursPart(), since.toMinutesPart(), since.toSecondsPart());
    }
}
