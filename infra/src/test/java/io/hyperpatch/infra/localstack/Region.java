package io.hyperpatch.infra.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.wire.WireRequest;
import io.hyperpatch.rehearsal.aws.wire.WireResponse;
import io.hyperpatch.rehearsal.run.Account;
import io.hyperpatch.rehearsal.run.Furnishing;
import io.hyperpatch.rehearsal.serve.DrivenClock;
import io.hyperpatch.rehearsal.serve.TwinServer;
import io.hyperpatch.rehearsal.setting.Setting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ClusterInstanceGroupDetails;

/**
 * What LocalStack has not: the clusters, and images that can be installed on them. They are the twin's, in virtual time that runs
 * fast; it reads the alarms of LocalStack's CloudWatch, and its events come in on LocalStack's bus.
 */
final class Region implements AutoCloseable {
    static final String DEFAULT_BUS = "default";

    /** A minute passes in a second. */
    private static final double SPEED = 60;

    private static final String CLOUDWATCH = "aws.cloudwatch";
    private static final Set<String> FORWARDED = Set.of("aws.sagemaker", CLOUDWATCH);
    private static final WireResponse FAILURE = new WireResponse(
            500,
            Map.of("Content-Type", "application/x-amz-json-1.1"),
            "{\"__type\":\"InternalFailure\"}".getBytes(StandardCharsets.UTF_8));

    private final List<Setting> settings;
    private final Alarms alarms;
    private final EventBridgeClient events;
    private final Account account;
    private final TwinServer server;
    private final SageMakerClient sagemaker;
    private final URI uri;

    Region(LocalStack aws, List<Setting> settings) throws IOException {
        this.settings = List.copyOf(settings);
        alarms = new Alarms(aws);
        events = aws.client(EventBridgeClient.builder());
        account = new Account(
                LocalStack.ACCOUNT, LocalStack.REGION.id(), settings.getFirst().start(), 1, List.of(), List.of());
        for (Setting setting : settings) {
            Furnishing.surroundings(setting, account);
            Furnishing.cluster(setting, account);
            setting.policy().rollout().alarmsOf(setting.names().cluster()).forEach(alarms::make);
        }
        account.readAlarmsFrom(alarms::stateOf);
        account.bus.whenPut(this::forward);
        DrivenClock clock =
                new DrivenClock(account.clock, SPEED, System::nanoTime, fault -> fault.printStackTrace(System.err));
        server = new TwinServer(new InetSocketAddress("0.0.0.0", 0), this::exchange, clock);
        uri = server.start(line -> {});
        sagemaker = SageMakerClient.builder()
                .httpClient(aws.http())
                .region(LocalStack.REGION)
                .endpointOverride(URI.create("http://127.0.0.1:" + uri.getPort()))
                .credentialsProvider(LocalStack.credentials())
                .build();
    }

    /** The variables by which functions in containers find it. */
    Map<String, String> variables() {
        String url = "http://" + LocalStack.hostFromContainers() + ":" + uri.getPort();
        return Map.of("AWS_ENDPOINT_URL_SAGEMAKER", url, "AWS_ENDPOINT_URL_EC2", url, "AWS_ENDPOINT_URL_IAM", url);
    }

    /** LocalStack's alarms put no event on its bus, so that of a scenario's alarm goes there as well. */
    private void forward(JsonNode event) {
        String source = event.path("source").asText();
        if (!FORWARDED.contains(source)) {
            return;
        }
        if (source.equals(CLOUDWATCH)) {
            alarms.become(
                    event.at("/detail/alarmName").asText(),
                    StateValue.fromValue(event.at("/detail/state/value").asText()));
        }
        put(event, DEFAULT_BUS);
    }

    /** Puts an event on a bus, and gives the id that it has there. */
    String put(JsonNode event, String bus) {
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(event.path("source").asText())
                .detailType(event.path("detail-type").asText())
                .resources(event.path("resources")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList())
                .detail(event.path("detail").toString())
                .build();
        return events.putEvents(request -> request.entries(entry))
                .entries()
                .getFirst()
                .eventId();
    }

    /** The calls that fail in a scenario, about its own cluster only. */
    private void exchange(WireRequest request, Consumer<Optional<WireResponse>> answer) {
        String target = request.header("x-amz-target").orElse("");
        String body = request.text();
        boolean fails = settings.stream()
                .filter(setting -> body.contains('"' + setting.names().cluster() + '"')
                        || body.contains('"' + setting.names().clusterArn() + '"'))
                .flatMap(setting -> setting.cast().faults().stream())
                .anyMatch(fault ->
                        fault.at().action().equals("sagemaker:" + target.substring(target.lastIndexOf('.') + 1)));
        if (fails) {
            answer.accept(Optional.of(FAILURE));
        } else {
            account.aws.exchange(request, answer);
        }
    }

    /** What the service shows that the groups of a cluster run. */
    Set<String> imagesOf(String cluster) {
        return sagemaker.describeCluster(request -> request.clusterName(cluster)).instanceGroups().stream()
                .map(ClusterInstanceGroupDetails::currentImageId)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        sagemaker.close();
        server.close();
        account.close();
        events.close();
        alarms.close();
    }
}
