package io.hyperpatch.rehearsal.hostile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.rehearsal.twin.Happening;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rehearsals that together visit every edge: every scenario as it stands, then what none has a reason
 * to show.
 */
final class CoveragePlans {
    private static final Duration LONG = Duration.ofHours(60);
    private static final String SUCCESS = "success";
    private static final String ROLLED_BACK = "alarm-in-a-wait-interval";
    private static final String OBSERVED = "observe-mode";
    private static final String TOO_YOUNG = "image-too-young";

    private final HostilePlans settings = new HostilePlans();
    private final List<HostilePlan> plans = new ArrayList<>();

    private CoveragePlans() {}

    static List<HostilePlan> all() {
        CoveragePlans all = new CoveragePlans();
        BundledScenarios.withoutYears().forEach(all::add);
        all.blockedImage();
        all.admittedBesideOneAnother();
        all.deadFunctions();
        all.mailsThatMayHaveBeenSent();
        all.slowReadings();
        all.stalls();
        all.redrivenAfterTheirEnd();
        all.redrivenUnderTheJanitor();
        all.lateDiscoveries();
        all.reconciles();
        all.largeFleets();
        all.turns();
        return List.copyOf(all.plans);
    }

    /** An image did harm, and somebody asks for it once more without releasing it. */
    private void blockedImage() {
        Setting setting = settings.setting(ROLLED_BACK);
        Duration later = Duration.ofDays(1);
        add(
                ROLLED_BACK,
                new Hazard.OfTrigger(
                        "operatorAsks",
                        new Setting.Incoming(
                                later,
                                TriggerHazards.operator(setting, setting.start().plus(later)),
                                Optional.empty())));
    }

    /** Two events are admitted at once, and the run of one is over before the other one is about to start it. */
    private void admittedBesideOneAnother() {
        Setting setting = settings.setting(OBSERVED);
        Duration later = Duration.ofMillis(900);
        add(
                OBSERVED,
                new Hazard.OfTrigger(
                        "announcedAgain",
                        new Setting.Incoming(
                                later, setting.triggers().getFirst().event(), Optional.empty())),
                new Hazard.OfCall(new Fault.DelayAnswer(
                        new Calls("AdmitTrigger", "lambda:Invoke", When.nth(2)), Duration.ofMinutes(1))));
    }

    /** Each function unavailable for a long time, early or late. */
    private void deadFunctions() {
        for (String function : List.of(
                "AdmitTrigger",
                "TakeLease",
                "ValidateImages",
                "CheckReadiness",
                "DecideNext",
                "PlanIntent",
                "ArmWire",
                "StartUpdate",
                "VerifyStep",
                "ReportOutcome",
                "ReleaseLease")) {
            add(SUCCESS, dead(function, Duration.ZERO, LONG));
        }
        add(SUCCESS, dead("ReportOutcome", Duration.ZERO, LONG), dead("ReleaseLease", Duration.ZERO, LONG));
        add(SUCCESS, dead("ReportOutcome", Duration.ZERO, LONG), dead("ReportNotice", Duration.ZERO, LONG));
        add(TOO_YOUNG, dead("ReportOutcome", Duration.ZERO, LONG));
        add(TOO_YOUNG, dead("ReportOutcome", Duration.ZERO, LONG), dead("ReportNotice", Duration.ZERO, LONG));
        add(TOO_YOUNG, dead("ReportOutcome", Duration.ZERO, Duration.ofMinutes(5)));
        add(TOO_YOUNG, dead("ScheduleReturn", Duration.ZERO, LONG));
        add(SUCCESS, dead("AdmitTrigger", Duration.ZERO, LONG), dead("ReportNotice", Duration.ZERO, LONG));
        add(
                SUCCESS,
                dead("AdmitTrigger", Duration.ZERO, LONG),
                dead("ReportNotice", Duration.ZERO, Duration.ofHours(1)));
    }

    /** The topic takes a mail, and its answer is an error: the mail is sent once more, later. */
    private void mailsThatMayHaveBeenSent() {
        add(TOO_YOUNG, published("ReportOutcome"));
        add(SUCCESS, dead("ReportOutcome", Duration.ZERO, LONG), published("ReportNotice"));
        add(SUCCESS, dead("AdmitTrigger", Duration.ZERO, LONG), published("ReportNotice"));
    }

    /** Nodes are read one by one, and the service throttles that for longer than a function may run. */
    private void slowReadings() {
        add(
                "already-current",
                new Hazard.OfCall(new Fault.Throttle(new Calls(
                        "CheckReadiness",
                        "sagemaker:DescribeClusterNode",
                        new When(null, null, 1.0, Duration.ZERO, Duration.ofMinutes(20))))));
    }

    private static Hazard published(String function) {
        return new Hazard.OfCall(
                new Fault.ServerError(new Calls(function, "sns:Publish", When.nth(1)), null, Moment.AFTER));
    }

    private void stalls() {
        Hazard stall = new Hazard.OfCluster(
                new Happening.Stall(Happening.When.afterUpdateBegins(Duration.ofMinutes(30)), Duration.ofDays(6)));
        add(SUCCESS, stall);
        add(
                SUCCESS,
                stall,
                new Hazard.OfCall(new Fault.Throttle(calls("AwaitSignal", Duration.ZERO, Duration.ofHours(20)))));
        add(SUCCESS, stall, dead("ReportStall", Duration.ZERO, Duration.ofDays(7)));
        add(SUCCESS, dead("LookAtUpdate", Duration.ofMinutes(2), Duration.ofHours(70)));
        // A watch makes its last round while looks fail, or just after they work again.
        add("fourteen-day-rollout", dead("LookAtUpdate", Duration.ofMinutes(2), Duration.ofHours(44)));
    }

    /** Stopped, reported by the janitor, its lease given back or parked; then somebody lets it go on. */
    private void redrivenAfterTheirEnd() {
        for (String state : List.of("PlanIntent", "WatchUpdate", "VerifyStep")) {
            add(SUCCESS, redriven(state, Duration.ZERO));
        }
        // The janitor dies between its report and the lease, while the function of the stopped run still plans an
        // intent.
        add(
                SUCCESS,
                redriven("PlanIntent", Duration.ofSeconds(2)),
                new Hazard.OfCall(new Fault.DelayAnswer(
                        new Calls("PlanIntent", "sagemaker:DescribeCluster", When.nth(1)), Duration.ofSeconds(20))),
                new Hazard.OfCall(
                        new Fault.KillFunction(new Calls("Janitor", "events:PutEvents", When.nth(1)), Moment.AFTER)),
                dead("Janitor", Duration.ofSeconds(40), Duration.ofMinutes(9)));
    }

    /**
     * The janitor has seen the run stopped; before it parks the lease, which takes it a while, the run is
     * redriven and watches on.
     */
    private void redrivenUnderTheJanitor() {
        add(
                SUCCESS,
                new Hazard.OfExecution(new ExecutionFault.StopAndRedrive(
                        new Entries(Machines.PATCH_CLUSTER, "WatchUpdate", When.nth(1), Duration.ofMinutes(20)),
                        Duration.ofSeconds(10))),
                new Hazard.OfDelivery(new DeliveryFault.Late(
                        new Deliveries(ExecutionEvents.SOURCE, "*", "*", new When(null, null, 1.0, null, LONG)),
                        Duration.ofSeconds(8))),
                new Hazard.OfCall(
                        new Fault.DelayAnswer(calls("Janitor", "sagemaker:DescribeCluster"), Duration.ofSeconds(25))),
                new Hazard.OfCall(new Fault.DelayAnswer(calls("Janitor", "sns:Publish"), Duration.ofSeconds(19))),
                new Hazard.OfCall(new Fault.DelayAnswer(calls("Janitor", "events:PutEvents"), Duration.ofSeconds(19))));
    }

    /** What shows only after something else was concluded, or begins just before it would have been. */
    private void lateDiscoveries() {
        add(
                "start-answer-lost-it-began",
                new Hazard.OfSettling(Duration.ofMinutes(72)),
                new Hazard.OfCall(new Fault.TimeOutFunction(
                        new Calls(
                                "PlanIntent",
                                "sagemaker:DescribeCluster",
                                new When(null, null, 1.0, Duration.ofMinutes(62), Duration.ofSeconds(72 * 60 + 30))),
                        Moment.BEFORE)));
        ObjectNode theirs = JsonNodeFactory.instance
                .objectNode()
                .put("ClusterName", settings.setting(SUCCESS).names().cluster())
                .put("ImageId", "default");
        theirs.putArray("InstanceGroups").addObject().put("InstanceGroupName", "canary");
        add(
                "canary-then-rest",
                dead("VerifyStep", Duration.ZERO, Duration.ofMinutes(90)),
                new Hazard.OfCluster(
                        new Happening.UpdateByOthers(Happening.When.afterStart(Duration.ofMinutes(80)), theirs)));
    }

    /**
     * A run is stopped in flight, its lease is parked, and reconcile meets with one difficulty after the
     * other.
     */
    private void reconciles() {
        Hazard stopped = new Hazard.OfExecution(new ExecutionFault.Stop(
                new Entries(Machines.PATCH_CLUSTER, "WatchUpdate", When.nth(1), Duration.ZERO)));
        for (String function :
                List.of("FindStuck", "TakeOver", "ResolveIntents", "SettleRun", "SweepWires", "ReportLostFleets")) {
            add(SUCCESS, stopped, dead(function, Duration.ZERO, LONG));
        }
        // Nobody hears of executions that end: neither does the janitor.
        add(
                SUCCESS,
                dead("ReportOutcome", Duration.ZERO, LONG),
                new Hazard.OfDelivery(new DeliveryFault.Lost(
                        new Deliveries(ExecutionEvents.SOURCE, "*", "*", new When(null, null, 1.0, null, LONG)))));
        add(
                SUCCESS,
                stopped,
                new Hazard.OfDelivery(new DeliveryFault.Twice(
                        new Deliveries(Scheduler.SOURCE, "*", "*", new When(null, null, 1.0, null, LONG)),
                        Duration.ZERO)));
    }

    /** The clusters of a fleet come in pages; one of them cannot be read. */
    private void largeFleets() {
        Hazard neighbours = new Hazard.OfNeighbours(30);
        add("already-current", neighbours);
        add("already-current", neighbours, dead("ReadAdmitted", Duration.ZERO, Duration.ofMinutes(40)));
        add("already-current", neighbours, dead("ReadAdmitted", Duration.ZERO, LONG));
    }

    /** One cluster after the other: nothing follows a bad end, and nobody can tell whose turn it is. */
    private void turns() {
        add("lifecycle-script-fails", new Hazard.OfNeighbours(2));
        add("announced-and-replaced-at-once");
        add(SUCCESS, dead("NextTurn", Duration.ZERO, LONG));
        add(SUCCESS, dead("NextTurn", Duration.ofMinutes(30), LONG));
    }

    private static Hazard redriven(String state, Duration delay) {
        return new Hazard.OfExecution(new ExecutionFault.StopAndRedrive(
                new Entries("patch-cluster", state, When.nth(1), delay), Duration.ofMinutes(10)));
    }

    private static Hazard dead(String function, Duration from, Duration to) {
        return new Hazard.OfCall(new Fault.KillFunction(calls(function, from, to), Moment.BEFORE));
    }

    private static Calls calls(String function, String action) {
        return new Calls(function, action, new When(null, null, 1.0, Duration.ZERO, LONG));
    }

    private static Calls calls(String function, Duration from, Duration to) {
        return new Calls(function, "lambda:Invoke", new When(null, null, 1.0, from, to));
    }

    private void add(String scenario, Hazard... hazards) {
        plans.add(new HostilePlan(1, scenario, List.of(hazards)));
    }
}
