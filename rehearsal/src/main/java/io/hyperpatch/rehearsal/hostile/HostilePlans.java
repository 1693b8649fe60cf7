package io.hyperpatch.rehearsal.hostile;

import io.hyperpatch.rehearsal.scenario.BundledScenarios;
import io.hyperpatch.rehearsal.scenario.Cast.Lateness;
import io.hyperpatch.rehearsal.setting.Given;
import io.hyperpatch.rehearsal.setting.Preparation;
import io.hyperpatch.rehearsal.setting.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Draws for each seed a scenario and what else goes wrong in it. */
public final class HostilePlans {
    private static final int MOST_HAZARDS = 7;
    private static final String REFUSED_IMAGES = "image-refused-";
    private static final Set<String> LONGEST = Set.of("fourteen-day-rollout", "rolled-back-under-a-rate-limit");
    private static final Duration LATEST = Duration.ofHours(10);
    private static final Duration LONGEST_OUTAGE = Duration.ofHours(4);

    /**
     * There the one assumption about time that the product makes is wrong, or nearly so: what it promises
     * then, never a second update, the scenarios show by themselves.
     */
    private static final Set<String> ASSUMPTION_BROKEN = Set.of(
            "settling-longer-than-ours",
            "shown-while-the-next-call-is-planned",
            "answer-lost-and-shown-after-fifty-minutes",
            "slurm-answer-lost-and-shown-after-fifty-minutes");

    private final ScenarioShares scenarios = new ScenarioShares(BundledScenarios.withoutYears().stream()
            .filter(name -> !ASSUMPTION_BROKEN.contains(name))
            .collect(Collectors.toMap(Function.identity(), HostilePlans::weight)));
    private final Map<String, Setting> settings = new ConcurrentHashMap<>();

    /** The same seed, the same plan, on whatever machine. */
    public HostilePlan draw(long seed) {
        Draw draw = new Draw(seed);
        String scenario = scenarios.of(seed);
        Setting setting = setting(scenario);
        List<Hazard> hazards = new ArrayList<>();
        int wanted = draw.between(1, MOST_HAZARDS);
        while (hazards.size() < wanted) {
            hazards.add(hazard(draw, setting));
        }
        hazards.addAll(ReadingHazards.draw(seed));
        hazards.addAll(OverlookedHazards.draw(seed));
        hazards.addAll(DeployHazards.of(seed, setting));
        hazards.addAll(HarmHazards.of(seed, setting));
        hazards.addAll(WorldHazards.of(seed, setting));
        hazards.addAll(FleetHazards.of(seed, setting));
        return new HostilePlan(seed, scenario, hazards);
    }

    /** Without its hazards. */
    Setting setting(String scenario) {
        return settings.computeIfAbsent(
                scenario,
                name -> new Preparation(Given.of(BundledScenarios.find(name).orElseThrow())).setting());
    }

    /** CloudWatch's own outages are told in hours; the moment that matters is the one before a start. */
    private static Lateness late(Draw draw) {
        Duration from = draw.chance(0.5) ? Duration.ZERO : draw.time(Duration.ofSeconds(1), LATEST);
        return new Lateness(from, from.plus(draw.time(Duration.ofSeconds(30), LONGEST_OUTAGE)));
    }

    /**
     * What ends before anything begins, and what takes longest, is drawn less often: both show the least
     * for their time.
     */
    private static double weight(String name) {
        return name.startsWith(REFUSED_IMAGES) || LONGEST.contains(name) ? 0.1 : 1;
    }

    private static Hazard hazard(Draw draw, Setting setting) {
        int kind = draw.between(1, 100);
        if (kind <= 6) {
            return new Hazard.OfExecution(ExecutionHazards.draw(draw));
        }
        if (kind <= 50) {
            return new Hazard.OfCall(CallHazards.draw(draw));
        }
        if (kind <= 62) {
            return new Hazard.OfDelivery(DeliveryHazards.draw(draw));
        }
        if (kind <= 80) {
            return new ClusterHazards(draw, setting).draw();
        }
        if (kind <= 88) {
            return UnknownHazards.draw(draw);
        }
        if (kind <= 96) {
            return TriggerHazards.draw(draw, setting);
        }
        return kind <= 98 ? PeopleHazards.draw(draw) : new Hazard.OfAlarms(late(draw));
    }
}
