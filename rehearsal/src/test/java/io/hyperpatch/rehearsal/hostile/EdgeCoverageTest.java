package io.hyperpatch.rehearsal.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.hyperpatch.rehearsal.aws.events.Scheduler;
import io.hyperpatch.rehearsal.aws.states.ExecutionEvents;
import io.hyperpatch.rehearsal.fault.Calls;
import io.hyperpatch.rehearsal.fault.Deliveries;
import io.hyperpatch.rehearsal.fault.DeliveryFault;
import io.hyperpatch.rehearsal.fault.Entries;
import io.hyperpatch.rehearsal.fault.ExecutionFault;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.fault.Moment;
import io.hyperpatch.rehearsal.fault.When;
import io.hyperpatch.rehearsal.run.Machines;
import io.hyperpatch.rehearsal.scenario.BundledScenarios;
import io.hyperpatch.rehearsal.twin.Happening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Fails when a state, a Choice branch, a Retry or a Catch of a workflow is visited by no rehearsal. */
class EdgeCoverageTest {
    private static final Path NOT_VISITED = Path.of("src/test/resources/edges-not-visited.txt");
    private static final Duration LONG = Duration.ofHours(60);

    private final EdgeCoverage coverage = new EdgeCoverage();
    private final Seeds seeds = new Seeds(new HostilePlans());

    /** The file names what is known to be unvisited; it may only shrink. */
    @Test
    void everyStateAndEdgeOfTheWorkflowsIsVisited() throws IOException {
        Set<String> declared = EdgeCoverage.declared(Machines.names());
        BundledScenarios.names().forEach(scenario -> play(scenario));
        plans();

        Set<String> missing = coverage.missing(declared);
        if (Boolean.getBoolean("regenerate")) {
            Files.write(NOT_VISITED, missing);
        }
        assertThat(missing)
                .as("edges of " + declared.size() + " that no rehearsal visits")
                .isEqualTo(new TreeSet<>(Files.readAllLines(NOT_VISITED)));
    }

    /** What no scenario has a reason to show: each function unavailable for a long time, early or late. */
    private void plans() {
        for (String function : List.of(
                "AdmitTrigger",
                "TakeLease",
                "ValidateImages",
                "CheckReadiness",
                "PlanIntent",
                "ArmWire",
                "StartUpdate",
                "VerifyStep",
                "ReportOutcome",
                "ReleaseLease")) {
            play("success", dead(function, Duration.ZERO, LONG));
        }
        play("success", dead("ReportOutcome", Duration.ZERO, LONG), dead("ReleaseLease", Duration.ZERO, LONG));
        play("success", dead("ReportOutcome", Duration.ZERO, LONG), dead("ReportNotice", Duration.ZERO, LONG));
        play("image-too-young", dead("ReportOutcome", Duration.ZERO, LONG));
        play("image-too-young", dead("ReportOutcome", Duration.ZERO, LONG), dead("ReportNotice", Duration.ZERO, LONG));
        play("image-too-young", dead("ReportOutcome", Duration.ZERO, Duration.ofMinutes(5)));
        play("success", dead("AdmitTrigger", Duration.ZERO, LONG), dead("ReportNotice", Duration.ZERO, LONG));
        play(
                "success",
                dead("AdmitTrigger", Duration.ZERO, LONG),
                dead("ReportNotice", Duration.ZERO, Duration.ofHours(1)));
        play(
                "success",
                new Hazard.OfCall(new Fault.Throttle(calls("AwaitSignal", Duration.ZERO, Duration.ofHours(2)))));
        play("success", dead("LookAtUpdate", Duration.ofMinutes(2), Duration.ofHours(70)));
        Hazard stall = new Hazard.OfCluster(
                new Happening.Stall(Happening.When.afterUpdateBegins(Duration.ofMinutes(30)), Duration.ofDays(6)));
        play("success", stall, dead("ReportStall", Duration.ZERO, Duration.ofDays(7)));
        for (int hours = 44; hours <= 56; hours += 2) {
            play("success", stall, dead("LookAtUpdate", Duration.ofMinutes(10), Duration.ofHours(hours)));
        }
        reconciles();
        play(
                "success",
                new Hazard.OfCall(new Fault.LoseAnswer(
                        new Calls("ArmWire", "monitoring:PutMetricData", new When(null, null, 1.0, null, LONG)),
                        Moment.BEFORE)));
    }

    /** A run is stopped in flight, its lease is parked, and reconcile meets with one difficulty after the other. */
    private void reconciles() {
        Hazard stopped = new Hazard.OfExecution(new ExecutionFault.Stop(
                new Entries(Machines.PATCH_CLUSTER, "WatchUpdate", When.nth(1), Duration.ZERO)));
        for (String function : List.of("FindStuck", "TakeOver", "ResolveIntents", "SettleRun", "SweepWires")) {
            play("success", stopped, dead(function, Duration.ZERO, LONG));
        }
        play("success", dead("ReportOutcome", Duration.ZERO, LONG), unheard());
        play(
                "success",
                stopped,
                new Hazard.OfDelivery(new DeliveryFault.Twice(
                        new Deliveries(Scheduler.SOURCE, "*", "*", new When(null, null, 1.0, null, LONG)),
                        Duration.ZERO)));
    }

    /** Nobody hears of executions that end: neither does the janitor. */
    private static Hazard unheard() {
        return new Hazard.OfDelivery(new DeliveryFault.Lost(
                new Deliveries(ExecutionEvents.SOURCE, "*", "*", new When(null, null, 1.0, null, LONG))));
    }

    private static Hazard dead(String function, Duration from, Duration to) {
        return new Hazard.OfCall(new Fault.KillFunction(calls(function, from, to), Moment.BEFORE));
    }

    private static Calls calls(String function, Duration from, Duration to) {
        return new Calls(function, "lambda:Invoke", new When(null, null, 1.0, from, to));
    }

    private void play(String scenario, Hazard... hazards) {
        List<Hazard> all = new ArrayList<>(List.of(hazards));
        seeds.play(new HostilePlan(1, scenario, all), coverage.watcher());
    }
}
