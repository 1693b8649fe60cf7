package io.hyperpatch.rehearsal.clock;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Drives a clock in a virtual thread: between two of them the JDK hands over by itself, while each handover between a
 * fiber and a thread of the operating system wakes one that sleeps.
 */
public final class Driving {
    private Driving() {}

    /** Runs what drives a clock, waits for its end, and gives what it gave or throws what it threw. */
    public static <T> T inVirtualThread(String name, Supplier<T> drive) {
        if (Thread.currentThread().isVirtual()) {
            return drive.get();
        }
        AtomicReference<Supplier<T>> came = new AtomicReference<>();
        Thread driver = Thread.ofVirtual().name(name).start(() -> came.set(outcome(drive)));
        join(driver);
        return came.get().get();
    }

    private static <T> Supplier<T> outcome(Supplier<T> drive) {
        try {
            T result = drive.get();
            return () -> result;
        } catch (RuntimeException thrown) {
            return () -> {
                throw thrown;
            };
        } catch (Error thrown) {
            return () -> {
                throw thrown;
            };
        }
    }

    private static void join(Thread driver) {
        boolean interrupted = false;
        while (driver.isAlive()) {
            try {
                driver.join();
            } catch (InterruptedException e) {
                // The simulation cannot stop half-way: the mark is kept for whoever asked.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
