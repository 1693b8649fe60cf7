package io.hyperpatch.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** What must never happen silently: each of these mails what it means and what to do. */
final class Alarms extends Construct {
    /** An alarm on an expression takes ten metrics. */
    private static final int METRICS_PER_ALARM = 10;

    /** A single one is repeated by the workflow and does no harm. */
    private static final int MANY_ERRORS = 3;

    private final SnsAction tellPeople;
    private final List<Alarm> all = new ArrayList<>();

    Alarms(Construct scope, String id, ITopic topic) {
        super(scope, id);
        this.tellPeople = new SnsAction(Objects.requireNonNull(topic));
    }

    /** @param afterwards who sees to what it left behind */
    void onWorkflow(String name, Workflow workflow, String afterwards) {
        alarm(
                WorkflowFile.camel(name) + "Died",
                "An execution of " + name + " failed, timed out or was stopped. " + afterwards
                        + " Why it ended stands in the Step Functions console.",
                Observed.badEnds(name, workflow),
                1,
                TreatMissingData.NOT_BREACHING);
    }

    void onDeadLetters(IQueue queue) {
        alarm(
                "DeadLetter",
                "An event could not be delivered, or a function gave up on it. Look at the message in the queue: its attributes say"
                        + " why. Ask for a run by hand if it announced an image.",
                queue.metricApproximateNumberOfMessagesVisible(),
                1,
                TreatMissingData.NOT_BREACHING);
    }

    void onFunctions(List<DeployedFunction> functions) {
        int alarms = Math.ceilDiv(functions.size(), METRICS_PER_ALARM);
        int each = Math.ceilDiv(functions.size(), alarms);
        for (int number = 0; number < alarms; number++) {
            List<DeployedFunction> some =
                    functions.subList(number * each, Math.min(functions.size(), (number + 1) * each));
            alarm(
                    "FunctionErrors" + (number + 1),
                    "Functions fail again and again (" + names(some)
                            + "). Workflows repeat them, and a run that cannot go on is reported. The dashboard shows which one fails, and"
                            + " its log says why.",
                    Observed.errors(some),
                    MANY_ERRORS,
                    TreatMissingData.NOT_BREACHING);
        }
    }

    private static String names(List<DeployedFunction> functions) {
        return String.join(
                ", ",
                functions.stream().map(function -> function.getNode().getId()).toList());
    }

    /** It mails nobody either: it is for the dashboard, and for who looks at alarms. */
    void onSilence(ITopic topic) {
        alarm(
                "NobodyIsTold",
                "Something was published, and delivered to nobody: no subscription of the topic is confirmed, or every delivery failed."
                        + " Follow the link in the mail from AWS, or subscribe. Then see with ./hyperpatch status what was missed.",
                Observed.untold(topic),
                1,
                TreatMissingData.NOT_BREACHING);
    }

    /** Reconcile counts once an hour: between two counts the last one holds. */
    void onStanding(String id, String metric, String description) {
        alarm(id, description, Observed.standing(metric), 1, TreatMissingData.IGNORE);
    }

    private void alarm(String id, String description, IMetric metric, int threshold, TreatMissingData missing) {
        Alarm alarm = Alarm.Builder.create(this, id)
                .alarmDescription("Hyperpatch: " + description)
                .metric(metric)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .threshold(threshold)
                .evaluationPeriods(1)
                .treatMissingData(missing)
                .build();
        alarm.addAlarmAction(tellPeople);
        all.add(alarm);
    }

    List<Alarm> all() {
        return List.copyOf(all);
    }
}
