package io.hyperpatch.rehearsal.hostile;

import io.hyperpatch.rehearsal.fault.Calls;
import io.hyperpatch.rehearsal.fault.Fault;
import io.hyperpatch.rehearsal.fault.Glob;
import io.hyperpatch.rehearsal.fault.Moment;
import io.hyperpatch.rehearsal.fault.When;
import java.time.Duration;
import java.util.List;

/** Draws what goes wrong with calls: of AWS, of the store, of functions. */
final class CallHazards {
    private static final String START = "sagemaker:UpdateClusterSoftware";
    private static final List<String> ACTIONS = List.of(
            "sagemaker:DescribeCluster",
            "sagemaker:ListClusterNodes",
            "sagemaker:DescribeClusterNode",
            "monitoring:*",
            "ec2:*",
            "sns:Publish",
            "events:PutEvents",
            "states:*",
            "ssm:GetParameter",
            "store:read",
            "store:list",
            "store:write",
            "store:transact",
            "lambda:Invoke");
    private static final List<String> FUNCTIONS = List.of(
            "AdmitTrigger",
            "TakeLease",
            "ValidateImages",
            "CheckReadiness",
            "PlanIntent",
            "ArmWire",
            "StartUpdate",
            "LookAtUpdate",
            "AwaitSignal",
            "WakeRun",
            "VerifyStep",
            "ReportOutcome",
            "ReportNotice",
            "ReleaseLease",
            "Janitor",
            "FindStuck",
            "TakeOver",
            "ResolveIntents",
            "SettleRun",
            "SweepWires");
    private static final Duration LATEST = Duration.ofHours(10);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(12);

    /** A client that saw no answer tries again within minutes. */
    private static final Duration LONGEST_APART = Duration.ofMinutes(3);

    /** Longer than the deadline of most runs: as good as for ever. */
    private static final Duration FOR_GOOD = Duration.ofDays(20);

    private static final List<String> READERS = List.of(
            "AdmitTrigger",
            "CheckReadiness",
            "PlanIntent",
            "LookAtUpdate",
            "VerifyStep",
            "ReportOutcome",
            "ReleaseLease",
            "ResolveIntents",
            "SettleRun",
            "SweepWires");
    private static final List<String> READINGS =
            List.of("sagemaker:DescribeCluster", "sagemaker:ListClusterNodes", "sagemaker:DescribeClusterNode");

    /** The members that readings promise to show, whatever else they leave out. */
    private static final List<String> MEMBERS =
            List.of("ClusterArn", "ClusterName", "ClusterStatus", "InstanceGroupName", "InstanceId");

    private CallHazards() {}

    static boolean aimsAtFunction(String function) {
        return FUNCTIONS.contains(function) || function.equals("StartUpdate");
    }

    static boolean aimsAtAction(String action) {
        return action.equals(START) || ACTIONS.stream().anyMatch(aim -> Glob.matches(aim, action));
    }

    static Fault draw(Draw draw) {
        return draw.chance(0.04) ? ofWorkflow(draw) : ofFunction(draw);
    }

    /** A workflow starts another one: nothing can be killed there, but the call can fail on either side of its effect. */
    private static Fault ofWorkflow(Draw draw) {
        Calls at = new Calls(draw.of("patch-fleet", "patch-cluster"), "states:StartExecution", when(draw, 3));
        Moment moment = draw.of(Moment.BEFORE, Moment.AFTER);
        return switch (draw.between(0, 3)) {
            case 0 -> new Fault.Throttle(at);
            case 1 -> new Fault.ServerError(at, 500, moment);
            case 2 -> new Fault.LoseAnswer(at, moment);
            default -> new Fault.DelayAnswer(at, draw.time(Duration.ofSeconds(1), Duration.ofMinutes(3)));
        };
    }

    private static Fault ofFunction(Draw draw) {
        Calls at = at(draw);
        Moment moment = draw.of(Moment.BEFORE, Moment.AFTER);
        return switch (draw.between(0, 7)) {
            case 0 -> new Fault.Throttle(at);
            case 1 -> new Fault.ServerError(at, 500, moment);
            case 2 -> new Fault.LoseAnswer(at, moment);
            case 7 -> unreadable(draw);
            case 3 ->
                draw.chance(0.5)
                        ? slowLooks(draw)
                        : new Fault.DelayAnswer(at, draw.time(Duration.ofSeconds(1), Duration.ofMinutes(3)));
            case 4 -> new Fault.KillFunction(at, moment);
            case 5 -> new Fault.InvokeTwice(invocation(draw), draw.time(Duration.ofSeconds(1), LONGEST_APART));
            default -> new Fault.TimeOutFunction(at, moment);
        };
    }

    /** The cluster cannot be read: a right is missing, or the answer lacks a member; for a while, or as good as for ever. */
    private static Fault unreadable(Draw draw) {
        Duration from = draw.chance(0.3) ? Duration.ZERO : draw.time(Duration.ofSeconds(10), LATEST);
        Duration lasts = draw.chance(0.5) ? FOR_GOOD : draw.time(SHORTEST, LONGEST);
        String function = draw.chance(0.5) ? draw.of(READERS) : "*";
        Calls at = new Calls(function, draw.of(READINGS), new When(null, null, null, from, from.plus(lasts)));
        return draw.chance(0.5) ? new Fault.Deny(at) : new Fault.DropMember(at, draw.of(MEMBERS));
    }

    /** Every look's word comes late: what happens between the look and the wait after it is easily missed. */
    private static Fault slowLooks(Draw draw) {
        When always = new When(null, null, 1.0, Duration.ZERO, LATEST.plus(LONGEST));
        return new Fault.DelayAnswer(
                new Calls("LookAtUpdate", "lambda:Invoke", always),
                draw.time(Duration.ofSeconds(20), Duration.ofMinutes(2)));
    }

    /** The start call is where most can be lost: every third fault strikes there. */
    private static Calls at(Draw draw) {
        if (draw.chance(0.2)) {
            return new Calls("StartUpdate", START, when(draw, 3));
        }
        if (draw.chance(0.2)) {
            return new Calls("StartUpdate", draw.of("store:*", "lambda:Invoke"), when(draw, 4));
        }
        String function = draw.chance(0.7) ? draw.of(FUNCTIONS) : "*";
        return new Calls(function, draw.of(ACTIONS), when(draw, 12));
    }

    private static Calls invocation(Draw draw) {
        return draw.chance(0.4)
                ? new Calls("StartUpdate", "lambda:Invoke", when(draw, 2))
                : new Calls(draw.of(FUNCTIONS), "lambda:Invoke", when(draw, 12));
    }

    /** Either one certain call, or some of those in a stretch of time; in both cases the faults cease. */
    private static When when(Draw draw, int latestOccurrence) {
        Duration from = draw.chance(0.5) ? Duration.ZERO : draw.time(Duration.ofSeconds(10), LATEST);
        if (draw.chance(0.5)) {
            return new When(draw.between(1, latestOccurrence), null, null, null, LATEST.plus(LONGEST));
        }
        double probability = draw.chance(0.3) ? 1 : draw.fraction(0.05, 0.7);
        return new When(null, null, probability, from, from.plus(draw.time(SHORTEST, LONGEST)));
    }
}
