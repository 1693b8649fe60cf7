package io.hyperpatch.infra;

import io.hyperpatch.reconcile.aws.StandingMetrics;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.ssm.StringParameter;

/** The whole installation. All names are generated, so that one that was removed never stands in the way of the next. */
public final class HyperpatchStack extends Stack {
    public static final String NAME = "Hyperpatch";

    public HyperpatchStack(App app, Settings settings) {
        super(app, NAME, properties(settings));
        DeadLetters deadLetters = new DeadLetters(this, "DeadLetters");
        StoreTable store = new StoreTable(this, "Store", settings.retain());
        Notifications notifications = new Notifications(this, "Notifications", settings.emails());
        EventBus bus = EventBus.Builder.create(this, "Bus")
                .description("Requests of operators to Hyperpatch, and its events about the ends of runs")
                .build();
        Returns returns = new Returns(this, "Returns");
        StringParameter policy = StringParameter.Builder.create(this, "Policy")
                .description("The fleet policy of Hyperpatch: change policy.yaml and deploy again")
                .stringValue(settings.policy().toJson().toString())
                .build();
        Shared shared = new Shared(store.table(), policy, notifications, bus, returns, deadLetters.queue());
        Functions functions = new Functions(
                this,
                "Functions",
                FunctionPlan.all(),
                settings,
                Variables.of(shared),
                new Grants(this, settings, shared));
        Workflows workflows =
                new Workflows(this, "Workflows", settings.files().workflows(), functions.aliases(), settings.logDays());
        functions.connect(workflows);
        returns.start(workflows.get(Workflows.PATCH_FLEET), deadLetters.queue());
        notifications.onlyFrom(
                functions.publishers().stream().map(DeployedFunction::role).toList());
        events(settings, functions, workflows, bus, deadLetters);
        Overview overview = observe(functions, workflows, notifications, deadLetters);
        outputs(settings, notifications, bus, store, policy, overview);
    }

    private static StackProps properties(Settings settings) {
        StackProps.Builder properties = StackProps.builder()
                .description("Hyperpatch: patches SageMaker HyperPod clusters unattended and safely");
        settings.region()
                .ifPresent(region ->
                        properties.env(Environment.builder().region(region).build()));
        return properties.build();
    }

    private void events(
            Settings settings, Functions functions, Workflows workflows, EventBus bus, DeadLetters deadLetters) {
        Events.Receivers receivers = new Events.Receivers(workflows.all(), functions.aliases());
        new Events(this, "Events", settings.policy(), bus, receivers, deadLetters.queue());
        List.of("WakeRun", "Janitor").forEach(name -> functions.get(name).takesEvents(deadLetters.queue()));
        Schedules schedules = new Schedules(this, "Schedules", deadLetters.queue());
        if (workflows.all().containsKey(Workflows.RECONCILE)) {
            schedules.reconcile(workflows.get(Workflows.RECONCILE));
        }
        schedules.look(workflows.get(Workflows.PATCH_FLEET));
        schedules.keepAwake(functions.aliases());
    }

    private Overview observe(
            Functions functions, Workflows workflows, Notifications notifications, DeadLetters deadLetters) {
        Alarms alarms = new Alarms(this, "Alarms", notifications.topic());
        workflows
                .all()
                .forEach((name, workflow) -> alarms.onWorkflow(
                        name,
                        workflow,
                        workflows.cleanedUpAfter().contains(workflow)
                                ? "The janitor reports what it was about, and gives a lease back or parks it: wait for that report,"
                                        + " and see with ./hyperpatch status that no lease is left that nobody is at work on."
                                : "The run that waits for it begins another, three times in a row at most, and its report says if that"
                                        + " did not do: until then there is nothing to do."));
        alarms.onSilence(notifications.topic());
        alarms.onDeadLetters(deadLetters.queue());
        alarms.onFunctions(functions.all());
        alarms.onStanding(
                "LeaseParked",
                StandingMetrics.PARKED_LEASES,
                "A cluster's lease is parked, since nobody knows yet what became of a start call there: no other run begins on that"
                        + " cluster. Reconcile looks again every hour; the report of the run says what to look at.");
        alarms.onStanding(
                "RunOverdue",
                StandingMetrics.OVERDUE_RUNS,
                "A run is past its deadline, and its update has not ended. Look at the cluster: something holds it up.");
        Overview overview = new Overview(this, "Overview");
        overview.ofAlarms(alarms.all());
        overview.ofRuns();
        overview.ofWorkflows(workflows.all());
        overview.ofFunctions(functions.all(), deadLetters.queue());
        return overview;
    }

    private void outputs(
            Settings settings,
            Notifications notifications,
            EventBus bus,
            StoreTable store,
            StringParameter policy,
            Overview overview) {
        output("Dashboard", "What happens: in CloudWatch, under this name", overview.name());
        output(
                "TopicArn",
                "Where notifications are published: subscribe here",
                notifications.topic().getTopicArn());
        output("EventBusName", "Where operators put requests, and the product its events", bus.getEventBusName());
        output("TableName", "The record of runs", store.table().getTableName());
        output("PolicyParameter", "The fleet policy as it is installed", policy.getParameterName());
        output("Subscriptions", "Who is told", reminder(settings));
    }

    /** An unconfirmed subscription is silent, and nothing else tells of it. */
    private static String reminder(Settings settings) {
        return settings.emails().isEmpty()
                ? "Nobody is subscribed: deploy again with -c email=ADDRESS, or subscribe to the topic yourself"
                : "Confirm the subscription in the mail that AWS has sent to " + String.join(", ", settings.emails())
                        + ": until then nobody is told";
    }

    private void output(String name, String description, String value) {
        CfnOutput.Builder.create(this, name)
                .description(description)
                .value(value)
                .build();
    }
}
