package io.hyperpatch.reconcile.aws;

import io.hyperpatch.cluster.ClusterArn;
import io.hyperpatch.reconcile.FailedRounds;
import io.hyperpatch.reconcile.FailedSeries;
import io.hyperpatch.report.Mails;
import io.hyperpatch.report.Notification;
import io.hyperpatch.report.UnresolvedReport;
import io.hyperpatch.report.aws.Publisher;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.RunName;
import io.hyperpatch.run.Runs;
import io.hyperpatch.store.Store;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the rounds of reconcile that fail with a run, and notifies people once where they go on failing. */
public final class UnresolvedTelling {
    private static final Logger LOG = LoggerFactory.getLogger(UnresolvedTelling.class);

    private final Runs runs;
    private final FailedRounds rounds;
    private final Mails mails;
    private final Publisher publisher;

    public UnresolvedTelling(Store store, Publisher publisher) {
        this.runs = new Runs(store);
        this.rounds = new FailedRounds(store);
        this.mails = new Mails(store);
        this.publisher = Objects.requireNonNull(publisher);
    }

    /** Notes that a round begins, and notifies people where those before it should have. */
    public void begin(ClusterArn cluster, RunName run, String round, Instant now) {
        rounds.begin(run, round, now).ifPresent(series -> tell(cluster, run, series, now));
    }

    public void failed(ClusterArn cluster, RunName run, String round, FailedSeries.Failure failure, Instant now) {
        tell(cluster, run, rounds.failed(run, round, failure, now), now);
    }

    public void succeeded(RunName run) {
        rounds.succeeded(run);
    }

    /** A mail that could not be sent stays owed: until it is sent the rounds stay hourly, and each tries it again. */
    private void tell(ClusterArn cluster, RunName name, FailedSeries series, Instant now) {
        if (!series.isOwed()) {
            return;
        }
        try {
            Optional<Run> run = recorded(cluster, name);
            Notification notification = Notification.of(new UnresolvedReport(
                    series.round(),
                    run.map(Run::policy).orElse("unknown"),
                    name,
                    run.map(Run::clusterName).orElse(name.cluster()),
                    series.words(),
                    series.all(),
                    series.first(),
                    series.last(),
                    series.pause()));
            mails.send(notification, now, publisher::tellPeople);
            publisher.tellMachines(notification);
            rounds.told(name, series, now);
        } catch (RuntimeException e) {
            LOG.warn("that reconcile fails with {} is still to be told", name, e);
        }
    }

    /** The record of the run may be the very item that cannot be read. */
    private Optional<Run> recorded(ClusterArn cluster, RunName name) {
        try {
            return runs.find(cluster, name);
        } catch (IllegalArgumentException e) {
            LOG.warn("the record of run {} cannot be read", name, e);
            return Optional.empty();
        }
    }
}
