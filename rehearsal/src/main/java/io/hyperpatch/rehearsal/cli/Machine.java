package io.hyperpatch.rehearsal.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * The machine on which something was measured.
 *
 * @param heapMebibytes the most that the heap may take
 */
record Machine(int cores, long heapMebibytes, String java) {
    private static final long MEBIBYTE = 1024L * 1024;

    /** The one on which this runs. */
    static Machine here() {
        // Runtime.maxMemory leaves out what the collector keeps for itself, and so says less than -Xmx.
        HotSpotDiagnosticMXBean options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(options.getVMOption("MaxHeapSize").getValue()) / MEBIBYTE,
                System.getProperty("java.version"));
    }

    @Override
    public String toString() {
        return cores + (cores == 1 ? " core" : " cores") + " with at most " + heapMebibytes + " MiB of heap, Java "
                + java;
    }
}
