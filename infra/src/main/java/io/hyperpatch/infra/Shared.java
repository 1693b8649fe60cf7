package io.hyperpatch.infra;

import io.hyperpatch.role.Deployment;
import java.util.Objects;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.ssm.IStringParameter;

/** The parts of the installation that several functions use. */
record Shared(
        ITable table,
        IStringParameter policy,
        Notifications notifications,
        IEventBus bus,
        Returns returns,
        IQueue deadLetters) {
    Shared {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(notifications, "notifications");
        Objects.requireNonNull(bus, "bus");
        Objects.requireNonNull(returns, "returns");
        Objects.requireNonNull(deadLetters, "deadLetters");
    }

    /** Their ARNs, as roles reach them. */
    Deployment.Parts parts() {
        return new Deployment.Parts(
                table.getTableArn(),
                policy.getParameterArn(),
                notifications.topic().getTopicArn(),
                notifications.key().getKeyArn(),
                bus.getEventBusArn(),
                returns.schedules(),
                returns.role().getRoleArn());
    }
}
