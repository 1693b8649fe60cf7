package io.hyperpatch.rehearsal.hostile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Plays a range of seeds on all cores. */
public final class Campaign {
    private final Seeds seeds;
    private final int threads;

    public Campaign(Seeds seeds, int threads) {
        this.seeds = Objects.requireNonNull(seeds, "seeds");
        this.threads = threads;
    }

    /**
     * Plays them all, whatever breaks.
     *
     * @param each told each result as it comes, by one thread at a time
     */
    public CampaignResult play(SeedRange range, Consumer<SeedResult> each) {
        long began = System.nanoTime();
        AtomicLong next = new AtomicLong(range.first());
        Tally tally = new Tally();
        try (ExecutorService cores = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(cores.submit(() -> work(range, next, result -> {
                    synchronized (tally) {
                        tally.add(result);
                        each.accept(result);
                    }
                })));
            }
            workers.forEach(Campaign::join);
        }
        return tally.result(Duration.ofNanos(System.nanoTime() - began));
    }

    private void work(SeedRange range, AtomicLong next, Consumer<SeedResult> done) {
        for (long seed = next.getAndIncrement(); seed <= range.last(); seed = next.getAndIncrement()) {
            done.accept(seeds.play(seed));
        }
    }

    private static void join(Future<?> worker) {
        try {
            worker.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rehearsing", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a rehearsal could not be played", e.getCause());
        }
    }
}
