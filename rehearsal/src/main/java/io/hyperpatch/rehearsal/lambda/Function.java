package io.hyperpatch.rehearsal.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** A function and its idle environments; each environment has an instance of the handler, and one invocation at most. */
final class Function {

    private final String name;
    private final Supplier<? extends RequestStreamHandler> handlers;
    private final Duration timeout;
    private final Deque<Environment> idle = new ArrayDeque<>();

    Function(String name, Supplier<? extends RequestStreamHandler> handlers, Duration timeout) {
        this.name = name;
        this.handlers = handlers;
        this.timeout = timeout;
    }

    String name() {
        return name;
    }

    Duration timeout() {
        return timeout;
    }

    /** The environment that was idle last, or none if all are too old: then a new one has to be started. */
    Environment takeIdle(Instant now, Duration warm) {
        idle.removeIf(environment -> environment.idleSince().plus(warm).isBefore(now));
        return idle.pollLast();
    }

    Environment start() {
        return new Environment(handlers.get(), Instant.MAX);
    }

    /** Keeps an environment whose invocation ended well; one that crashed or timed out is never given back. */
    void giveBack(Environment environment, Instant now) {
        idle.addLast(new Environment(environment.handler(), now));
    }

    record Environment(RequestStreamHandler handler, Instant idleSince) {}
}
