package io.hyperpatch.reconcile;

import io.hyperpatch.json.Json;
import io.hyperpatch.run.RunName;
import io.hyperpatch.store.Change;
import io.hyperpatch.store.Condition;
import io.hyperpatch.store.Expiry;
import io.hyperpatch.store.Item;
import io.hyperpatch.store.Key;
import io.hyperpatch.store.Store;
import io.hyperpatch.store.Write;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rounds of reconcile that failed, run by run; a run with which the last round succeeded has no item.
 *
 * <p>A round is noted before its work begins: one that dies without a word is counted by the next.
 */
public final class FailedRounds {
    private static final Logger LOG = LoggerFactory.getLogger(FailedRounds.class);

    /** All in one partition, so that one query lists them. */
    private static final String PARTITION = "failed-rounds";

    private static final String PREFIX = "run/";
    private static final String BEGUN = "begun";
    private static final String SERIES = "series";

    private static final FailedSeries.Failure NO_WORD =
            new FailedSeries.Failure("SettleRun: no answer", "the state SettleRun ended without an answer");

    private final Store store;

    public FailedRounds(Store store) {
        this.store = Objects.requireNonNull(store);
    }

    private static Key key(RunName run) {
        return new Key(PARTITION, PREFIX + run);
    }

    /**
     * Notes that a round begins its work.
     *
     * @param round the ARN of the reconcile execution
     * @return the rounds that have failed so far, with the last one, if that died without a word
     */
    public Optional<FailedSeries> begin(RunName run, String round, Instant now) {
        Optional<Item> known = store.read(key(run));
        Optional<String> begun = known.flatMap(item -> item.text(BEGUN));
        Optional<FailedSeries> before = known.flatMap(FailedRounds::series);
        if (begun.filter(round::equals).isPresent()) {
            return before;
        }
        Optional<FailedSeries> failed =
                begun.map(died -> with(before, NO_WORD, died, now)).or(() -> before);
        write(run, Change.set(BEGUN, round), failed.map(FailedRounds::set).orElse(Change.remove(SERIES)), now);
        return failed;
    }

    /** Records that a round has failed. */
    public FailedSeries failed(RunName run, String round, FailedSeries.Failure failure, Instant now) {
        FailedSeries series = with(store.read(key(run)).flatMap(FailedRounds::series), failure, round, now);
        keep(run, series, now);
        return series;
    }

    /** Records that people know of them. */
    public void told(RunName run, FailedSeries series, Instant now) {
        store.write(new Write.Update(key(run), List.of(set(series.told()), Expiry.set(now)), Condition.always()));
    }

    /** Forgets what had failed. */
    public void succeeded(RunName run) {
        store.write(forgotten(run));
    }

    /** The same as a part of a transaction: the next round does not leave the run out. */
    static Write.Delete forgotten(RunName run) {
        return new Write.Delete(key(run), Condition.always());
    }

    /** The runs that the next round is to leave out. One whose item cannot be read is none of them. */
    public Set<RunName> resting(Instant now) {
        Set<RunName> resting = new HashSet<>();
        for (Item item : store.list(PARTITION, PREFIX)) {
            if (series(item).filter(failed -> failed.rests(now)).isPresent()) {
                resting.add(RunName.of(item.key().sort().substring(PREFIX.length())));
            }
        }
        return resting;
    }

    private void keep(RunName run, FailedSeries series, Instant now) {
        write(run, Change.remove(BEGUN), set(series), now);
    }

    private static Change set(FailedSeries series) {
        return Change.set(SERIES, Json.of(series));
    }

    private void write(RunName run, Change begun, Change series, Instant now) {
        store.write(new Write.Update(key(run), List.of(begun, series, Expiry.set(now)), Condition.always()));
    }

    private static FailedSeries with(
            Optional<FailedSeries> before, FailedSeries.Failure failure, String round, Instant now) {
        return before.map(series -> series.with(failure, round, now))
                .orElseGet(() -> FailedSeries.begin(failure, round, now));
    }

    private static Optional<FailedSeries> series(Item item) {
        try {
            return item.get(SERIES).map(kept -> Json.stored(FailedSeries.class, kept));
        } catch (IllegalArgumentException e) {
            LOG.warn("the item {} cannot be read, and its rounds are counted anew", item.key(), e);
            return Optional.empty();
        }
    }
}
