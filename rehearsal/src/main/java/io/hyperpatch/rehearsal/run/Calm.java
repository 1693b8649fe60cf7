package io.hyperpatch.rehearsal.run;

import io.hyperpatch.rehearsal.engine.EngineListener;
import io.hyperpatch.rehearsal.engine.ExecutionStatus;
import io.hyperpatch.rehearsal.engine.ExecutionView;
import io.hyperpatch.rehearsal.twin.Truth;
import io.hyperpatch.store.InMemoryStore;
import io.hyperpatch.store.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * What follows the rehearsal proper: reconcile comes every hour until it has nothing left to do. Where something is stuck, it has to
 * begin while things still go wrong; then nothing does any more.
 */
final class Calm {
    private static final Duration LONGEST = Duration.ofDays(45);

    private static final int UNDER_FAULTS = 3;
    private static final Duration UNDER_FAULTS_LONGEST = Duration.ofHours(6);

    /**
     * From the first round that changed nothing to the last: a little less than an hour, since rounds take
     * their time. Rounds alone do not measure it, for events that were late come two in an hour.
     */
    private static final Duration QUIET = Duration.ofMinutes(50);

    /** A wire that is in doubt is kept for a day. */
    private static final Duration QUIET_WITH_WIRES = QUIET.plusDays(1);

    private static final String WIRES = "hyperpatch-";

    private final Account account;
    private final InMemoryStore memory;
    private final BooleanSupplier nothingRuns;
    private Left last;
    private Optional<Instant> quietSince = Optional.empty();
    private Duration quiet = Duration.ZERO;
    private int reconciled;

    /** All that reconcile can change. */
    private record Left(List<Item> items, Set<String> wires) {}

    Calm(Account account, InMemoryStore memory, BooleanSupplier nothingRuns) {
        this.account = Objects.requireNonNull(account);
        this.memory = Objects.requireNonNull(memory);
        this.nothingRuns = Objects.requireNonNull(nothingRuns);
        this.last = left();
    }

    /** Returns when all is at rest, or when it should have been for long. */
    void await() {
        account.engine.listen(new Reconciled());
        Instant calm = account.clock.now().plus(UNDER_FAULTS_LONGEST);
        account.clock.runWhile(() ->
                isStuck() && reconciled < UNDER_FAULTS && account.clock.now().isBefore(calm));
        account.ceaseFaults();
        quietSince = Optional.empty();
        quiet = Duration.ZERO;
        Instant latest = account.clock.now().plus(LONGEST);
        account.clock.runWhile(() -> !atRest() && account.clock.now().isBefore(latest));
    }

    private boolean isStuck() {
        return last.items().stream()
                .anyMatch(item -> item.key().partition().equals("unreported")
                        || item.key().partition().equals("leases")
                                && !item.text("state").equals(Optional.of("FREE")));
    }

    private boolean atRest() {
        return quiet.compareTo(last.wires().isEmpty() ? QUIET : QUIET_WITH_WIRES) >= 0;
    }

    private Left left() {
        return new Left(
                memory.items(),
                account.alarms.names().stream()
                        .filter(name -> name.startsWith(WIRES))
                        .collect(Collectors.toSet()));
    }

    /** A mail that may have been sent is sent once more, but only hours later. */
    private boolean mailIsDueAgain() {
        return memory.items().stream()
                .anyMatch(item -> item.key().partition().equals("notices")
                        && item.get("claimedAt").isPresent()
                        && item.get("at").isEmpty());
    }

    /** Rounds that failed again and again are far apart: the next one that is due may still be a day away. */
    private boolean roundIsDueAgain() {
        return isStuck()
                && memory.items().stream()
                        .anyMatch(item -> item.key().partition().equals("failed-rounds"));
    }

    private boolean nothingIsUnderWay() {
        return nothingRuns.getAsBoolean()
                && !account.meddlingPending()
                && account.hyperPod.truth().clusters().stream()
                        .mapToLong(Truth.Cluster::updatesInEffect)
                        .allMatch(updates -> updates == 0);
    }

    private void count(boolean nothingToDo) {
        Instant ended = account.clock.now();
        quietSince = nothingToDo ? quietSince.or(() -> Optional.of(ended)) : Optional.empty();
        quiet = quietSince.map(since -> Duration.between(since, ended)).orElse(Duration.ZERO);
    }

    private final class Reconciled implements EngineListener {
        @Override
        public void executionEnded(ExecutionView execution) {
            if (!execution.machine().equals(Machines.RECONCILE)) {
                return;
            }
            reconciled++;
            Left now = left();
            boolean unchanged = execution.status() == ExecutionStatus.SUCCEEDED && now.equals(last);
            last = now;
            boolean moreIsDue = mailIsDueAgain() || roundIsDueAgain();
            count(unchanged && !moreIsDue && nothingIsUnderWay());
        }
    }
}
