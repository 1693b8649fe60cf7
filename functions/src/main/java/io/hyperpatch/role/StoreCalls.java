package io.hyperpatch.role;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/**
 * The calls that each function makes of the store, in the spelling of IAM. A transaction needs what its
 * parts need.
 */
final class StoreCalls {
    private static final String GET = "dynamodb:GetItem";
    private static final String QUERY = "dynamodb:Query";
    private static final String UPDATE = "dynamodb:UpdateItem";
    private static final String DELETE = "dynamodb:DeleteItem";
    private static final String CHECK = "dynamodb:ConditionCheckItem";

    private static final Map<String, List<String>> OF = Map.ofEntries(
            entry("AdmitTrigger", List.of(GET, QUERY, UPDATE, CHECK)),
            entry("ReadAdmitted", List.of(GET)),
            entry("NextTurn", List.of(GET, QUERY, UPDATE, DELETE)),
            entry("ScheduleReturn", List.of()),
            entry("TakeLease", List.of(GET, QUERY, UPDATE, CHECK)),
            entry("ValidateImages", List.of(GET)),
            entry("CheckReadiness", List.of(GET, QUERY, UPDATE, DELETE)),
            entry("DecideNext", List.of(GET, QUERY, UPDATE)),
            entry("PlanIntent", List.of(GET, QUERY, UPDATE, DELETE, CHECK)),
            entry("ArmWire", List.of(GET, QUERY, UPDATE)),
            entry("StartUpdate", List.of(GET, QUERY, UPDATE, CHECK)),
            entry("LookAtUpdate", List.of(GET, QUERY, UPDATE, DELETE)),
            entry("AwaitSignal", List.of(UPDATE)),
            entry("WakeRun", List.of(UPDATE)),
            entry("VerifyStep", List.of(GET, QUERY, UPDATE, DELETE)),
            entry("ReportOutcome", List.of(GET, QUERY, UPDATE, DELETE)),
            entry("ReportStall", List.of(GET, QUERY, UPDATE)),
            entry("ReportNotice", List.of(GET, UPDATE)),
            entry("Janitor", List.of(GET, QUERY, UPDATE, DELETE)),
            entry("ReleaseLease", List.of(GET, QUERY, UPDATE, DELETE)),
            entry("FindStuck", List.of(GET, QUERY, UPDATE)),
            entry("TakeOver", List.of(GET, UPDATE)),
            entry("ResolveIntents", List.of(GET, QUERY, UPDATE, DELETE)),
            entry("SettleRun", List.of(GET, QUERY, UPDATE, DELETE)),
            entry("SweepWires", List.of(GET, UPDATE)),
            entry("ReportLostFleets", List.of(GET, UPDATE)));

    private StoreCalls() {}

    /** @throws IllegalArgumentException for a function that nobody has thought about */
    static List<String> of(String function) {
        List<String> actions = OF.get(function);
        if (actions == null) {
            throw new IllegalArgumentException(
                    "the function " + function + " is not in the table of calls to the store");
        }
        return actions;
    }
}
