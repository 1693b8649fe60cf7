package io.hyperpatch.rehearsal.placement;

import io.hyperpatch.rehearsal.hostile.Campaign;
import io.hyperpatch.rehearsal.hostile.HostilePlan;
import io.hyperpatch.rehearsal.hostile.SeedRange;
import io.hyperpatch.rehearsal.hostile.SeedResult;
import io.hyperpatch.rehearsal.hostile.Seeds;
import io.hyperpatch.rehearsal.run.Watcher;
import io.hyperpatch.rehearsal.scenario.ScenarioReader;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.setting.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The run in which faults are placed, played once for each of them: always the same seed, so that it is the same run up to the fault. */
public final class PlacementRun {
    private static final long SEED = 1;

    private final String name;
    private final Setting setting;

    private PlacementRun(String name) {
        this.name = name;
        this.setting = read(name);
    }

    /** The default run, its two steps and its proof, on a cluster of few nodes. */
    public static PlacementRun ofDefault() {
        return new PlacementRun("default-run");
    }

    private static Setting read(String name) {
        String file = name + ".yaml";
        try (InputStream in = PlacementRun.class.getResourceAsStream("/placement/" + file)) {
            return new Preparation(Given.of(new ScenarioReader().read(file, in.readAllBytes()))).setting();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file, unreadable);
        }
    }

    /** The calls and states of the run with these faults in it. */
    public Recording record(List<Placed> faults) {
        Recording recording = new Recording();
        play(faults, recording);
        return recording;
    }

    /** The run with these faults in it. */
    public SeedResult play(List<Placed> faults, Watcher watcher) {
        return new Seeds(scenario -> setting, seed -> plan(faults)).play(plan(faults), watcher);
    }

    /**
     * Plays the run once for each placement.
     *
     * @param each given each placement with its result, by one thread at a time
     */
    public void playAll(List<List<Placed>> placements, int threads, Consumer<Judged> each) {
        if (placements.isEmpty()) {
            return;
        }
        Map<HostilePlan, List<Placed>> byPlan = new IdentityHashMap<>();
        List<HostilePlan> plans = new ArrayList<>();
        for (List<Placed> faults : placements) {
            HostilePlan plan = plan(faults);
            plans.add(plan);
            byPlan.put(plan, faults);
        }
        Seeds seeds = new Seeds(scenario -> setting, index -> plans.get((int) index - 1));
        new Campaign(seeds, threads)
                .play(
                        new SeedRange(1, plans.size()),
                        result -> each.accept(new Judged(byPlan.get(result.plan()), result)));
    }

    private HostilePlan plan(List<Placed> faults) {
        return new HostilePlan(SEED, name, faults.stream().map(Placed::hazard).toList());
    }
}
