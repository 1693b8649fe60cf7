package io.hyperpatch.bench.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The share of a processor that Lambda gives a function of some memory, kept by a control group of Linux. Only its
 * root may make one.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html">1,769 MB are one vCPU</a>
 */
final class ProcessorShare implements AutoCloseable {
    private static final int ONE_PROCESSOR = 1769;
    private static final int PERIOD_MICROSECONDS = 20_000;
    private static final Path FIRST_VERSION = Path.of("/sys/fs/cgroup/cpu");
    private static final Path SECOND_VERSION = Path.of("/sys/fs/cgroup");

    private final Path group;

    private ProcessorShare(Path group) {
        this.group = group;
    }

    /** Empty where this machine does not let us. */
    static Optional<ProcessorShare> of(int memory) throws IOException {
        boolean first = Files.isDirectory(FIRST_VERSION);
        Path parent = first ? FIRST_VERSION : SECOND_VERSION;
        int quota = PERIOD_MICROSECONDS * memory / ONE_PROCESSOR;
        if (!Files.isWritable(parent)) {
            return Optional.empty();
        }
        Path group = Files.createTempDirectory(parent, "hyperpatch");
        if (first) {
            Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROSECONDS));
            Files.writeString(group.resolve("cpu.cfs_quota_us"), Integer.toString(quota));
        } else if (Files.exists(group.resolve("cpu.max"))) {
            Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROSECONDS);
        } else {
            Files.delete(group);
            return Optional.empty();
        }
        return Optional.of(new ProcessorShare(group));
    }

    void take(long process) throws IOException {
        Files.writeString(group.resolve("cgroup.procs"), Long.toString(process));
    }

    @Override
    public void close() throws IOException {
        Files.delete(group);
    }
}
