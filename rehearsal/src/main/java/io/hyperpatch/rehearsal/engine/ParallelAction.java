package io.hyperpatch.rehearsal.engine;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Runs all branches at once; one that fails fails the state.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html">Parallel state</a>
 */
final class ParallelAction implements Region.Work {
    private final State.Parallel parallel;
    private final Visit visit;
    private Object input;

    ParallelAction(State.Parallel parallel, Visit visit) {
        this.parallel = parallel;
        this.visit = visit;
    }

    void begin() {
        input = parallel.arguments()
                .map(template -> visit.evaluator().value(template, visit.situation()))
                .orElse(visit.input());
        visit.checkPayload(input, "The state/task '" + parallel.name() + "' was given arguments");
        visit.strand().event("ParallelStateStarted", Map.of());
        int branches = parallel.branches().size();
        new Region(visit, branches, branches, this).begin();
    }

    @Override
    public Strand strand(int index, Strand.Owner owner) {
        Strand outer = visit.strand();
        Scope scope = new Scope(outer.scope());
        return new Strand(
                visit.execution(),
                parallel.branches().get(index),
                scope,
                owner,
                outer.mapContext(),
                outer.lastEventId());
    }

    @Override
    public Object input(int index) {
        return input;
    }

    @Override
    public void succeeded(int index, Strand strand) {}

    @Override
    public StateError failed(int index, Strand strand, StateError error) {
        return error;
    }

    @Override
    public void aborted(int index, Strand strand) {}

    @Override
    public void finished(List<Object> results) {
        List<Object> result = Collections.unmodifiableList(results);
        visit.strand().event("ParallelStateSucceeded", Map.of());
        visit.complete(parallel.exit(), visit.situation().with("result", result), result);
    }
}
