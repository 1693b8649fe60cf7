package io.hyperpatch.infra;

import java.util.List;
import java.util.stream.Stream;

final class FunctionList {
    private FunctionList() {}

    static List<FunctionPlan> all() {
        List<String> all = List.of(
                "TABLE_NAME",
                "POLICY_PARAMETER",
                "TOPIC_ARN",
                "EVENT_BUS",
                "START_TIMEOUT",
                "API_TIMEOUT",
                "SETTLING_TIME",
                "SILENCE");
        return Stream.of(
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
                        "ReportStall",
                        "ReportNotice",
                        "Janitor",
                        "ReleaseLease",
                        "FindStuck",
                        "TakeOver",
                        "ResolveIntents",
                        "SettleRun",
                        "SweepWires")
                .map(name -> FunctionPlan.of(
                        name,
                        "io.hyperpatch.handler." + name + "Function",
                        name.equals("Janitor")
                                ? Stream.concat(
                                                all.stream(),
                                                Stream.of(
                                                        "PATCH_CLUSTER_MACHINE",
                                                        "PATCH_FLEET_MACHINE",
                                                        "RECONCILE_MACHINE"))
                                        .toList()
                                : all))
                .toList();
    }
}
