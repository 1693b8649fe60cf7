package io.hyperpatch.readiness;

import java.util.List;

/** The rules that a cluster must keep before a run may begin: this list is the policy, in the order of reports. */
final class ReadinessRules {
    static final List<ReadinessRule> ALL = List.of(
            new ReadinessRule(TargetRules.GROUPS_KNOWN, TargetRules::groupsKnown),
            new ReadinessRule(TargetRules.NODES_TO_PATCH, TargetRules::nodesToPatch),
            new ReadinessRule(StatusRules.CLUSTER_IN_SERVICE, StatusRules::clusterInService),
            new ReadinessRule(StatusRules.GROUPS_IN_SERVICE, StatusRules::groupsInService),
            new ReadinessRule(BrokenNodeRules.FEW_BROKEN_NODES, BrokenNodeRules::fewBrokenNodes),
            new ReadinessRule(UnderWayRules.NO_UPDATE, UnderWayRules::noUpdate),
            new ReadinessRule(UnderWayRules.NO_SCALING, UnderWayRules::noScaling),
            new ReadinessRule(UnderWayRules.NO_DEEP_HEALTH_CHECK, UnderWayRules::noDeepHealthCheck),
            new ReadinessRule(UnderWayRules.NO_OTHER_OPERATION, UnderWayRules::noOtherOperation),
            new ReadinessRule(ScheduleRules.NO_SCHEDULE, ScheduleRules::noSchedule),
            new ReadinessRule(ScheduleRules.NO_AUTO_PATCHING, ScheduleRules::noAutoPatching));

    private ReadinessRules() {}
}
