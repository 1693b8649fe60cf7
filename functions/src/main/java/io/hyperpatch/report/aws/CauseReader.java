package io.hyperpatch.report.aws;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.report.Causes;
import io.hyperpatch.report.Causes.AlarmNow;
import io.hyperpatch.report.Causes.ServiceEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ClusterEventResourceType;
import software.amazon.awssdk.services.sagemaker.model.ClusterEventSummary;
import software.amazon.awssdk.services.sagemaker.model.EventMetadata;
import software.amazon.awssdk.services.sagemaker.model.EventSortBy;
import software.amazon.awssdk.services.sagemaker.model.SortOrder;

/**
 * Asks CloudWatch and HyperPod why an update was undone, or failed.
 *
 * <p>It never keeps a report back: its clients try each call once and briefly, and the first call that fails is its last.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-cluster-events-reference.html">HyperPod cluster
 *     events: on clusters in Continuous mode; the message of a failure is in its details alone</a>
 */
public final class CauseReader {
    private static final Logger LOG = LoggerFactory.getLogger(CauseReader.class);
    private static final String CONTINUOUS = "Continuous";
    private static final int PAGE = 100;
    private static final int NAMED_GROUPS = 3;
    private static final int NAMED_NODES = 2;

    private final SageMakerClient sagemaker;
    private final CloudWatchClient cloudWatch;

    /** Both with one attempt a call. */
    public CauseReader(SageMakerClient sagemaker, CloudWatchClient cloudWatch) {
        this.sagemaker = Objects.requireNonNull(sagemaker);
        this.cloudWatch = Objects.requireNonNull(cloudWatch);
    }

    /**
     * Returns one sentence for each thing that is found, or says that nothing is.
     *
     * @param cluster the last reading; without one, the service's events are not asked for
     * @param intents of the run
     */
    public List<String> causes(Optional<Cluster> cluster, List<Intent> intents) {
        List<Intent> ended = Causes.ended(intents);
        if (ended.isEmpty()) {
            return List.of();
        }
        Instant since = ended.stream()
                .map(intent -> intent.calledAt().orElseThrow())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        boolean continuous = cluster.flatMap(Cluster::nodeProvisioningMode)
                .filter(CONTINUOUS::equals)
                .isPresent();
        List<AlarmNow> alarms = new ArrayList<>();
        List<ServiceEvent> events = new ArrayList<>();
        Optional<String> unread = Optional.empty();
        try {
            alarms(ended, alarms);
            if (continuous) {
                events(cluster.orElseThrow().arn().toString(), since, events);
            }
        } catch (RuntimeException e) {
            LOG.warn("not all that may tell a cause could be read", e);
            unread = Optional.of(inWords(e));
        }
        return new Causes(alarms, events, unread).inWords(continuous, since);
    }

    private static String inWords(RuntimeException failed) {
        return failed instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? service.awsErrorDetails().serviceName() + " answers "
                        + service.awsErrorDetails().errorCode() + "."
                : failed.getClass().getSimpleName() + ".";
    }

    private void alarms(List<Intent> intents, List<AlarmNow> found) {
        List<String> names = intents.stream()
                .flatMap(intent -> intent.deployment().alarms().stream())
                .distinct()
                .limit(PAGE)
                .toList();
        if (names.isEmpty()) {
            return;
        }
        var answer = cloudWatch.describeAlarms(
                request -> request.alarmNames(names).alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM));
        List<String> wires = intents.stream().map(Intent::wire).toList();
        // A wire was made for its intent, so that it has changed since the call says nothing.
        answer.metricAlarms().stream()
                .filter(alarm -> !wires.contains(alarm.alarmName())
                        || alarm.stateValueAsString().equals("ALARM"))
                .map(alarm -> new AlarmNow(
                        alarm.alarmName(),
                        alarm.stateValueAsString(),
                        Objects.requireNonNullElse(alarm.stateReason(), ""),
                        changed(alarm.stateTransitionedTimestamp(), alarm.stateUpdatedTimestamp())))
                .forEach(found::add);
        answer.compositeAlarms().stream()
                .map(alarm -> new AlarmNow(
                        alarm.alarmName(),
                        alarm.stateValueAsString(),
                        Objects.requireNonNullElse(alarm.stateReason(), ""),
                        changed(alarm.stateTransitionedTimestamp(), alarm.stateUpdatedTimestamp())))
                .forEach(found::add);
    }

    private static Instant changed(Instant transitioned, Instant updated) {
        return Stream.of(Optional.ofNullable(transitioned), Optional.ofNullable(updated))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    /** Of the groups, then of the nodes that failed right before: thousands of nodes tell of their way back. */
    private void events(String cluster, Instant since, List<ServiceEvent> found) {
        List<ClusterEventSummary> groups =
                list(cluster, since, Optional.empty(), ClusterEventResourceType.INSTANCE_GROUP, NAMED_GROUPS);
        Optional<Instant> first =
                groups.stream().map(ClusterEventSummary::eventTime).min(Comparator.naturalOrder());
        List<ClusterEventSummary> nodes = list(
                cluster, since, first.map(time -> time.plusSeconds(1)), ClusterEventResourceType.INSTANCE, NAMED_NODES);
        Stream.concat(nodes.stream(), groups.stream())
                .sorted(Comparator.comparing(ClusterEventSummary::eventTime))
                .forEach(event -> found.add(event(cluster, event)));
    }

    private List<ClusterEventSummary> list(
            String cluster, Instant after, Optional<Instant> before, ClusterEventResourceType of, int most) {
        return sagemaker
                .listClusterEvents(request -> request.clusterName(cluster)
                        .resourceType(of)
                        .eventTimeAfter(after)
                        .eventTimeBefore(before.orElse(null))
                        .sortBy(EventSortBy.EVENT_TIME)
                        .sortOrder(SortOrder.DESCENDING)
                        .maxResults(PAGE))
                .events()
                .stream()
                .filter(event -> event.description() != null && ServiceEvent.tellsOfFailure(event.description()))
                .limit(most)
                .toList();
    }

    private ServiceEvent event(String cluster, ClusterEventSummary event) {
        EventMetadata details = sagemaker
                .describeClusterEvent(request -> request.clusterName(cluster).eventId(event.eventId()))
                .eventDetails()
                .eventDetails()
                .eventMetadata();
        return new ServiceEvent(
                event.eventTime(),
                Optional.ofNullable(event.instanceId())
                        .or(() -> Optional.ofNullable(event.instanceGroupName()))
                        .orElse("the cluster"),
                event.description(),
                failure(details).filter(message -> !message.isBlank()));
    }

    private static Optional<String> failure(EventMetadata details) {
        if (details == null) {
            return Optional.empty();
        }
        return Stream.of(
                        Optional.ofNullable(details.instance()).map(part -> part.failureMessage()),
                        Optional.ofNullable(details.instanceGroup()).map(part -> part.failureMessage()),
                        Optional.ofNullable(details.cluster()).map(part -> part.failureMessage()))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
