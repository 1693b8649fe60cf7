package io.hyperpatch.rehearsal.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.handler.ProductFunction;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.setting.Deployment;
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.role.Calls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HostilePlansTest {
    private final HostilePlans plans = new HostilePlans();

    @Test
    void drawsTheSamePlanFromTheSameSeed() {
        LongStream.rangeClosed(1, 50)
                .forEach(seed -> assertThat(new HostilePlans().draw(seed)).isEqualTo(plans.draw(seed)));
    }

    @Test
    void neighbouringSeedsShareNeitherScenarioNorHazards() {
        List<HostilePlan> drawn =
                LongStream.rangeClosed(1, 200).mapToObj(plans::draw).toList();

        assertThat(drawn.stream().map(HostilePlan::scenario).distinct().count()).isGreaterThan(20);
        assertThat(drawn.stream().map(HostilePlan::hazards).distinct().count()).isGreaterThan(195);
    }

    @Test
    void aimsAtEveryFunctionAndEveryCall() {
        Set<String> overlooked = OverlookedHazards.aims().collect(Collectors.toSet());

        for (ProductFunction function : ProductFunction.values()) {
            assertThat(CallHazards.aimsAtFunction(function.title()) || overlooked.contains(function.title()))
                    .as(function.title())
                    .isTrue();
            for (String action : Calls.of(function.title())) {
                String called = action.replace("cloudwatch:", "monitoring:");
                assertThat(CallHazards.aimsAtAction(called) || overlooked.contains(called))
                        .as(action)
                        .isTrue();
            }
        }
        assertThat(LongStream.rangeClosed(1, 2000)
                        .mapToObj(OverlookedHazards::draw)
                        .flatMap(List::stream)
                        .map(Hazard::toString))
                .anyMatch(hazard -> hazard.contains("ReportLostFleets"))
                .anyMatch(hazard -> hazard.contains("scheduler:CreateSchedule"));
    }

    @Test
    void drawsEveryKindOfHazard() {
        Set<String> kinds = LongStream.rangeClosed(1, 2000)
                .mapToObj(plans::draw)
                .flatMap(plan -> plan.hazards().stream())
                .map(Hazard::kind)
                .collect(Collectors.toSet());

        assertThat(kinds)
                .contains(
                        "throttle",
                        "serverError",
                        "loseAnswer",
                        "delayAnswer",
                        "killFunction",
                        "timeOutFunction",
                        "invokeTwice",
                        "deny",
                        "dropMember",
                        "late",
                        "twice",
                        "outOfOrder",
                        "lost",
                        "nodeReplaced",
                        "nodeFails",
                        "scalingBegins",
                        "updateByOthers",
                        "groupAdded",
                        "groupRemoved",
                        "volumeAttaches",
                        "brokenBefore",
                        "withoutInstance",
                        "stall",
                        "pdbSkips",
                        "lifecycleScriptFails",
                        "capacityErrors",
                        "nodeFailures",
                        "rollbackFailures",
                        "alarm",
                        "unknown",
                        "settling",
                        "alarmsLate",
                        "pause",
                        "resume",
                        "stop",
                        "stopAndRedrive",
                        "swiftness",
                        "announcedAgain",
                        "anotherRelease",
                        "operatorAsks",
                        "deploy",
                        "narrowerPolicy",
                        "renamedPolicy");
    }

    /**
     * Leaving it out leaves the rest of a plan as it is: nothing else draws from that stream, nor does it
     * from another.
     */
    @Test
    void drawsDeploymentsOutOfAStreamOfTheirOwn() {
        LongStream.rangeClosed(1, 500).mapToObj(plans::draw).forEach(plan -> {
            List<Hazard> deployments = plan.hazards().stream()
                    .filter(Hazard.OfDeployment.class::isInstance)
                    .filter(hazard -> !hazard.kind().equals("renamedPolicy"))
                    .toList();
            assertThat(deployments).isEqualTo(DeployHazards.of(plan.seed(), plans.setting(plan.scenario())));
        });
    }

    @Test
    void narrowsThePolicyInEachWayAndToOneThatIsStillAPolicy() {
        Set<String> ways = LongStream.rangeClosed(1, 2000)
                .mapToObj(plans::draw)
                .flatMap(plan -> plan.hazards().stream()
                        .filter(Hazard.OfDeployment.class::isInstance)
                        .map(hazard -> ((Hazard.OfDeployment) hazard).deployment())
                        .filter(Deployment.Narrower.class::isInstance)
                        .map(deployment -> (Deployment.Narrower) deployment)
                        .map(narrower -> {
                            FleetPolicy before = plans.setting(plan.scenario()).policy();
                            assertThat(narrower.of(before).name()).isEqualTo(before.name());
                            return narrower.patch().fieldNames().next();
                        }))
                .collect(Collectors.toSet());

        assertThat(ways).containsExactlyInAnyOrder("mode", "clusters", "rollout");
    }

    @Test
    void drawsHarmAndWhatChangesAfterItOutOfAStreamOfItsOwn() {
        List<HostilePlan> drawn =
                LongStream.rangeClosed(1, 500).mapToObj(plans::draw).toList();
        long harmful = drawn.stream()
                .filter(plan -> {
                    List<Hazard> harm = HarmHazards.of(plan.seed(), plans.setting(plan.scenario()));
                    if (!harm.isEmpty()) {
                        assertThat(plan.hazards()).containsSequence(harm.toArray(Hazard[]::new));
                    }
                    return !harm.isEmpty();
                })
                .count();

        assertThat(harmful).as("of 500; of 5,000 at least 100 of each kind").isBetween(40L, 80L);
    }

    /** The draws of a seed are compared between versions: what is new must not change what was. */
    @Test
    void drawsTheBrokenWorldOutOfAStreamOfItsOwn() {
        Set<Set<String>> shapes = LongStream.rangeClosed(1, 2000)
                .mapToObj(plans::draw)
                .map(plan -> plan.hazards().stream()
                        .filter(Hazard.OfUnknown.class::isInstance)
                        .map(hazard -> ((Hazard.OfUnknown) hazard))
                        .filter(hazard -> hazard.name().equals("imagesShown"))
                        .map(hazard -> hazard.value().asText())
                        .collect(Collectors.toSet()))
                .collect(Collectors.toSet());

        assertThat(shapes).contains(Set.of("DEFAULT"), Set.of("NONE"), Set.of("VERSIONS"), Set.of());
        assertThat(WorldHazards.of(7, plans.setting("success")))
                .isEqualTo(WorldHazards.of(7, plans.setting("success")));
        LongStream.rangeClosed(1, 200).mapToObj(plans::draw).forEach(plan -> {
            Setting setting = plans.setting(plan.scenario());
            List<Hazard> last = new ArrayList<>(WorldHazards.of(plan.seed(), setting));
            last.addAll(FleetHazards.of(plan.seed(), setting));
            int before = plan.hazards().size() - last.size();
            assertThat(plan.hazards().subList(before, plan.hazards().size())).isEqualTo(last);
            assertThat(before).isPositive();
        });
    }

    @Test
    void drawsFleetsOfTwoToFourClusters() {
        Map<Integer, Long> fleets = LongStream.rangeClosed(1, 5000)
                .mapToObj(plans::draw)
                .flatMap(plan -> plan.hazards().stream())
                .filter(Hazard.OfAlike.class::isInstance)
                .collect(Collectors.groupingBy(
                        hazard -> 1 + ((Hazard.OfAlike) hazard).clusters(), Collectors.counting()));

        assertThat(fleets).containsOnlyKeys(2, 3, 4);
        assertThat(fleets.values().stream().mapToLong(Long::longValue).sum())
                .as("of 5,000 at least 100")
                .isBetween(200L, 300L);
    }

    @Test
    void letsTheStartOfAWorkflowFail() {
        assertThat(LongStream.rangeClosed(1, 2000)
                        .mapToObj(plans::draw)
                        .flatMap(plan -> plan.hazards().stream())
                        .filter(Hazard.OfCall.class::isInstance)
                        .map(hazard -> ((Hazard.OfCall) hazard).fault())
                        .filter(fault -> fault.at().action().equals("states:StartExecution"))
                        .map(Fault::kind)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("throttle", "serverError", "loseAnswer", "delayAnswer");
    }

    @Test
    void everyFaultOfACallCeases() {
        LongStream.rangeClosed(1, 2000)
                .mapToObj(plans::draw)
                .flatMap(plan -> plan.hazards().stream())
                .filter(Hazard.OfCall.class::isInstance)
                .map(hazard -> ((Hazard.OfCall) hazard).fault())
                .forEach((Fault fault) -> assertThat(fault.at().when().to()).isNotNull());
    }
}
