package io.hyperpatch.rehearsal.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Time as one ordered queue of things to do: it moves only while the queue is run, from one entry to the next, and
 * entries due at the same instant run in the order in which they were scheduled.
 *
 * <p>Not thread-safe: one thread drives it, and what runs in it (also the fibers it hands over to) runs one at a time.
 */
public final class VirtualClock {
    private final TreeSet<Entry> queue =
            new TreeSet<>(Comparator.comparing(Entry::when).thenComparingLong(Entry::order));
    private Instant now;
    private long scheduled;
    private Driver driver = Driver.ENTRY_BY_ENTRY;

    /** Starts the clock at the given instant, with nothing to do. */
    public VirtualClock(Instant start) {
        this.now = Objects.requireNonNull(start, "start");
    }

    /** The virtual time. */
    public Instant now() {
        return now;
    }

    /** Schedules something; an instant in the past means now, after all that is already due now. */
    public Timer at(Instant when, Runnable what) {
        Entry entry = new Entry(when.isBefore(now) ? now : when, scheduled++, Objects.requireNonNull(what, "what"));
        queue.add(entry);
        // Removed at once rather than skipped later: most time-outs of a long rehearsal are cancelled, days ahead.
        return () -> queue.remove(entry);
    }

    /** Schedules something for when the delay has passed; a negative delay means now. */
    public Timer after(Duration delay, Runnable what) {
        return at(now.plus(delay), what);
    }

    /** Moves to the next entry and runs it; false when there is none. What the entry throws comes out here. */
    public boolean runNext() {
        boolean[] ran = {false};
        driven(Driver.ENTRY_BY_ENTRY, () -> ran[0] = step());
        return ran[0];
    }

    /** Runs everything due up to and including an instant, which it then is; an instant in the past runs nothing. */
    public void runUntil(Instant until) {
        driven(next -> !next.isAfter(until), () -> {
            while (!queue.isEmpty() && !queue.first().when().isAfter(until)) {
                step();
            }
        });
        if (until.isAfter(now)) {
            now = until;
        }
    }

    /** Runs entries until the condition no longer holds or nothing is left to do. */
    public void runWhile(BooleanSupplier condition) {
        runWhile(condition, () -> {});
    }

    /**
     * Runs entries until the condition no longer holds or nothing is left to do.
     *
     * @param condition only looks on, and does not throw
     * @param afterEach done after each entry; it only looks on as well
     */
    public void runWhile(BooleanSupplier condition, Runnable afterEach) {
        Driver each = next -> {
            if (!condition.getAsBoolean()) {
                return false;
            }
            afterEach.run();
            return true;
        };
        driven(each, () -> {
            while (condition.getAsBoolean() && step()) {
                afterEach.run();
            }
        });
    }

    private void driven(Driver by, Runnable run) {
        Driver before = driver;
        driver = by;
        try {
            run.run();
        } finally {
            driver = before;
        }
    }

    private boolean step() {
        Entry next = queue.pollFirst();
        if (next == null) {
            return false;
        }
        now = next.when();
        next.what().run();
        return true;
    }

    /**
     * Lets time pass within the running entry, as if it had ended and what is left of it were the next: only if nothing
     * else is due until then, and whoever drives the clock would have run that next one. So nobody can tell the
     * difference, but that the way back to the driver is saved.
     *
     * @return whether the time has passed
     */
    boolean passes(Duration delay) {
        Instant then = delay.isNegative() ? now : now.plus(delay);
        boolean nothingElse = queue.isEmpty() || queue.first().when().isAfter(then);
        if (nothingElse && driver.wouldRun(then)) {
            now = then;
            return true;
        }
        return false;
    }

    /** When the next entry is due. */
    public Optional<Instant> nextAt() {
        return queue.isEmpty() ? Optional.empty() : Optional.of(queue.first().when());
    }

    /** The virtual time as the JDK's own clock, in UTC, for code that is given a clock. */
    public Clock asClock() {
        return new View(ZoneOffset.UTC);
    }

    /** Something scheduled that can be taken back. */
    @FunctionalInterface
    public interface Timer {
        /** Takes it off the queue; nothing happens if it has run or was cancelled before. */
        void cancel();
    }

    /** The loop that runs the clock's entries. */
    private interface Driver {
        /** Runs no entry but the one it was asked for. */
        Driver ENTRY_BY_ENTRY = next -> false;

        /** Goes on from an entry to the next, which is due at this instant; if so, what it does between the two is done. */
        boolean wouldRun(Instant next);
    }

    private record Entry(Instant when, long order, Runnable what) {}

    private final class View extends Clock {
        private final ZoneId zone;

        View(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new View(other);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
