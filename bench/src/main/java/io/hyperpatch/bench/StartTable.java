package io.hyperpatch.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How soon the command line is there, beside the AWS CLI; the two take turns. */
final class StartTable {
    private static final int RUNS = 11;

    private StartTable() {}

    static String text(Path root) throws Exception {
        List<String> ours =
                List.of(root.resolve("hyperpatch").toAbsolutePath().normalize().toString(), "--help");
        List<String> theirs = List.of("aws", "--version");
        if (!works(theirs)) {
            return "SKIPPED: there is no `aws` on the PATH of this machine to compare `./hyperpatch --help` with.";
        }
        if (!works(ours)) {
            throw new IllegalStateException("./hyperpatch --help failed");
        }
        List<Duration> our = new ArrayList<>();
        List<Duration> their = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            our.add(time(ours));
            their.add(time(theirs));
        }
        Table table = new Table("`./hyperpatch --help`", "`aws --version`", "ratio of the medians");
        table.row(List.of(
                median(our).toMillis() + " ms",
                median(their).toMillis() + " ms",
                String.format(
                        java.util.Locale.ROOT,
                        "%.2f",
                        (double) median(our).toNanos() / median(their).toNanos())));
        return table.text() + "\n\nMedians of " + RUNS + " runs each, by turns.";
    }

    private static boolean works(List<String> command) throws InterruptedException {
        try {
            return run(command) == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    private static Duration time(List<String> command) throws Exception {
        long began = System.nanoTime();
        if (run(command) != 0) {
            throw new IllegalStateException(command + " failed");
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static Duration median(List<Duration> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
