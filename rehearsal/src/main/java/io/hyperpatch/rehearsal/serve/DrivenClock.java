package io.hyperpatch.rehearsal.serve;

import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Lets a virtual clock run with real time, faster or slower, in one thread of its own: everything of the simulation
 * happens in that thread, so it needs no locks.
 */
public final class DrivenClock implements AutoCloseable {

    private static final double MOST_SPEED = 1_000_000;
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final VirtualClock clock;
    private final double speed;
    private final LongSupplier nanoTime;
    private final Consumer<Throwable> failed;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Instant virtualStart;
    private final long realStart;
    private final Thread thread;
    private boolean open = true;

    /**
     * @param speed virtual seconds per real second, above 0, at most a million
     * @param nanoTime real time in nanoseconds, from any origin
     * @param failed told what a piece of the simulation threw; the clock runs on
     */
    public DrivenClock(VirtualClock clock, double speed, LongSupplier nanoTime, Consumer<Throwable> failed) {
        if (!(speed > 0 && speed <= MOST_SPEED)) {
            throw new IllegalArgumentException(
                    "speed is " + speed + ": give virtual seconds per second, above 0 and at most 1000000");
        }
        this.clock = Objects.requireNonNull(clock, "clock");
        this.speed = speed;
        this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
        this.failed = Objects.requireNonNull(failed, "failed");
        this.virtualStart = clock.now();
        this.realStart = nanoTime.getAsLong();
        this.thread = Thread.ofPlatform().name("virtual-time").daemon().unstarted(this::drive);
    }

    public void start() {
        thread.start();
    }

    /** Has something done in the clock's thread, after all that is due at the present virtual time. */
    public void submit(Runnable task) {
        tasks.add(task);
    }

    /** Stops the clock, after what was submitted before, and waits until it stands still. */
    @Override
    public void close() {
        submit(() -> open = false);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void drive() {
        while (open) {
            Runnable task = next();
            catchUp();
            if (task != null) {
                run(task);
                catchUp();
            }
        }
    }

    private void catchUp() {
        run(() -> clock.runUntil(present()));
    }

    private Instant present() {
        double nanos = (nanoTime.getAsLong() - realStart) * speed;
        return virtualStart.plusMillis((long) (nanos / 1e6));
    }

    private Runnable next() {
        try {
            return tasks.poll(realNanosToNextEntry(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nobody but close() ends this thread, and close() submits a task.
            return null;
        }
    }

    private long realNanosToNextEntry() {
        return clock.nextAt()
                .map(next -> Duration.between(present(), next).toNanos() / speed)
                .map(nanos -> (long) Math.clamp(nanos, 0, LONGEST_WAIT_NANOS))
                .orElse(LONGEST_WAIT_NANOS);
    }

    private void run(Runnable piece) {
        try {
            piece.run();
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }
}
