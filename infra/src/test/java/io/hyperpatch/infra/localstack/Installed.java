package io.hyperpatch.infra.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.aws.Clients;
import io.hyperpatch.infra.localstack.Inbox.Notification;
import io.hyperpatch.rehearsal.run.Machines;
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.aws.DynamoDbStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The installation on LocalStack, with the clusters that it looks after. */
final class Installed implements AutoCloseable {
    private static final Duration ADMISSION = Duration.ofMinutes(3);
    private static final Duration RUN = Duration.ofMinutes(15);

    final LocalStack aws;
    final Region region;
    final Deployment deployment;
    final Executions executions;
    final Inbox inbox;
    private final SsmClient ssm;
    private final Map<Staged, List<String>> events = new EnumMap<>(Staged.class);

    Installed(LocalStack aws) throws IOException {
        this.aws = aws;
        ssm = aws.client(SsmClient.builder());
        List<Setting> settings =
                Arrays.stream(Staged.values()).map(Staged::setting).toList();
        // Before there are rules: a parameter's change is a trigger.
        settings.forEach(setting -> setting.parameters().forEach((parameter, value) -> {
            // AWS's own public parameters can be put by nobody else.
            if (!parameter.startsWith("/aws/service/")) {
                put(parameter, value);
            }
        }));
        region = new Region(aws, settings);
        deployment = Deployment.of(aws, Staged.fleet(), template -> Adaptation.of(template, region.variables()));
        executions = new Executions(aws, deployment);
        inbox = new Inbox(aws, deployment.outputs().get("TopicArn"));
    }

    private void put(String parameter, String value) {
        ssm.putParameter(request ->
                request.name(parameter).value(value).type(ParameterType.STRING).overwrite(true));
    }

    /** Installs the policy of a case, puts its events, and returns when they are admitted: the next one's policy may come. */
    void play(Staged staged) {
        Setting setting = staged.setting();
        put(
                deployment.outputs().get("PolicyParameter"),
                setting.policy().toJson().toString());
        events.put(
                staged,
                setting.triggers().stream()
                        .map(Setting.Incoming::event)
                        .map(this::put)
                        .toList());
        int expected = setting.triggers().size();
        Await.until(
                staged + " is admitted",
                ADMISSION,
                () -> fleets(staged).stream()
                                .filter(fleet -> executions.visited(fleet).contains("RouteOnAdmission"))
                                .count()
                        == expected);
    }

    /** On the bus that takes such an event: requests of operators have one of their own. */
    private String put(JsonNode event) {
        boolean request = event.path("source").asText().equals("hyperpatch.operator");
        return region.put(event, request ? deployment.outputs().get("EventBusName") : Region.DEFAULT_BUS);
    }

    /** The executions of patch-fleet that the events of a case have started, in the order of the events. */
    List<String> fleets(Staged staged) {
        List<String> all = executions.of(Machines.PATCH_FLEET).stream()
                .map(ExecutionListItem::executionArn)
                .toList();
        return events.get(staged).stream()
                .flatMap(event -> all.stream()
                        .filter(fleet ->
                                executions.input(fleet).path("id").asText().equals(event)))
                .toList();
    }

    /** Those that the events about the alarm of a case's cluster have started. */
    List<String> alarmed(Staged staged) {
        List<String> alarms = staged.setting().policy().rollout().alarmsOf(staged.cluster());
        return executions.of(Machines.PATCH_FLEET).stream()
                .map(ExecutionListItem::executionArn)
                .filter(fleet -> alarms.contains(
                        executions.input(fleet).at("/detail/alarmName").asText()))
                .toList();
    }

    /** What patch-fleet says, in the end, to an event. */
    JsonNode answer(String fleet) {
        return executions.output(fleet, RUN);
    }

    /** The same about the only cluster. */
    JsonNode end(Staged staged) {
        return answer(fleets(staged).getFirst()).at("/runs/0");
    }

    /** The executions of a workflow that are about the cluster of a case. */
    List<String> of(String workflow, Staged staged) {
        return executions.of(workflow).stream()
                .filter(execution -> execution.name().startsWith(staged.cluster() + "-"))
                .map(ExecutionListItem::executionArn)
                .toList();
    }

    Notification notification(JsonNode end) {
        return inbox.first(end.path("run").asText());
    }

    /** The record of runs, as the product reads it. */
    Store store() {
        Clients clients = new Clients(new ClientSettings(
                aws.http(),
                LocalStack.REGION,
                LocalStack.credentials(),
                BackoffStrategy.retryImmediately(),
                Optional.empty(),
                Optional.of(aws.endpoint())));
        return new DynamoDbStore(
                clients.dynamoDb(),
                clients.dynamoDbWrites(),
                deployment.outputs().get("TableName"));
    }

    @Override
    public void close() {
        inbox.close();
        executions.close();
        ssm.close();
        region.close();
    }
}
