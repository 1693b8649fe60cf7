package io.hyperpatch.rehearsal.engine;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the item processor for each item, inline.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html">Map in inline mode</a>
 */
final class MapAction implements Region.Work {
    private final State.Each each;
    private final Visit visit;
    private List<?> items = List.of();
    private Optional<Integer> toleratedCount = Optional.empty();
    private Optional<Integer> toleratedPercentage = Optional.empty();
    private int failures;

    MapAction(State.Each each, Visit visit) {
        this.each = each;
        this.visit = visit;
    }

    void begin() {
        Situation situation = visit.situation();
        Evaluator evaluator = visit.evaluator();
        Object found = each.items()
                .<Object>map(template -> evaluator.list(template, situation))
                .orElse(visit.input());
        if (!(found instanceof List<?> list)) {
            throw evaluator.failed("Items", "The input of the Map state is not an array, and it has no Items.");
        }
        items = list;
        int wanted = each.maxConcurrency()
                .map(template -> evaluator.whole(template, situation, 0, Integer.MAX_VALUE))
                .orElse(0);
        toleratedCount = each.toleratedFailureCount()
                .map(template -> evaluator.whole(template, situation, 0, Integer.MAX_VALUE));
        toleratedPercentage =
                each.toleratedFailurePercentage().map(template -> evaluator.whole(template, situation, 0, 100));
        visit.strand().event("MapStateStarted", Values.object("length", items.size()));
        int most = Limits.INLINE_MAP_CONCURRENCY;
        new Region(visit, items.size(), wanted == 0 ? most : Math.min(wanted, most), this).begin();
    }

    @Override
    public Strand strand(int index, Strand.Owner owner) {
        Scope scope = new Scope(visit.strand().scope());
        Strand outer = visit.strand();
        Strand strand = new Strand(visit.execution(), each.processor(), scope, owner, item(index), outer.lastEventId());
        strand.event("MapIterationStarted", iteration(index));
        return strand;
    }

    @Override
    public Object input(int index) {
        if (each.itemSelector().isEmpty()) {
            return items.get(index);
        }
        Object input = visit.evaluator().value(each.itemSelector().get(), visit.situation(item(index)));
        visit.checkPayload(input, "The state/task '" + each.name() + "' was given an item");
        return input;
    }

    @Override
    public void succeeded(int index, Strand strand) {
        strand.event("MapIterationSucceeded", iteration(index));
    }

    @Override
    public StateError failed(int index, Strand strand, StateError error) {
        strand.event("MapIterationFailed", iteration(index));
        failures++;
        if (toleratedCount.isEmpty() && toleratedPercentage.isEmpty()) {
            return error;
        }
        boolean tooMany = toleratedCount.isPresent() && failures > toleratedCount.get();
        boolean tooManyOfAll =
                toleratedPercentage.isPresent() && failures * 100L > (long) toleratedPercentage.get() * items.size();
        return tooMany || tooManyOfAll
                ? new StateError(Errors.TOLERANCE_EXCEEDED, "The specified tolerated failure threshold was exceeded")
                : null;
    }

    @Override
    public void aborted(int index, Strand strand) {
        strand.event("MapIterationAborted", iteration(index));
    }

    @Override
    public void finished(List<Object> results) {
        List<Object> result = Collections.unmodifiableList(results);
        visit.strand().event("MapStateSucceeded", Map.of());
        visit.complete(each.exit(), visit.situation().with("result", result), result);
    }

    private Map<String, Object> iteration(int index) {
        return Values.object("name", each.name(), "index", index);
    }

    private Map<String, Object> item(int index) {
        return Values.object("Item", Values.object("Index", index, "Value", items.get(index)));
    }
}
