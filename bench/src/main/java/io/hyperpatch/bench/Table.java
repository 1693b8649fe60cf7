package io.hyperpatch.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table for people, each row with its goals and whether they are reached. */
public final class Table {
    private final List<String> lines = new ArrayList<>();
    private boolean passed = true;

    public Table(String... columns) {
        row(List.of(columns));
        lines.add("|---".repeat(columns.length) + "|");
    }

    public void row(List<String> cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    /** A goal's word for a cell. */
    public String goal(boolean reached) {
        passed &= reached;
        return reached ? "PASS" : "FAIL";
    }

    public boolean passed() {
        return passed;
    }

    public String text() {
        return String.join("\n", lines);
    }

    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String times(double ratio) {
        return String.format(Locale.ROOT, "%.1f ×", ratio);
    }

    /** To the second; below ten seconds to the tenth. */
    static String time(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        long minutes = duration.toMinutes();
        return minutes >= 60
                ? minutes / 60 + " h " + minutes % 60 + " min"
                : minutes > 0 ? minutes + " min " + duration.toSecondsPart() + " s" : duration.toSeconds() + " s";
    }
}
