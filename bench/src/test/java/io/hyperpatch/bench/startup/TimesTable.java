package io.hyperpatch.bench.startup;

import io.hyperpatch.bench.Table;
import java.util.List;
import java.util.Locale;

/** How soon each function answers for the first time, beside the same calls in Python. */
final class TimesTable {
    private static final double GOAL = 0.2;

    private final Table table = new Table(
            "function",
            "AWS calls",
            "boto3",
            "Java",
            "× boto3",
            "Java, restored",
            "× boto3",
            "goal " + GOAL + " ×",
            "processor: boto3",
            "Java, restored");

    void add(Job job, Measured python, Measured plain, Measured restored) {
        double ratio = restored.milliseconds() / python.milliseconds();
        row(
                job,
                milliseconds(python.milliseconds()),
                plain,
                times(plain.milliseconds() / python.milliseconds()),
                restored,
                times(ratio),
                table.goal(ratio <= GOAL),
                milliseconds(python.processorMilliseconds()));
    }

    void addWithoutPython(Job job, Measured plain, Measured restored) {
        row(job, "", plain, "", restored, "", "SKIPPED", "");
    }

    private void row(
            Job job,
            String python,
            Measured plain,
            String plainTimes,
            Measured restored,
            String restoredTimes,
            String goal,
            String pythonProcessor) {
        table.row(List.of(
                job.function().title(),
                Integer.toString(job.calls().size()),
                python,
                milliseconds(plain.milliseconds()),
                plainTimes,
                milliseconds(restored.milliseconds()),
                restoredTimes,
                goal,
                pythonProcessor,
                milliseconds(restored.processorMilliseconds())));
    }

    static String milliseconds(double milliseconds) {
        return Math.round(milliseconds) + " ms";
    }

    static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    String text() {
        return table.text();
    }
}
