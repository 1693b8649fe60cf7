package io.hyperpatch.rehearsal.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.events.EventBus;
import io.hyperpatch.rehearsal.aws.events.Scheduler;
import io.hyperpatch.rehearsal.aws.states.ExecutionEvents;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** The EventBridge rules of the product: which event starts patch-fleet, which wakes a run, which calls the janitor; and its schedule. */
final class Rules {
    private record Pattern(String source, String detailType) {}

    private static final List<Pattern> TRIGGERS = List.of(
            new Pattern("aws.ec2", "EC2 AMI State Change"),
            new Pattern("aws.imagebuilder", "EC2 Image Builder Image State Change"),
            new Pattern("aws.ssm", "Parameter Store Change"),
            new Pattern("aws.cloudwatch", "CloudWatch Alarm State Change"),
            new Pattern("aws.events", "Scheduled Event"),
            new Pattern("aws.scheduler", "Scheduled Event"),
            new Pattern("hyperpatch.operator", "Hyperpatch Operator Request"));
    private static final List<Pattern> SIGNALS = List.of(
            new Pattern("aws.sagemaker", "SageMaker HyperPod Cluster State Change"),
            new Pattern("aws.sagemaker", "SageMaker HyperPod Cluster Event"),
            new Pattern("aws.sagemaker", "SageMaker HyperPod Cluster Node Health Event"));

    /** The group of the schedules that bring patch-fleet back once. */
    static final String RETURNS = "hyperpatch-returns";

    private static final String RECONCILE_SCHEDULE = "hyperpatch-reconcile";

    private static final Set<String> BAD_ENDS = Set.of("FAILED", "TIMED_OUT", "ABORTED");
    private static final Set<String> CLEANED_UP_AFTER =
            Set.of(Machines.PATCH_FLEET, Machines.PATCH_CLUSTER, Machines.RECONCILE);

    /** So soon is freed what is stuck. */
    private static final Duration RECONCILE_EVERY = Duration.ofHours(1);

    private Rules() {}

    static void add(Account account) {
        for (Pattern trigger : TRIGGERS) {
            account.bus.rule(
                    "start-on-" + slug(trigger),
                    EventBus.from(trigger.source(), trigger.detailType()).and(Rules::notOurWire),
                    event -> start(account, event));
        }
        for (Pattern signal : SIGNALS) {
            account.bus.rule(
                    "wake-on-" + slug(signal),
                    EventBus.from(signal.source(), signal.detailType()),
                    event -> account.lambda.invokeAsync("WakeRun", event, result -> {}));
        }
        account.bus.rule(
                "clean-up-after-bad-ends",
                EventBus.from(ExecutionEvents.SOURCE, ExecutionEvents.DETAIL_TYPE)
                        .and(event -> endedBadly(account, event)),
                event -> account.lambda.invokeAsync("Janitor", event, result -> {}));
        account.scheduler.every(RECONCILE_EVERY, RECONCILE_SCHEDULE, () -> reconcile(account));
        account.schedules.group(RETURNS, event -> start(account, Machines.PATCH_FLEET, "schedule-", event));
    }

    /** Ends that a workflow cannot catch itself; a rule of EventBridge would list the statuses and the machines' ARNs. */
    private static boolean endedBadly(Account account, JsonNode event) {
        JsonNode detail = event.path("detail");
        return BAD_ENDS.contains(detail.path("status").asText())
                && CLEANED_UP_AFTER.stream()
                        .map(account.engine::stateMachineArn)
                        .anyMatch(detail.path("stateMachineArn").asText()::equals);
    }

    /** The wires' own changes of state are nobody's trigger. */
    private static boolean notOurWire(JsonNode event) {
        return !event.path("detail").path("alarmName").asText().startsWith("hyperpatch-");
    }

    private static String slug(Pattern pattern) {
        return pattern.detailType().toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    }

    private static void start(Account account, JsonNode event) {
        start(account, Machines.PATCH_FLEET, "event-", event);
    }

    /** The time of a schedule, which the Scheduler could hand over, holds characters that no name of an execution may. */
    private static void reconcile(Account account) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("version", "0")
                .put("detail-type", Scheduler.DETAIL_TYPE)
                .put("source", Scheduler.SOURCE)
                .put("account", account.id)
                .put("time", account.clock.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", account.region)
                .put("detail", "{}");
        event.putArray("resources")
                .add("arn:aws:scheduler:" + account.region + ":" + account.id + ":schedule/default/"
                        + RECONCILE_SCHEDULE);
        start(account, Machines.RECONCILE, "schedule-", event);
    }

    /** EventBridge targets cannot set an execution's name: it gets one of its own for every delivery. */
    private static void start(Account account, String machine, String prefix, JsonNode event) {
        account.engine.startExecution(machine, prefix + account.engine.started(), event);
    }
}
