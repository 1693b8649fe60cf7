package io.hyperpatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hyperpatch.cluster.Pin;
import io.hyperpatch.run.Outcome;
import io.hyperpatch.run.Run;
import io.hyperpatch.run.Runs;
import io.hyperpatch.run.Unreported;
import io.hyperpatch.store.InMemoryStore;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.TransactionResult;
import io.hyperpatch.store.Write;
import io.hyperpatch.store.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportingTest {
    private static final Instant NOW = Instant.parse("2026-11-21T05:48:00Z");
    private static final RunReport REPORT = Reports.of(Outcome.VERIFIED);

    private final FailingStore store = new FailingStore();
    private final Runs runs = new Runs(store);
    private final Mails mails = new Mails(store);
    private final List<Notification> sent = new ArrayList<>();
    private final List<Notification> events = new ArrayList<>();
    private final Reporting reporting = new Reporting(runs, new Unreported(store), mails, sent::add, events::add);

    ReportingTest() {
        runs.begin(Run.planned(
                Reports.RUN,
                Reports.ARN,
                "train-a",
                "gpu-fleet",
                Map.of("gpu", Pin.of(Reports.NEW)),
                "parent",
                Reports.START));
    }

    @Test
    void sendsOnceAndRecordsIt() {
        assertThat(reporting.report(REPORT, NOW)).isInstanceOf(Reporting.Result.Sent.class);
        assertThat(reporting.report(REPORT, NOW.plusSeconds(9))).isEqualTo(new Reporting.Result.SentBefore(NOW));

        assertThat(sent).extracting(Notification::id).containsExactly(Reports.RUN + "/final");
        assertThat(runs.find(Reports.ARN, Reports.RUN).flatMap(Run::notified)).contains(NOW);
    }

    @Test
    void sendsAgainUnderTheSameIdWhenRecordingFailed() {
        Reporting interrupted = new Reporting(
                runs,
                new Unreported(store),
                mails,
                notification -> {
                    sent.add(notification);
                    store.failing = true;
                },
                events::add);
        assertThatThrownBy(() -> interrupted.report(REPORT, NOW)).hasMessage("store out of reach");
        store.failing = false;

        assertThatThrownBy(() -> reporting.report(REPORT, NOW)).isInstanceOf(NotSentYet.class);
        assertThat(reporting.report(REPORT, NOW.plus(Duration.ofMinutes(15))))
                .isInstanceOf(Reporting.Result.Sent.class);

        assertThat(sent).extracting(Notification::id).containsExactly(Reports.RUN + "/final", Reports.RUN + "/final");
    }

    @Test
    void recordsNothingWhenPublishingFailed() {
        Reporting broken = new Reporting(
                runs,
                new Unreported(store),
                mails,
                notification -> {
                    throw new IllegalStateException("no topic");
                },
                events::add);

        assertThatThrownBy(() -> broken.report(REPORT, NOW))
                .isInstanceOf(NotSentYet.class)
                .hasRootCauseMessage("no topic");

        assertThat(runs.find(Reports.ARN, Reports.RUN).flatMap(Run::notified)).isEmpty();
    }

    @Test
    void disturbsPeopleOnlyOnceWhileTheEventBusIsOutOfOrder() {
        Reporting withoutBus = new Reporting(runs, new Unreported(store), mails, sent::add, notification -> {
            throw new IllegalStateException("no bus");
        });
        assertThatThrownBy(() -> withoutBus.report(REPORT, NOW)).hasMessage("no bus");
        assertThatThrownBy(() -> withoutBus.report(REPORT, NOW)).hasMessage("no bus");

        reporting.report(REPORT, NOW.plusSeconds(9));

        assertThat(sent).hasSize(1);
        assertThat(events).extracting(Notification::id).containsExactly(Reports.RUN + "/final");
    }

    @Test
    void owesMachinesAResolvedOutcomeUntilTheEventBusTakesIt() {
        RunReport resolved = Reports.resolved();
        Reporting withoutBus = new Reporting(runs, new Unreported(store), mails, sent::add, notification -> {
            throw new IllegalStateException("no bus");
        });
        assertThatThrownBy(() -> withoutBus.report(resolved, NOW)).hasMessage("no bus");
        assertThat(runs.find(Reports.ARN, Reports.RUN).flatMap(Run::resolvedTold))
                .isEmpty();

        reporting.report(resolved, NOW.plusSeconds(9));

        assertThat(sent).hasSize(1);
        assertThat(events).extracting(Notification::id).containsExactly(Reports.RUN + "/resolved");
        assertThat(runs.find(Reports.ARN, Reports.RUN).flatMap(Run::resolvedTold))
                .contains(NOW.plusSeconds(9));
    }

    @Test
    void tellsAlsoOfARunThatWasNeverRecorded() {
        Reporting without =
                new Reporting(new Runs(new InMemoryStore()), new Unreported(store), mails, sent::add, events::add);

        assertThat(without.report(REPORT, NOW)).isInstanceOf(Reporting.Result.Sent.class);
        assertThat(sent).hasSize(1);
    }

    /** A store whose writes can be made to fail. */
    private static final class FailingStore implements Store {
        private final Store store = new InMemoryStore();
        private boolean failing;

        @Override
        public Optional<Item> read(Key key) {
            return store.read(key);
        }

        @Override
        public List<Item> list(String partition, String sortPrefix) {
            return store.list(partition, sortPrefix);
        }

        @Override
        public WriteResult write(Write write) {
            if (failing) {
                throw new IllegalStateException("store out of reach");
            }
            return store.write(write);
        }

        @Override
        public TransactionResult transact(List<Write> writes) {
            return store.transact(writes);
        }
    }
}
