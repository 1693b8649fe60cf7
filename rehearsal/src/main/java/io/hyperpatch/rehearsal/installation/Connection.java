package io.hyperpatch.rehearsal.installation;

import io.hyperpatch.aws.ClientSettings;
import io.hyperpatch.aws.Clients;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.cluster.Clusters;
import io.hyperpatch.hyperpod.HyperPodArn;
import io.hyperpatch.hyperpod.aws.HyperPod;
import io.hyperpatch.lease.aws.Executions;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.aws.DynamoDbStore;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The installation in its account. Whatever the SDK throws in it comes out as {@link Trouble}. */
public final class Connection {
    private final Installation installation;
    private final ClientSettings settings;
    private final Clients clients;

    private Connection(Installation installation, ClientSettings settings) {
        this.installation = installation;
        this.settings = settings;
        this.clients = new Clients(settings);
    }

    /**
     * Finds the installation and works on it.
     *
     * @param environment the variables of the process
     * @throws Trouble whatever stands in the way
     */
    public static <T> T to(Target target, Map<String, String> environment, Function<Connection, T> work) {
        Troubles unplaced = new Troubles("the region");
        ClientSettings settings = unplaced.telling(() -> new Access(target, environment).settings());
        String region = settings.region().id();
        return new Troubles(region).telling(() -> {
            Installation found = new Stacks(cloudFormation(settings), region, settings.endpoint()).find(target.stack());
            return work.apply(new Connection(found, settings));
        });
    }

    private static CloudFormationClient cloudFormation(ClientSettings settings) {
        var builder = CloudFormationClient.builder()
                .httpClient(settings.http())
                .region(settings.region())
                .credentialsProvider(settings.credentials());
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    public Installation installation() {
        return installation;
    }

    public Store store() {
        return new DynamoDbStore(clients.dynamoDb(), clients.dynamoDbWrites(), installation.table());
    }

    /** To read clusters: needs {@code sagemaker:DescribeCluster}. */
    public ClusterReader clusters() {
        return new Clusters(Map.of(HyperPodArn.SERVICE, new HyperPod(clients.sagemaker(), clients.pause())));
    }

    /** The ARN of whoever the credentials belong to: needs no permission. */
    public String caller() {
        var builder = StsClient.builder()
                .httpClient(settings.http())
                .region(settings.region())
                .credentialsProvider(settings.credentials());
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.build().getCallerIdentity().arn();
    }

    /**
     * Puts an operator's request.
     *
     * @return the id of the event
     * @throws Trouble if the bus does not take it: that comes with a status of 200
     */
    public String put(OperatorRequest request) {
        PutEventsRequestEntry asked = PutEventsRequestEntry.builder()
                .eventBusName(installation.bus())
                .source(OperatorRequest.SOURCE)
                .detailType(OperatorRequest.DETAIL_TYPE)
                .detail(request.detail().toString())
                .build();
        PutEventsResponse answer = clients.eventBridge().putEvents(put -> put.entries(asked));
        PutEventsResultEntry entry = answer.entries().getFirst();
        if (answer.failedEntryCount() > 0 || entry.eventId() == null) {
            throw new Trouble(
                    Trouble.Kind.REFUSED,
                    "the bus " + installation.bus() + " has not taken the request: " + entry.errorCode() + " ("
                            + entry.errorMessage() + ")",
                    "nothing was started; correct what it names and run the command again");
        }
        return entry.eventId();
    }

    /** How all stands, with the latest runs of each cluster. */
    public Status status(int latestRuns, Instant now) {
        Executions executions = new Executions(clients.stepFunctions());
        return new StatusReader(store(), executions::status, latestRuns).read(installation, subscriptions(), now);
    }

    /** Who is told. */
    public Subscriptions subscriptions() {
        SnsClient sns = clients.sns();
        int confirmed = 0;
        int pending = 0;
        for (var subscription : sns.listSubscriptionsByTopicPaginator(list -> list.topicArn(installation.topic()))
                .subscriptions()) {
            // Until then the service writes "PendingConfirmation", and "Deleted" afterwards.
            confirmed += subscription.subscriptionArn().startsWith("arn:") ? 1 : 0;
            pending += Objects.equals(subscription.subscriptionArn(), "PendingConfirmation") ? 1 : 0;
        }
        return new Subscriptions(confirmed, pending);
    }
}
