package io.hyperpatch.rehearsal.mutant;

import io.hyperpatch.rollout.RolloutRules;
import java.util.List;
import net.bytebuddy.implementation.Implementation;

/** The rules that a cluster must keep before a run may begin. */
final class ReadinessSituations {
    private static final String FORBIDDEN = "no-start-call-that-the-policy-forbids";

    static final List<Situation> ALL = List.of(
            of(
                    "readiness: the cluster is in service",
                    "a cluster that is not well is not touched",
                    off("StatusRules", Instead.nothing(), "clusterInService"),
                    "cluster-failed"),
            of(
                    "readiness: the groups are in service",
                    "a group that is not well is not touched, unless the policy leaves it out",
                    off("StatusRules", Instead.nothing(), "groupsInService"),
                    "group-failed-refuses"),
            of(
                    "readiness: few broken nodes",
                    "no update meets more broken nodes than the policy allows",
                    off("BrokenNodeRules", Instead.nothing(), "fewBrokenNodes"),
                    "many-nodes-broken"),
            of(
                    "readiness: no update under way",
                    "nothing is begun beside somebody else's update",
                    off("UnderWayRules", Instead.nothing(), "noUpdate"),
                    "theirs-shown-by-nothing-else"),
            of(
                    "readiness: no scaling under way",
                    "nothing is begun while a group is being scaled",
                    off("UnderWayRules", Instead.nothing(), "noScaling"),
                    "scaling"),
            of(
                    "readiness: no deep health check",
                    "nodes that are being checked are not replaced meanwhile",
                    off("UnderWayRules", Instead.nothing(), "noDeepHealthCheck"),
                    "deep-health-check"),
            of(
                    "readiness: no other operation",
                    "nothing is begun beside an operation that nobody knows",
                    off("UnderWayRules", Instead.nothing(), "noOtherOperation"),
                    "operation-that-nobody-knows"),
            of(
                    "readiness: no native schedule",
                    "nothing is begun in a group that the service may update by its own schedule",
                    off("ScheduleRules", Instead.nothing(), "noSchedule"),
                    "native-schedule"),
            of(
                    "readiness: no auto-patching",
                    "nothing is begun in a group that the service patches by itself",
                    off("ScheduleRules", Instead.nothing(), "noAutoPatching"),
                    "auto-patching"),
            of(
                    "readiness: the canary is there",
                    "a policy with a canary never patches a cluster without one",
                    off("PolicyRules", Instead.noEffect(), "canary"),
                    "canary-of-no-group"),
            of(
                    "readiness: an order on Slurm",
                    "no group of Slurm goes first by accident",
                    off("PolicyRules", Instead.noEffect(), "order"),
                    "slurm-without-an-order"),
            of(
                    "readiness: only what Slurm can keep",
                    "a policy that relies on batches, waits and alarms never patches a cluster without them",
                    off("PolicyRules", Instead.noEffect(), "platform"),
                    "slurm-policy-with-batches-and-alarms"),
            of(
                    "readiness: only what EKS can keep",
                    "a policy that relies on an order never patches a cluster whose groups go at the same time",
                    off("PolicyRules", Instead.noEffect(), "platform"),
                    "order-on-eks"),
            of(
                    "readiness: an order of all groups",
                    "no group of Slurm goes where nobody has put it",
                    off("PolicyRules", Instead.noEffect(), "orderComplete"),
                    "slurm-order-that-lacks-a-group"),
            of(
                    "readiness: the groups left out are there",
                    "a slip of the pen in a name does not patch the group that was to be left out",
                    off("PolicyRules", Instead.noEffect(), "leftOut"),
                    "left-out-by-a-wrong-name"),
            of(
                    "readiness: groups left out by name",
                    "a group that the policy leaves out is not touched",
                    new Redefined(RolloutRules.class, Instead.no(), "leavesOut"),
                    "left-out-by-name"),
            of(
                    "readiness: an execution role that sees alarms",
                    "no update begins in a group whose alarms nobody could read",
                    off("ExecutionRoleRules", Instead.empty(), "refusal"),
                    "execution-role-cannot-see-alarms"),
            of(
                    "readiness: a second reading of a shortage",
                    "a group that is being scaled is not taken for one that lacks capacity",
                    off("Remembered", Instead.atFirstSight(), "shortage"),
                    "capacity-cannot-be-had"),
            of(
                    "readiness: a day's sighting of an unknown status",
                    "a status that nobody knows is not taken for an end at first sight",
                    off("Remembered", Instead.atFirstSight(), "unknownStatus"),
                    "status-that-nobody-knows"),
            new Situation(
                    "readiness: nodes to patch",
                    "a cluster without nodes is not called current",
                    off("TargetRules", Instead.nothing(), "nodesToPatch"),
                    "no-nodes",
                    "every-word-has-its-ground"));

    private ReadinessSituations() {}

    private static Situation of(String title, String protects, Redefined off, String scenario) {
        return new Situation(title, protects, off, scenario, FORBIDDEN);
    }

    private static Redefined off(String type, Implementation instead, String method) {
        return new Redefined("io.hyperpatch.readiness." + type, instead, method);
    }
}
