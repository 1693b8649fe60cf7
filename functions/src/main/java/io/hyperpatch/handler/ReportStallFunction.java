package io.hyperpatch.handler;

import io.hyperpatch.cluster.Cluster;
import io.hyperpatch.cluster.ClusterReader;
import io.hyperpatch.intent.Intent;
import io.hyperpatch.intent.Intents;
import io.hyperpatch.report.GroupReport;
import io.hyperpatch.report.GroupStanding;
import io.hyperpatch.report.Mails;
import io.hyperpatch.report.Notification;
import io.hyperpatch.report.StalledReport;
import io.hyperpatch.report.aws.Publisher;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Tells people that an update does not move. The run goes on. */
public final class ReportStallFunction extends JsonFunction<StepInput, ReportNoticeFunction.Answer> {
    private final ClusterReader clusters;
    private final Runs runs;
    private final Intents intents;
    private final Mails mails;
    private final Publisher publisher;
    private final Clock clock;

    public ReportStallFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.REPORT_STALL));
    }

    ReportStallFunction(Deployed deployed) {
        this(deployed.clusters(), deployed.store(), deployed.publisher(), deployed.clock());
    }

    public ReportStallFunction(ClusterReader clusters, Store store, Publisher publisher, Clock clock) {
        super(StepInput.class);
        this.clusters = Objects.requireNonNull(clusters);
        this.runs = new Runs(store);
        this.intents = new Intents(store);
        this.mails = new Mails(store);
        this.publisher = Objects.requireNonNull(publisher);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    protected ReportNoticeFunction.Answer handle(StepInput input) {
        Run run = runs.find(input.cluster().arn(), input.run()).orElseThrow();
        Intent intent = intents.of(input.run(), input.step()).stream()
                .max(Comparator.comparing((Intent stalled) -> stalled.movedAt().orElse(Instant.EPOCH)))
                .orElseThrow();
        Cluster cluster = clusters.describe(input.clusterArn());
        Notification notification = Notification.of(new StalledReport(
                input.run(),
                run.policy(),
                run.clusterName(),
                run.cluster(),
                Duration.between(intent.movedAt().orElse(intent.plannedAt()), clock.instant()),
                run.startedAt(),
                intent.deadline(),
                groups(intent, cluster),
                Optional.of(cluster.status())));
        mails.send(intent.id() + "/stalled", notification, clock.instant(), publisher::tellPeople);
        publisher.tellMachines(notification);
        intents.stalled(intent, clock.instant());
        return new ReportNoticeFunction.Answer(notification.id());
    }

    private static List<GroupReport> groups(Intent intent, Cluster cluster) {
        return intent.groups().stream()
                .flatMap(name -> cluster.group(name).stream())
                .map(group -> new GroupReport(
                        group.name(),
                        group.instanceType(),
                        group.currentCount(),
                        group.currentCount(),
                        intent.before().get(group.name()).currentImageId(),
                        intent.pin(),
                        group.currentImageId(),
                        group.softwareUpdateStatus(),
                        group.targetStateCount().orElse(0),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        GroupStanding.UNPROVEN,
                        "",
                        Optional.empty()))
                .toList();
    }
}
