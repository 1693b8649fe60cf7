package io.hyperpatch.bench;

import io.hyperpatch.rehearsal.run.Rehearsal;
import io.hyperpatch.rehearsal.run.Watcher;
import io.hyperpatch.rehearsal.scenario.BundledScenarios;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** How many rehearsals a machine plays in a minute, two at a time, and how much heap they take. */
final class Throughput {
    private static final int THREADS = 2;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration MEASURED = Duration.ofSeconds(60);

    private Throughput() {}

    static String text() throws Exception {
        play(WARM_UP);
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        int played = play(MEASURED);
        long peak = heapPools().stream()
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        Table table = new Table("scenarios", "threads", "rehearsals per minute", "peak heap", "heap allowed");
        table.row(List.of(
                BundledScenarios.withoutYears().size() + " bundled, by turns",
                Integer.toString(THREADS),
                Table.number(played * 60L / MEASURED.toSeconds()),
                megabytes(peak),
                megabytes(Runtime.getRuntime().maxMemory())));
        return table.text();
    }

    private static int play(Duration length) throws Exception {
        long until = System.nanoTime() + length.toNanos();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger played = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(threads.submit(() -> {
                    while (System.nanoTime() < until) {
                        playOne(next.getAndIncrement());
                        played.incrementAndGet();
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        return played.get();
    }

    private static void playOne(int number) {
        List<String> names = BundledScenarios.withoutYears();
        var scenario = BundledScenarios.find(names.get(number % names.size())).orElseThrow();
        try (var rehearsal = new Rehearsal(new Preparation(Given.of(scenario)).setting(), 1 + number / names.size())) {
            if (!rehearsal.run(Watcher.NOBODY).allInvariantsHeld()) {
                throw new IllegalStateException(scenario.name() + " broke an invariant");
            }
        }
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static String megabytes(long bytes) {
        return bytes / (1024 * 1024) + " MiB";
    }
}
