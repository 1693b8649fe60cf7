package io.hyperpatch.rehearsal.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.events.EventBus;
import java.util.List;

/** The EventBridge rules of the product: which event starts patch-fleet, and which wakes a run. */
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
    }

    /** The wires' own changes of state are nobody's trigger. */
    private static boolean notOurWire(JsonNode event) {
        return !event.path("detail").path("alarmName").asText().startsWith("hyperpatch-");
    }

    private static String slug(Pattern pattern) {
        return pattern.detailType().toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    }

    /** EventBridge targets cannot set an execution's name: it gets one of its own for every delivery. */
    private static void start(Account account, JsonNode event) {
        account.engine.startExecution(
                Machines.PATCH_FLEET, "event-" + account.engine.executions().size(), event);
    }
}
