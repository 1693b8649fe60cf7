package io.hyperpatch.rehearsal.clock;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs blocking code in virtual time: each fiber is a virtual thread of the JDK, but strictly one runs at a time,
 * handed over to by the clock's driving thread and handing back when it sleeps or ends. So the order of everything is
 * the order of the clock's queue, and no locks are needed.
 *
 * <p>A suspended fiber keeps its memory until it is killed: {@link #close()} a simulation that is abandoned.
 */
public final class Fibers implements AutoCloseable {
    private final VirtualClock clock;
    private final Set<Task> living = new LinkedHashSet<>();
    private Task current;

    /** Fibers that wait in the time of this clock. */
    public Fibers(VirtualClock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Starts a fiber: its body begins at the present instant, after what is already due. What the body throws comes out
     * of the clock's run as {@link FiberFailed}; a killed fiber ends silently.
     */
    public Fiber start(String name, Runnable body) {
        Task task = new Task(name, body);
        living.add(task);
        task.wakeUp = clock.after(Duration.ZERO, task::resume);
        return task;
    }

    /**
     * Suspends the current fiber until virtual time has passed; also zero lets everything else due now run first.
     *
     * @throws IllegalStateException outside a fiber
     * @throws FiberKilled when the fiber was killed before or meanwhile
     */
    public void sleep(Duration duration) {
        Task task = current;
        if (task == null || Thread.currentThread() != task.thread) {
            throw new IllegalStateException("Only a fiber can sleep in virtual time; start this code by Fibers.start");
        }
        // Where nothing else would run meanwhile, the way to the driver and back is spared.
        if (!task.killed && !clock.passes(duration)) {
            task.wakeUp = clock.after(duration, task::resume);
            task.suspend();
        }
        if (task.killed) {
            throw new FiberKilled(task.name);
        }
    }

    /** The fiber in which this is called. */
    public Optional<Fiber> current() {
        return Optional.ofNullable(current);
    }

    /** Kills all fibers that are left, so that nothing of an abandoned simulation stays in memory. */
    @Override
    public void close() {
        List.copyOf(living).forEach(Task::kill);
    }

    /** One piece of blocking code on its way through virtual time. */
    public interface Fiber {
        /** The name it was started by. */
        String name();

        /**
         * Ends it: a suspended one unwinds before this returns, the running one at its next suspension, one that has
         * not begun never begins. It never resumes normally.
         */
        void kill();

        /** Whether its body has ended, normally or not. */
        boolean ended();
    }

    private final class Task implements Fiber {
        private final String name;
        private final Runnable body;
        private Thread thread;
        private Thread resumer;
        private VirtualClock.Timer wakeUp;
        private Throwable failure;
        private boolean killed;
        private boolean ended;
        private volatile boolean running;

        Task(String name, Runnable body) {
            this.name = Objects.requireNonNull(name, "name");
            this.body = Objects.requireNonNull(body, "body");
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean ended() {
            return ended;
        }

        @Override
        public void kill() {
            if (ended || killed) {
                return;
            }
            killed = true;
            wakeUp.cancel();
            if (thread == null) {
                end();
            } else if (!running) {
                resume();
            }
        }

        /** Hands over to the fiber and waits until it suspends or ends. */
        void resume() {
            Task before = current;
            current = this;
            resumer = Thread.currentThread();
            running = true;
            if (thread == null) {
                thread = Thread.ofVirtual().name(name).unstarted(this::run);
                thread.start();
            } else {
                LockSupport.unpark(thread);
            }
            awaitRunning(false);
            current = before;
            if (failure != null && !killed) {
                throw new FiberFailed(name, failure);
            }
        }

        /** Hands back to whoever resumed the fiber and waits to be resumed. */
        void suspend() {
            handBack();
            awaitRunning(true);
        }

        private void run() {
            try {
                body.run();
            } catch (Throwable thrown) {
                failure = thrown;
            } finally {
                end();
                handBack();
            }
        }

        private void end() {
            ended = true;
            living.remove(this);
        }

        private void handBack() {
            Thread waiting = resumer;
            running = false;
            LockSupport.unpark(waiting);
        }

        private void awaitRunning(boolean wanted) {
            boolean interrupted = false;
            while (running != wanted) {
                LockSupport.park(this);
                // An interrupted thread does not park: the mark is kept for later, or this would spin.
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
