package io.hyperpatch.rehearsal.engine;

import java.util.Map;

/** One flow on its way: of the machine itself, of a branch or of an iteration. */
final class Strand {
    private final Execution execution;
    private final Flow flow;
    private final Scope scope;
    private final Owner owner;
    private final Map<String, Object> mapContext;
    private long lastEventId;
    private Visit visit;
    private String at;
    private Object atInput;
    private boolean givenUp;

    /** Whoever is told how a strand ended. */
    interface Owner {
        void succeeded(Strand strand, Object output);

        void failed(Strand strand, StateError error);
    }

    /** The context of the iteration, {@code {"Item": …}}, is null outside of Map. */
    Strand(Execution execution, Flow flow, Scope scope, Owner owner, Map<String, Object> mapContext, long lastEventId) {
        this.execution = execution;
        this.flow = flow;
        this.scope = scope;
        this.owner = owner;
        this.mapContext = mapContext;
        this.lastEventId = lastEventId;
    }

    Execution execution() {
        return execution;
    }

    Scope scope() {
        return scope;
    }

    Map<String, Object> mapContext() {
        return mapContext;
    }

    long lastEventId() {
        return lastEventId;
    }

    /** Begins again where another strand of the same flow ended. */
    void resume(Strand ended) {
        go(ended.at, ended.atInput);
    }

    void begin(Object input) {
        go(flow.startAt(), input);
    }

    /** Enters a state after the latency of a transition. */
    void go(String name, Object input) {
        State state = flow.state(name);
        at = name;
        atInput = input;
        execution.after(execution.transitionLatency(), this, () -> {
            execution.countTransition();
            visit = new Visit(this, state, input);
            visit.enter();
        });
    }

    void succeed(Object output) {
        owner.succeeded(this, output);
    }

    void fail(StateError error) {
        owner.failed(this, error);
    }

    /** Gives up what it does, because something else in the execution failed. */
    void abort() {
        givenUp = true;
        if (visit != null) {
            visit.abort();
        }
    }

    /** Stops without a trace in the history, because the execution has ended. */
    void close() {
        givenUp = true;
        if (visit != null) {
            visit.close();
        }
    }

    /** Whether nothing of it may run any more. */
    boolean givenUp() {
        return givenUp;
    }

    void event(String type, Map<String, Object> details) {
        lastEventId = execution.event(lastEventId, type, details);
    }

    /** Goes on after an event of another strand. */
    void follow(Strand other) {
        lastEventId = other.lastEventId;
    }
}
