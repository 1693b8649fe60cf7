package io.hyperpatch.handler;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/** The functions of the product: what a deployment has to know of each, and how it is made. */
public enum ProductFunction {
    ADMIT_TRIGGER(
            "AdmitTrigger",
            AdmitTriggerFunction.class,
            AdmitTriggerFunction::new,
            StoreConfig.TABLE_NAME,
            AdmissionConfig.POLICY_PARAMETER,
            JanitorConfig.PATCH_CLUSTER),
    READ_ADMITTED("ReadAdmitted", ReadAdmittedFunction.class, ReadAdmittedFunction::new, StoreConfig.TABLE_NAME),
    NEXT_TURN("NextTurn", NextTurnFunction.class, NextTurnFunction::new, StoreConfig.TABLE_NAME),
    SCHEDULE_RETURN(
            "ScheduleReturn",
            ScheduleReturnFunction.class,
            ScheduleReturnFunction::new,
            ReturnConfig.GROUP,
            ReturnConfig.ROLE,
            ReturnConfig.DEAD_LETTERS),
    TAKE_LEASE("TakeLease", TakeLeaseFunction.class, TakeLeaseFunction::new, StoreConfig.TABLE_NAME),
    VALIDATE_IMAGES(
            "ValidateImages", ValidateImagesFunction.class, ValidateImagesFunction::new, StoreConfig.TABLE_NAME),
    CHECK_READINESS(
            "CheckReadiness", CheckReadinessFunction.class, CheckReadinessFunction::new, StoreConfig.TABLE_NAME),
    DECIDE_NEXT("DecideNext", DecideNextFunction.class, DecideNextFunction::new, StoreConfig.TABLE_NAME),
    PLAN_INTENT("PlanIntent", PlanIntentFunction.class, PlanIntentFunction::new, StoreConfig.TABLE_NAME),
    ARM_WIRE("ArmWire", ArmWireFunction.class, ArmWireFunction::new, StoreConfig.TABLE_NAME),
    START_UPDATE("StartUpdate", StartUpdateFunction.class, StartUpdateFunction::new, StoreConfig.TABLE_NAME),
    LOOK_AT_UPDATE(
            "LookAtUpdate",
            LookAtUpdateFunction.class,
            LookAtUpdateFunction::new,
            StoreConfig.TABLE_NAME,
            WatchConfig.START_TIMEOUT,
            WatchConfig.API_TIMEOUT,
            WatchConfig.SETTLING_TIME,
            WatchConfig.SILENCE),
    AWAIT_SIGNAL("AwaitSignal", AwaitSignalFunction.class, AwaitSignalFunction::new, StoreConfig.TABLE_NAME),
    WAKE_RUN("WakeRun", WakeRunFunction.class, WakeRunFunction::new, StoreConfig.TABLE_NAME),
    VERIFY_STEP("VerifyStep", VerifyStepFunction.class, VerifyStepFunction::new, StoreConfig.TABLE_NAME),
    REPORT_OUTCOME(
            "ReportOutcome",
            ReportOutcomeFunction.class,
            ReportOutcomeFunction::new,
            StoreConfig.TABLE_NAME,
            ReportConfig.TOPIC_ARN,
            ReportConfig.EVENT_BUS),
    REPORT_STALL(
            "ReportStall",
            ReportStallFunction.class,
            ReportStallFunction::new,
            StoreConfig.TABLE_NAME,
            ReportConfig.TOPIC_ARN,
            ReportConfig.EVENT_BUS),
    REPORT_NOTICE(
            "ReportNotice",
            ReportNoticeFunction.class,
            ReportNoticeFunction::new,
            StoreConfig.TABLE_NAME,
            ReportConfig.TOPIC_ARN,
            ReportConfig.EVENT_BUS),
    JANITOR(
            "Janitor",
            JanitorFunction.class,
            JanitorFunction::new,
            StoreConfig.TABLE_NAME,
            ReportConfig.TOPIC_ARN,
            ReportConfig.EVENT_BUS,
            JanitorConfig.PATCH_CLUSTER,
            JanitorConfig.PATCH_FLEET,
            JanitorConfig.RECONCILE),
    RELEASE_LEASE(
            "ReleaseLease",
            ReleaseLeaseFunction.class,
            ReleaseLeaseFunction::new,
            StoreConfig.TABLE_NAME,
            ReturnConfig.GROUP,
            ReturnConfig.ROLE,
            ReturnConfig.DEAD_LETTERS),
    FIND_STUCK(
            "FindStuck",
            FindStuckFunction.class,
            FindStuckFunction::new,
            StoreConfig.TABLE_NAME,
            JanitorConfig.PATCH_CLUSTER),
    TAKE_OVER("TakeOver", TakeOverFunction.class, TakeOverFunction::new, StoreConfig.TABLE_NAME),
    RESOLVE_INTENTS(
            "ResolveIntents",
            ResolveIntentsFunction.class,
            ResolveIntentsFunction::new,
            StoreConfig.TABLE_NAME,
            WatchConfig.START_TIMEOUT,
            WatchConfig.API_TIMEOUT,
            WatchConfig.SETTLING_TIME,
            WatchConfig.SILENCE),
    SETTLE_RUN(
            "SettleRun",
            SettleRunFunction.class,
            SettleRunFunction::new,
            StoreConfig.TABLE_NAME,
            ReportConfig.TOPIC_ARN,
            ReportConfig.EVENT_BUS,
            ReturnConfig.GROUP,
            ReturnConfig.ROLE,
            ReturnConfig.DEAD_LETTERS),
    SWEEP_WIRES("SweepWires", SweepWiresFunction.class, SweepWiresFunction::new, StoreConfig.TABLE_NAME),
    REPORT_LOST_FLEETS(
            "ReportLostFleets",
            ReportLostFleetsFunction.class,
            ReportLostFleetsFunction::new,
            StoreConfig.TABLE_NAME,
            ReportConfig.TOPIC_ARN,
            ReportConfig.EVENT_BUS,
            JanitorConfig.PATCH_FLEET);

    /** How often Lambda invokes a function anew that an event was handed to and that failed. */
    public static final int EVENT_RETRIES = 2;

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    static final Duration LONG_TIMEOUT = Duration.ofMinutes(15);
    private static final Set<ProductFunction> LONG =
            EnumSet.of(ADMIT_TRIGGER, CHECK_READINESS, VERIFY_STEP, RESOLVE_INTENTS);

    private final String title;
    private final Class<? extends JsonFunction<?, ?>> handler;
    private final Function<Deployed, ? extends JsonFunction<?, ?>> maker;
    private final Set<String> variables;

    <F extends JsonFunction<?, ?>> ProductFunction(
            String title, Class<F> handler, Function<Deployed, F> maker, String... variables) {
        this.title = title;
        this.handler = handler;
        this.maker = maker;
        this.variables = Set.of(variables);
    }

    /** What stands between <code>${</code> and <code>}</code> where a workflow calls it. */
    public String title() {
        return title;
    }

    /** For Lambda, which makes it by its constructor without arguments. */
    public Class<? extends JsonFunction<?, ?>> handler() {
        return handler;
    }

    /** The environment variables that it needs, apart from AWS_REGION, which Lambda sets itself. */
    public Set<String> variables() {
        return variables;
    }

    /**
     * How long an invocation may take; those that read every node of a cluster, or every cluster of a
     * fleet, may take longest.
     */
    public Duration timeout() {
        return LONG.contains(this) ? LONG_TIMEOUT : TIMEOUT;
    }

    public JsonFunction<?, ?> make(Deployed deployed) {
        return maker.apply(deployed);
    }
}
