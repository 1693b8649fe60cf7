package io.hyperpatch.rehearsal.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.handler.ProductFunction;
import io.hyperpatch.policy.FleetPolicy;
import io.hyperpatch.reconcile.Hourly;
import io.hyperpatch.rehearsal.aws.events.Scheduler;
import io.hyperpatch.routing.EventRule;
import io.hyperpatch.routing.EventRules;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The EventBridge rules of the product, as they are deployed for a policy; and its schedules. */
final class Rules {
    /** The group of the schedules that bring patch-fleet back once. */
    static final String RETURNS = "hyperpatch-returns";

    private static final String RECONCILE_SCHEDULE = "hyperpatch-reconcile";

    private Rules() {}

    /** Adds the schedules, which depend on no policy. */
    static void schedule(Account account) {
        account.scheduler.every(Hourly.EVERY, RECONCILE_SCHEDULE, () -> reconcile(account));
        account.schedules.group(RETURNS, event -> start(account, Machines.PATCH_FLEET, "schedule-", event));
        account.bus.rule("Look", Rules::isOfASchedule, Machines.PATCH_FLEET, event -> start(account, event));
    }

    /** Adds the rules. */
    static void follow(Account account, FleetPolicy policy) {
        List<EventRule> rules = EventRules.of(policy, account.engine::stateMachineArn);
        RuleMatcher matcher = new RuleMatcher(rules);
        for (EventRule rule : rules) {
            account.bus.rule(
                    rule.name(),
                    event -> matcher.passes(rule, event),
                    rule.target().name(),
                    event -> deliver(account, rule.target(), rule.handedOn(event)));
        }
    }

    private static void deliver(Account account, EventRule.Target target, JsonNode event) {
        switch (target) {
            case EventRule.Target.Workflow workflow -> start(account, workflow.name(), "event-", event);
            case EventRule.Target.Function function ->
                account.lambda.invokeAsync(function.name(), event, ProductFunction.EVENT_RETRIES, result -> {});
        }
    }

    /**
     * A scenario lets a schedule fire by an event of its own: no rule matches one, since Scheduler calls
     * its target itself.
     */
    private static boolean isOfASchedule(JsonNode event) {
        return event.path("detail-type").asText().equals(Scheduler.DETAIL_TYPE);
    }

    private static void start(Account account, JsonNode event) {
        start(account, Machines.PATCH_FLEET, "event-", event);
    }

    /**
     * The time of a schedule, which the Scheduler could hand over, holds characters that no name of an
     * execution may.
     */
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
