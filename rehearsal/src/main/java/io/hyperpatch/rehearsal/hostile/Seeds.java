package io.hyperpatch.rehearsal.hostile;

import io.hyperpatch.rehearsal.oracle.Invariant;
import io.hyperpatch.rehearsal.run.Rehearsal;
import io.hyperpatch.rehearsal.run.RehearsalResult;
import io.hyperpatch.rehearsal.run.TriggerEnd;
import io.hyperpatch.rehearsal.run.Watcher;
import io.hyperpatch.rehearsal.setting.Setting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongFunction;

/** Plays seeds, one at a time; can be used by several threads at once. */
public final class Seeds {
    /** Stands for the scenario of a seed that could not be drawn. */
    private static final String NONE = "none could be drawn";

    private final Function<String, Setting> settings;
    private final LongFunction<HostilePlan> draw;

    public Seeds(HostilePlans plans) {
        this(plans::setting, plans::draw);
    }

    /**
     * @param settings of the scenarios, by their names, without hazards
     * @param draw the plan of each seed; it need not be drawn at random
     */
    public Seeds(Function<String, Setting> settings, LongFunction<HostilePlan> draw) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.draw = Objects.requireNonNull(draw, "draw");
    }

    /** Draws a plan and plays it; a seed for which none can be drawn is broken by that, and no other is. */
    public SeedResult play(long seed) {
        long began = System.nanoTime();
        HostilePlan plan;
        try {
            plan = draw.apply(seed);
        } catch (RuntimeException defect) {
            return broken(new HostilePlan(seed, NONE, List.of()), "the-seed-can-be-drawn", defect, began);
        }
        return play(plan, Watcher.NOBODY);
    }

    /** Plays a plan; whatever escapes from the rehearsal itself is a broken invariant like any other. */
    public SeedResult play(HostilePlan plan, Watcher watcher) {
        long began = System.nanoTime();
        try (Rehearsal rehearsal =
                new Rehearsal(HostileSetting.of(settings.apply(plan.scenario()), plan.hazards()), plan.seed())) {
            return result(plan, rehearsal.run(watcher));
        } catch (RuntimeException | StackOverflowError defect) {
            return broken(plan, "the-rehearsal-itself-ends", defect, began);
        }
    }

    private static SeedResult broken(HostilePlan plan, String invariant, Throwable defect, long began) {
        return new SeedResult(
                plan,
                List.of("InternalFault"),
                Map.of(),
                List.of(new Invariant(invariant, 1, List.of(trace(defect)))),
                Duration.ZERO,
                Duration.ofNanos(System.nanoTime() - began));
    }

    private static SeedResult result(HostilePlan plan, RehearsalResult result) {
        Map<String, Long> struck = new HashMap<>(result.faultsStruck());
        // Whatever else happens, a rehearsal does not end before its last event has come in.
        plan.hazards().stream()
                .filter(Hazard.OfTrigger.class::isInstance)
                .forEach(hazard -> struck.merge(hazard.kind(), 1L, Long::sum));
        return new SeedResult(
                plan,
                result.triggers().stream().map(TriggerEnd::outcome).toList(),
                struck,
                result.invariants(),
                result.figures().virtualTime(),
                result.wallTime());
    }

    private static String trace(Throwable defect) {
        StringWriter text = new StringWriter();
        defect.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
