package io.hyperpatch.bench.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the first call of a primed function leaves behind.
 *
 * @param loaded the classes that it had to load still, by package, most first
 * @param peakBytes the most memory that the process ever had resident, priming included
 * @param heapBytes what lives on the heap after it
 */
record Footprint(List<Map.Entry<String, Long>> loaded, long peakBytes, long heapBytes) {
    private static final Pattern USED = Pattern.compile("(?m)^(?:DefNew|Tenured) +total \\d+K, used (\\d+)K");

    /** Takes a function through its first call, watched: so it is slower than one that is measured. */
    static Footprint of(JavaRuntime java, Job job, AwsStub aws, Path folder) throws IOException, InterruptedException {
        Path classes = folder.resolve("classes.log");
        JavaRuntime watched = java.with(LoadedClasses.option(classes));
        try (Sandbox sandbox = new Sandbox(watched, job, true, aws, folder.resolve("function.log"))) {
            sandbox.initialize();
            LoadedClasses since = LoadedClasses.since(classes);
            sandbox.firstCall();
            List<Map.Entry<String, Long>> loaded = since.byPackage();
            return new Footprint(loaded, sandbox.usage().peakBytes(), liveHeap(sandbox.pid()));
        }
    }

    private static long liveHeap(long pid) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Commands.run(List.of(jcmd, Long.toString(pid), "GC.run"));
        Matcher used = USED.matcher(Commands.run(List.of(jcmd, Long.toString(pid), "GC.heap_info")));
        long kilobytes = 0;
        while (used.find()) {
            kilobytes += Long.parseLong(used.group(1));
        }
        return kilobytes * 1024;
    }

    long classes() {
        return loaded.stream().mapToLong(Map.Entry::getValue).sum();
    }
}
