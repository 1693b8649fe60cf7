package io.hyperpatch.infra.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.hyperpatch.rehearsal.aws.wire.WireRequest;
import io.hyperpatch.rehearsal.aws.wire.WireResponse;
import io.hyperpatch.rehearsal.run.Account;
import io.hyperpatch.rehearsal.run.Furnishing;
import io.hyperpatch.rehearsal.serve.DrivenClock;
import io.hyperpatch.rehearsal.serve.TwinServer;
import io.hyperpatch.rehearsal.setting.Setting;
import io.hyperpatch.rehearsal.twin.AlarmState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ClusterInstanceGroupDetails;

/**
 * What LocalStack has not: the clusters, and images that can be installed on them. They are the twin's, in virtual time that runs
 * fast; it reads the alarms of LocalStack's CloudWatch, and its events come in on LocalStack's bus.
 */
final class Region implements AutoCloseable {
    /** A minute passes in a second. */
    private static final double SPEED = 60;

    private static final String ALARMS = "aws.cloudwatch";
    private static final Set<String> FORWARDED = Set.of("aws.sagemaker", ALARMS);
    private static final String NAMESPACE = "Cluster";
    private static final WireResponse FAILURE = new WireResponse(
            500,
            Map.of("Content-Type", "application/x-amz-json-1.1"),
            "{\"__type\":\"InternalFailure\"}".getBytes(StandardCharsets.UTF_8));

    static final String DEFAULT_BUS = "default";

    private final List<Setting> settings;
    private final CloudWatchClient cloudWatch;
    private final EventBridgeClient events;
    private final Account account;
    private final TwinServer server;
    private final SageMakerClient sagemaker;
    private final URI uri;

    Region(LocalStack aws, List<Setting> settings) throws IOException {
        this.settings = List.copyOf(settings);
        cloudWatch = aws.client(CloudWatchClient.builder());
        events = aws.client(EventBridgeClient.builder());
        account = new Account(
                LocalStack.ACCOUNT,
                LocalStack.REGION.id(),
                settings.getFirst().start(),
                1,
                List.of(),
                List.of());
        for (Setting setting : settings) {
            Furnishing.surroundings(setting, account);
            Furnishing.cluster(setting, account);
            setting.policy()
                    .rollout()
                    .alarmsOf(setting.names().cluster())
                    .forEach(this::makeAlarm);
        }
        account.readAlarmsFrom(this::stateOf);
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
        return Map.of("AWS_ENDPOINT_URL_SAGEMAKER", url, "AWS_ENDPOINT_URL_EC2", url);
    }

    private void makeAlarm(String name) {
        cloudWatch.putMetricAlarm(alarm -> alarm.alarmName(name)
                .namespace(NAMESPACE)
                .metricName(name)
                .statistic(Statistic.MAXIMUM)
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .treatMissingData("ignore"));
        become(name, StateValue.OK);
    }

    /** A state that is set lasts until the alarm is evaluated; the data point makes it last longer. */
    private void become(String alarm, StateValue state) {
        MetricDatum datum = MetricDatum.builder()
                .metricName(alarm)
                .timestamp(Instant.now())
                .value(state == StateValue.ALARM ? 1.0 : 0.0)
                .build();
        cloudWatch.putMetricData(data -> data.namespace(NAMESPACE).metricData(datum));
        cloudWatch.setAlarmState(
                change -> change.alarmName(alarm).stateValue(state).stateReason("the scenario says so"));
    }

    private AlarmState stateOf(String name) {
        return cloudWatch.describeAlarms(request -> request.alarmNames(name)).metricAlarms().stream()
                .findFirst()
                .map(MetricAlarm::stateValueAsString)
                .map(AlarmState::valueOf)
                .orElse(AlarmState.MISSING);
    }

    /** LocalStack's alarms put no event on its bus, so that of a scenario's alarm goes there as well. */
    private void forward(JsonNode event) {
        String source = event.path("source").asText();
        if (!FORWARDED.contains(source)) {
            return;
        }
        if (source.equals(ALARMS)) {
            become(
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
        cloudWatch.close();
    }
}
