package io.hyperpatch.rehearsal.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Strands that run inside a Map or Parallel, at most so many at once, and their results in order. */
final class Region {
    private final Visit visit;
    private final int total;
    private final int concurrency;
    private final Work work;
    private final Object[] results;
    private final Map<Strand, Integer> running = new LinkedHashMap<>();
    private int begun;
    private int ended;

    /** What a Map and a Parallel do differently. */
    interface Work {
        Strand strand(int index, Strand.Owner owner);

        Object input(int index);

        void succeeded(int index, Strand strand);

        /** Decides what a failure means: an error for the whole state, or null to go on without the result. */
        StateError failed(int index, Strand strand, StateError error);

        void aborted(int index, Strand strand);

        void finished(List<Object> results);
    }

    Region(Visit visit, int total, int concurrency, Work work) {
        this.visit = visit;
        this.total = total;
        this.concurrency = concurrency;
        this.work = work;
        this.results = new Object[total];
    }

    void begin() {
        visit.whenLeft(this::close);
        if (total == 0) {
            work.finished(List.of());
        } else {
            beginMore();
        }
    }

    private void beginMore() {
        while (begun < total && running.size() < concurrency) {
            int index = begun++;
            Object input = work.input(index);
            Strand strand = work.strand(index, owner());
            running.put(strand, index);
            strand.begin(input);
        }
    }

    private Strand.Owner owner() {
        return new Strand.Owner() {
            @Override
            public void succeeded(Strand strand, Object output) {
                visit.guarded(() -> {
                    int index = running.remove(strand);
                    results[index] = output;
                    work.succeeded(index, strand);
                    next(strand);
                });
            }

            @Override
            public void failed(Strand strand, StateError error) {
                visit.guarded(() -> {
                    int index = running.remove(strand);
                    StateError fatal = work.failed(index, strand, error);
                    visit.strand().follow(strand);
                    if (fatal == null) {
                        next(strand);
                    } else {
                        abort();
                        visit.strand().event(visit.type() + "StateFailed", fatal.details());
                        visit.fail(fatal);
                    }
                });
            }
        };
    }

    private void next(Strand ending) {
        ended++;
        visit.strand().follow(ending);
        if (ended == total) {
            List<Object> all = new ArrayList<>(Arrays.asList(results));
            all.removeIf(result -> result == null);
            work.finished(all);
        } else {
            beginMore();
        }
    }

    private void abort() {
        Map<Strand, Integer> left = new LinkedHashMap<>(running);
        running.clear();
        left.forEach((strand, index) -> {
            strand.abort();
            work.aborted(index, strand);
        });
    }

    /** Stops what still runs, when the state is left by a time-out, an abort or the end of the execution. */
    private void close() {
        List<Strand> left = List.copyOf(running.keySet());
        running.clear();
        left.forEach(Strand::close);
    }
}
